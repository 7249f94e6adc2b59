"""What the documents for maintainers say is so: paths are there, names in them, versions in step."""

import datetime as dt
import re
import tomllib
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PATH = re.compile(r"[\w.-]+(?:/[\w.-]*)*/?")
FILES = {"Dockerfile"}


def rows():
    """The rows of the table of where to go, by what somebody wants."""
    table = GUIDE.partition("## Where to go")[2].partition("\n## ")[0]
    for line in table.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 3 and cells[1] and not cells[1].startswith(("-", "Go to")):
            yield cells


def paths(words):
    """Paths in a text, each with the names in brackets after it."""
    for token, names in re.findall(r"`([^`]+)`(?: \(([^)]*)\))?", words):
        if PATH.fullmatch(token) and ("/" in token or token in FILES or (ROOT / token).suffix in (".txt", ".cff")):
            yield token, re.findall(r"`([^`]+)`", names)


ROWS = list(rows())


def test_the_table_answers_what_strangers_ask():
    wanted = " ".join(cells[0] for cells in ROWS)
    for question in (
        "colour of a verdict",
        "download format",
        "step more",
        "wording of ranges",
        "zoom limits",
        "new page",
        "translated label",
        "header of nginx",
        "another projection",
        "place's symbol",
        "claim's verdict",
        "source of facts",
        "source of data",
        "a layer",
        "a basemap",
        "test of the map",
    ):
        assert question in wanted, question


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_row_leads_to_what_is_there(row):
    found = [*paths(row[1]), *paths(row[2])]
    assert list(paths(row[1]))
    for path, names in found:
        place = ROOT / path
        assert place.is_dir() if path.endswith("/") else place.is_file(), path
        for name in names:
            assert name in place.read_text(encoding="utf-8"), f"{path} has no {name}"


def test_every_path_and_module_elsewhere_in_the_guide_is_there():
    links = [target for target in re.findall(r"\]\(([^)]+)\)", GUIDE) if "://" not in target]
    code = [token.rstrip("/") for token in re.findall(r"`((?:ui|geodata|tests|pages|docs|deploy)/[\w./-]*)`", GUIDE)]
    assert [target for target in (*links, *code) if not (ROOT / target).exists()] == []
    modules = set(re.findall(r"python -m ([\w.]+)", GUIDE))
    assert {"geodata.check", "docs.house", "benchmarks"} <= modules
    assert [module for module in modules if find_spec(module) is None] == []


def test_the_newest_release_is_the_version_and_its_date_the_citation_s():
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)$", CHANGES, flags=re.MULTILINE)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert released[0][0] == version
    assert f"\nversion: {version}\ndate-released: {released[0][1]}\n" in cited


def test_the_changelog_has_its_form():
    headings = re.findall(r"^## (.+)$", CHANGES, flags=re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    dates = [dt.date.fromisoformat(heading[-10:]) for heading in headings[1:]]
    assert all(later >= earlier for later, earlier in pairwise(dates))
    kinds = set(re.findall(r"^### (.+)$", CHANGES, flags=re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
