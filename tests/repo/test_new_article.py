"""From an empty folder to a running dashboard, as the README says: what is written first explains itself and fits."""

import dataclasses
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request

import pytest

import geodata.design as design
import geodata.model as model
from geodata.new import SKELETON, write
from geodata.new.__main__ import main
from tests.fixtures import ROOT, run, shown

README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("## Map another article\n")[2].partition("\n## ")[0]
COMMANDS = re.search(r"```sh\n(.*?)```", SECTION, re.DOTALL).group(1).splitlines()
# What the commands need of the project, and nothing else of it.
PARTS = ("dashboard.py", "pages", "ui", "geodata", ".streamlit", "pyproject.toml")
# An example is commented out by a bare sign; a sign with a blank explains.
EXAMPLE = re.compile(r"^#(?! )", re.MULTILINE)
PANELS = {"borders-distances": "# How far apart\n\nLead.\n", "borders-method": "# Method\n\nLead.\n"}
KINDS = {
    "article": (design.Article, design.Dashboard, design.Target, design.Part),
    "atlas": (
        design.Kind,
        design.Switch,
        design.LegendRow,
        design.Basemap,
        design.CountryName,
        design.RiverName,
        design.Atlas,
    ),
    "places": (model.Place, model.Period, model.LocalName, model.PlaceLabel, model.Stroke),
    "claims": (model.Claim,),
    "contradictions": (model.Contradiction,),
    "corrections": (model.Correction,),
    "judgements": (model.Judgement,),
    "coverage": (model.Paragraph, model.Statement),
    "events": (model.Searched, model.Event, model.Bearing),
    "quoted": (model.Quoted,),
    "sources": (model.FactSource, model.FormerKey),
    "steps": (model.Step,),
    "timeline": (model.Moment,),
    "versions": (model.Version,),
}
# Fields that are measured, are written as tables, or are always the same.
UNWRITTEN = {"distances", "bounds", "measures", "switches", "basemaps", "kinds", "countries", "rivers", "kind"}


@pytest.fixture
def begun(tmp_path):
    write(tmp_path / "begun", "The harbour", "A. Writer", "https://example.org/harbour")
    return tmp_path / "begun"


def test_there_are_no_more_than_ten_commands():
    assert 0 < len(COMMANDS) <= 10
    assert COMMANDS[0].startswith(".venv/bin/python -m geodata.new ")
    assert COMMANDS[-1] == ".venv/bin/streamlit run dashboard.py"


def test_the_commands_of_the_readme_lead_to_a_running_dashboard(tmp_path):
    for part in PARTS:
        (tmp_path / part).symlink_to(ROOT / part)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "GATE_ARTICLE")}
    environment |= {"STREAMLIT_SERVER_HEADLESS": "true", "STREAMLIT_SERVER_PORT": str(port)}
    with (tmp_path / "told").open("w") as told:
        shell = subprocess.Popen(
            ["bash", "-e", "-c", "\n".join(COMMANDS)],
            cwd=tmp_path,
            env=environment,
            stdout=told,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        assert answers(port, shell), (tmp_path / "told").read_text(encoding="utf-8")
    finally:
        if shell.poll() is None:
            os.killpg(shell.pid, signal.SIGTERM)
        shell.wait(timeout=20)
    said = (tmp_path / "told").read_text(encoding="utf-8")
    assert "No problems: 2 layers, 2 places, 0 fact sources, 0 claims checked." in said
    found = shown([("map", {}), ("map", {"place": "example-circle"}), ("sources", {})], tmp_path / "harbour")
    assert found["offered"] == ["Map", "Sources and data"]
    assert found["problems"] == []
    assert [view["said"] for view in found["views"]] == [[], [], []]
    assert "What the article argues" in found["views"][0]["words"]
    assert "Known roughly, within about 5 km" in found["views"][1]["words"]
    assert "The harbour" in found["views"][0]["words"]


def test_a_site_has_no_page_for_what_is_still_to_be_written(begun):
    assert run("-m", "geodata.derive", article=begun)[0] == 0
    code = "from ui.brief.site.plan import site_pages; print(*(page.path for page in site_pages()))"
    status, told, wrong = run("-c", code, article=begun)
    assert status == 0, wrong
    assert set(told.split()) == {
        *("index.html", "sources.html", "corrections.html"),
        *(f"places/{one}.html" for one in ("example-point", "example-circle")),
    }


def answers(port, process):
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
                return answer.read() == b"ok"
        except OSError:
            time.sleep(0.2)
    return False


def test_every_example_can_be_used_as_it_stands(begun):
    for path in begun.rglob("*.toml"):
        path.write_text(EXAMPLE.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    for name, text in PANELS.items():
        (begun / f"article/panels/{name}.md").write_text(text, encoding="utf-8")
    assert run("-m", "geodata.derive", article=begun)[0] == 0
    status, told, wrong = run("-m", "geodata.check", article=begun)
    assert (status, wrong) == (0, ""), told
    # The one part of the Borders page that needs no border.
    found = shown([("borders", {"point": "51.5,0.1"}), ("story", {}), ("claims", {})], begun)
    assert found["offered"] == ["Map", "Story", "Timeline", "Claims", "Borders", "Sources and data"]
    assert [view["said"] for view in found["views"]] == [[], [], []]
    assert "Every place of the article" in found["views"][0]["words"]
    assert found["views"][0]["maps"][0]["caption"] == "Example point to Example circle: 10 to 20 km"


@pytest.mark.parametrize("name", KINDS)
def test_every_field_is_explained(name):
    text = (SKELETON / f"article/{name}.toml").read_text(encoding="utf-8")
    fields = {field.name for kind in KINDS[name] for field in dataclasses.fields(kind)} - UNWRITTEN
    assert {field for field in fields if not re.search(rf"\b{field}\b", text)} == set()
    comments = [line for line in text.splitlines() if line.startswith("# ")]
    assert len(comments) > 1


def test_a_title_of_any_letters_stays_what_it_is(tmp_path):
    title = 'Où “est” the "gate"? \\ $title {x}'
    write(tmp_path / "new", f" {title}\n", "Ø", "https://example.org/?a=1&b=2")
    record = tomllib.loads((tmp_path / "new/article/article.toml").read_text(encoding="utf-8"))
    assert (record["article"]["title"], record["article"]["author"]) == (title, "Ø")
    assert record["dashboard"]["title"] == f"{title}, mapped"
    assert record["dashboard"]["name"] == "ou-est-the-gate-title-x"


@pytest.mark.parametrize("there", ["a file in it", "a file"])
def test_a_folder_that_is_not_empty_is_refused_in_one_sentence(tmp_path, capsys, there):
    folder = tmp_path / "mine"
    kept = folder if there == "a file" else folder / "diary.txt"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("kept", encoding="utf-8")
    assert main([str(folder)]) == 1
    assert capsys.readouterr().err == (
        f"“{folder}” is not empty: name a new folder, and the article’s files begin there.\n"
    )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]


def test_an_empty_folder_will_do(tmp_path, capsys):
    assert main([str(tmp_path)]) == 0
    assert f"{tmp_path}/article/places.toml\n" in capsys.readouterr().out
