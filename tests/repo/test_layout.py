"""Rules of the repository that would otherwise be forgotten."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))]
FORBIDDEN = {
    "geodata": ("streamlit", "folium", "streamlit_folium", "ui", "pages"),
    "ui": ("pages", "dashboard", "geopandas"),
    "pages": ("folium", "streamlit_folium", "geopandas", "pandas", "json", "altair"),
}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", FORBIDDEN)
def test_imports_run_one_way(room):
    files = PAGES if room == "pages" else sorted((ROOT / room).rglob("*.py"))
    assert files
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        for name in imports(path)
        if name.split(".")[0] in FORBIDDEN[room]
    }
    assert wrong == set()


def streamlits(path):
    """What a file takes from Streamlit and streamlit-folium, by its whole name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            known |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    used = {
        f"{known[node.value.id]}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known
    }
    return {name for name in {*known.values(), *used} if name.split(".")[0] in ("streamlit", "streamlit_folium")}


def test_only_one_module_touches_what_streamlit_and_streamlit_folium_keep_private():
    public = re.compile(r"streamlit(\.components\.v1|\.delta_generator)?(\.(?!_|runtime\b|web\b)\w+)?")
    users = {
        str(path.relative_to(ROOT))
        for path in [*sorted((ROOT / "ui").rglob("*.py")), *PAGES]
        if not all(public.fullmatch(name) for name in streamlits(path))
    }
    assert users == {"ui/internals.py"}


def test_reading_the_data_needs_no_geographic_library():
    code = "import sys, geodata; geodata.places(); geodata.features('countries'); print(','.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"geopandas", "shapely", "pyproj", "streamlit", "folium"} & set(loaded.strip().split(","))


def test_pages_are_thin():
    for page in PAGES:
        tree = ast.parse(page.read_text(encoding="utf-8"))
        assert not [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)], page.name
        assert len(page.read_text(encoding="utf-8").splitlines()) <= 60, page.name


def test_ci_runs_exactly_the_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv .*$", readme, flags=re.MULTILINE)
    assert len(commands) == 2
    quiet = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert commands[1] in quiet


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_pinned_exactly(name):
    lines = [line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert wanted
    assert [line for line in wanted if not re.fullmatch(r"[A-Za-z0-9_.\[\]-]+==[0-9][\w.]*(; .+)?", line)] == []
