"""What this is, what it is about, and under which licences it may be used."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import metadata

from geodata import load

TITLE = "A Gate Unguarded, mapped"
PACKAGE = "a-gate-unguarded-mapped"
AUTHORS = "The authors of “A Gate Unguarded, mapped”"
YEAR = 2026
ARTICLE_TITLE = "A Gate Unguarded: The ISIS Threat in Tajikistan"
ARTICLE_URL = "https://www.offiziere.ch/?p=34107"
ARTICLE = {
    "title": ARTICLE_TITLE,
    "author": "Paul Pryce",
    "publisher": "offiziere.ch",
    "year": 2018,
    "url": ARTICLE_URL,
}
# Where a licence named in a record is published.
LICENCES = {
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "LGPL-3.0-or-later": "https://www.gnu.org/licenses/lgpl-3.0.html",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "MIT": "https://opensource.org/license/mit",
    "Public domain": "https://creativecommons.org/public-domain/pdm/",
}


@cache
def version() -> str:
    """Return the version of the dashboard, as the project file has it, or the installed package made from that."""
    file = load.ROOT.parent / "pyproject.toml"
    project = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {}) if file.is_file() else {}
    # Beside an installed package there is no project file, or one that is somebody else's.
    return str(project["version"]) if project.get("name") == PACKAGE else metadata.version(PACKAGE)


@cache
def checksum() -> str:
    """Return one SHA-256 for all data: over the list, as ``sha256sum`` prints it, of the files of layers and texts.

    The list is in the order of the paths' bytes, as seen from the folder ``geodata``, so that anyone can make it
    again: ``find article layers -type f | LC_ALL=C sort | xargs sha256sum | sha256sum``.
    """
    files = [path for folder in (load.ARTICLE, load.LAYERS) for path in folder.rglob("*") if path.is_file()]
    named = sorted((path.relative_to(load.ARTICLE.parent).as_posix(), path) for path in files)
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in named)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
