"""``python -m docs.supply``: write what the dashboard is made of: hashes, licences, a bill of materials.

From `requirements.txt` come `requirements.lock`, with the hashes of every file of each release that is pinned there,
and, from an environment that is installed from that file alone, `docs/licences.md` and `docs/sbom.cdx.json`
(CycloneDX). Needs the network; the tools are pinned in `requirements-dev.txt`, that for CycloneDX here. The same pins
make the same files.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINS, LOCK = ROOT / "requirements.txt", ROOT / "requirements.lock"
LICENCES, MATERIALS = ROOT / "docs/licences.md", ROOT / "docs/sbom.cdx.json"
BIN = Path(sys.executable).parent
# Run from an environment of its own: what it brings along makes every import of a chart take a second and a half.
CYCLONEDX = "cyclonedx-bom==7.5.0"
# What a package does not say of itself in a form that programs read, or says by pointing elsewhere.
TOLD = {
    "resvg_py": ("MIT", "https://github.com/baseplate-admin/resvg-py"),
    "streamlit-folium": ("MIT", "https://github.com/randyzwitch/streamlit-folium"),
    "uvloop": ("MIT OR Apache-2.0", "https://github.com/MagicStack/uvloop"),
    "XStatic-Leaflet": ("BSD-2-Clause", "https://leafletjs.com/"),
}
HEAD = """# What is installed, and under which licence

Everything that `pip install -r requirements.txt` installs to run the dashboard, as the packages themselves say. Made by
`python -m docs.supply`; `docs/sbom.cdx.json` beside it is the same for programs (CycloneDX), with what needs what. The
licences of the data are in their records and on the page *Sources and data*.

| Package | Version | Licence | Home |
|---|---|---|---|
"""


def pins(text: str) -> dict[str, str]:
    """Return the version of every package that a file of requirements pins, by normalised name."""
    found = re.findall(r"^([\w.-]+)==([\w.]+)", text, flags=re.MULTILINE)
    return {normalised(name): version for name, version in found}


def normalised(name: str) -> str:
    """Return the name of a package as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licences(names: Sequence[str], python: Path) -> str:
    """Return the list of licences of packages that an interpreter has, as Markdown."""
    asked = ("--python", str(python), "--format=json", "--with-urls", "--packages", *names)
    answer = subprocess.run([BIN / "pip-licenses", *asked], check=True, capture_output=True, text=True)
    rows = sorted(json.loads(answer.stdout), key=lambda row: normalised(row["Name"]))
    return HEAD + "".join(map(_row, rows))


def _row(row: dict[str, str]) -> str:
    name = row["Name"]
    licence, home = TOLD.get(name, (row["License"], row["URL"]))
    return f"| {name} | {row['Version']} | {licence} | {home} |\n"


def main() -> None:
    """Write all three files."""
    uv = BIN / "uv"
    compiled = ("--universal", "--python-version=3.11", "--generate-hashes", "--no-annotate", "--quiet")
    _run(uv, "pip", "compile", *compiled, "--custom-compile-command=python -m docs.supply", "-o", LOCK, PINS)
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "bin/python"
        _run(uv, "venv", "--quiet", "--python", sys.executable, folder)
        _run(uv, "pip", "sync", "--quiet", "--python", python, "--require-hashes", LOCK)
        LICENCES.write_text(licences(list(pins(LOCK.read_text(encoding="utf-8"))), python), encoding="utf-8")
        made = ("--output-reproducible", "--pyproject", ROOT / "pyproject.toml", "-o", MATERIALS, python)
        _run(uv, "tool", "run", "--quiet", "--from", CYCLONEDX, "cyclonedx-py", "environment", *made)


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
