"""What this is: its version, the state of its data, what it is a companion to, and where licences are published."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import replace
from functools import cache
from importlib import metadata
from pathlib import Path

from geodata import load
from geodata.errors import DamagedFileError
from geodata.model import Version

# Where a licence named in a record is published.
LICENCES = {
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "LGPL-3.0-or-later": "https://www.gnu.org/licenses/lgpl-3.0.html",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "MIT": "https://opensource.org/license/mit",
    "Public domain": "https://creativecommons.org/public-domain/pdm/",
}


@cache
def version() -> str:
    """Return the version of the dashboard, as the project file has it, or the installed package made from that."""
    beside = Path(__file__).resolve().parents[1]
    # Beside an installed package there is no project file, or one that is somebody else's.
    if (beside / "pyproject.toml").is_file() and (beside / "dashboard.py").is_file():
        return str(tomllib.loads((beside / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])
    return metadata.version(metadata.packages_distributions()[__package__ or ""][0])


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


def newest() -> Version:
    """Return the version of the data at hand: the last one in the records, with the checksum of all data."""
    if not load.versions():
        raise DamagedFileError("The file article/versions.toml names no version.")
    return replace(load.versions()[-1], checksum=checksum())


def versions() -> tuple[Version, ...]:
    """Return every version of the data there has been, the newest first, each with its checksum."""
    return (newest(), *reversed(load.versions()[:-1]))


@cache
def credit() -> str:
    """Return the line that every file to take away carries: what it is from, and the article it is about."""
    article = load.article()
    return (
        f"{load.dashboard().title}: an independent companion to {article.title} by {article.author} "
        f"({article.publisher}, {article.year})"
    )
