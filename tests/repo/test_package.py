"""``pip install .`` installs geodata by itself: records and layers, without streamlit, with no network."""

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

import geodata
from geodata import about

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# What cattrs is made of: all that an installed geodata may need.
NEEDED = ("attr", "attrs", "cattr", "cattrs", "typing_extensions")
READ = """
import sys
sys.path += [{package!r}, {needed!r}]
import geodata
from geodata import about
print(len(geodata.places()), len(geodata.claims()), len(geodata.steps()), len(geodata.layers()))
print(sum(len(geodata.features(one.id)) for one in geodata.layers() if one.file.endswith("geojson")))
print(geodata.panel("overview").title)
print(about.version(), about.checksum())
print(geodata.__file__)
print(*sorted({{name.partition(".")[0] for name in sys.modules}}))
"""


def pip(*arguments):
    done = subprocess.run([sys.executable, "-m", "pip", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder that the package was installed into, from a wheel made of nothing but what it is declared to need."""
    tmp = tmp_path_factory.mktemp("package")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp / name)
    for name in ("geodata", "ui", "pages"):
        shutil.copytree(ROOT / name, tmp / name, ignore=shutil.ignore_patterns("__pycache__"))
    pip("wheel", "-q", "--no-index", "--no-build-isolation", "--no-deps", "--wheel-dir", str(tmp / "made"), str(tmp))
    (wheel,) = (tmp / "made").iterdir()
    pip("install", "-q", "--no-index", "--no-deps", "--target", str(tmp / "installed"), str(wheel))
    return tmp / "installed"


@pytest.fixture(scope="module")
def told(installed, tmp_path_factory):
    """What a Python that has only the package and cattrs reads from it, in an empty folder."""
    needed = tmp_path_factory.mktemp("needed")
    for name in NEEDED:
        origin = Path(find_spec(name).origin)
        origin = origin.parent if origin.name == "__init__.py" else origin
        (needed / origin.name).symlink_to(origin)
    code = READ.format(package=str(installed), needed=str(needed))
    command = [sys.executable, "-I", "-S", "-c", code]
    empty = tmp_path_factory.mktemp("empty")
    done = subprocess.run(command, cwd=empty, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_it_reads_all_records_and_layers(told):
    counted = len(geodata.places()), len(geodata.claims()), len(geodata.steps()), len(geodata.layers())
    assert told[0].split() == [str(count) for count in counted]
    files = [layer.id for layer in geodata.layers() if layer.file.endswith("geojson")]
    assert told[1] == str(sum(len(geodata.features(layer)) for layer in files))
    assert told[2] == geodata.panel("overview").title


def test_it_knows_its_version_and_holds_the_same_data(told, installed):
    assert told[3].split() == [PROJECT["project"]["version"], about.checksum()]
    assert told[4] == str(installed / "geodata/__init__.py")


def test_it_needs_neither_streamlit_nor_a_geographic_library(told):
    assert {"geodata", "cattrs"} <= set(told[5].split())
    assert not {"streamlit", "folium", "geopandas", "shapely", "pyproj", "numpy", "ui"} & set(told[5].split())


def test_it_brings_the_first_files_of_another_article(installed):
    there, here = (
        {path.relative_to(folder).as_posix() for path in (folder / "new/skeleton").rglob("*") if path.is_file()}
        for folder in (installed / "geodata", ROOT / "geodata")
    )
    assert "new/skeleton/article/panels/overview.md" in here
    assert here == there


def test_it_brings_nothing_else(installed):
    found = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert found == {"geodata"}
    assert not (installed / "geodata/build").exists()


def test_a_project_file_of_somebody_else_is_not_asked_for_the_version(tmp_path, monkeypatch):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "other"\nversion = "9"\n', encoding="utf-8")
    monkeypatch.setattr(about, "__file__", str(tmp_path / "geodata/about.py"))
    monkeypatch.setattr("geodata.about.metadata.packages_distributions", lambda: {"geodata": ["atlas-of-ours"]})
    monkeypatch.setattr("geodata.about.metadata.version", {"atlas-of-ours": "7.1"}.__getitem__)
    about.version.cache_clear()
    try:
        assert about.version() == "7.1"
    finally:
        about.version.cache_clear()


def test_the_licences_are_those_of_the_code_and_the_layers():
    named = set(PROJECT["project"]["license"].split(" AND "))
    asked = {name for name in about.LICENCES for layer in geodata.layers() if name in layer.licence}
    assert named == {"MIT"} | asked - {"Public domain"}


def test_what_it_needs_is_what_the_dashboard_is_tested_with():
    pins = dict(re.findall(r"^([\w.-]+)==(.+)$", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = [PROJECT["project"]["dependencies"], *extras]
    assert {one for group in wanted for one in group} <= {f"{name}>={version}" for name, version in pins.items()}


def test_what_builds_it_is_pinned_once():
    lines = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    assert set(PROJECT["build-system"]["requires"]) <= set(lines)


def test_authors_and_keywords_are_those_of_the_citation():
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert [author["name"] for author in PROJECT["project"]["authors"]] == [geodata.dashboard().authors]
    assert re.findall(r"^  - (\w[\w ]*)$", cited, re.MULTILINE) == PROJECT["project"]["keywords"]
