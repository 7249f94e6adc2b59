"""Large towns of the world, by which a reader from elsewhere can judge how large something is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from geodata import load
from geodata.errors import DamagedFileError

LAYER = "world-towns"


@dataclass(frozen=True, slots=True)
class Town:
    """A town: its name, its country, and where it is (WGS84 degrees)."""

    id: str
    name: str
    country: str
    lat: float
    lon: float


def towns() -> dict[str, Town]:
    """Return the large towns of the world by id, in the order of their names; none without the layer.

    Examples
    --------
    >>> from geodata import world
    >>> bern = world.towns()["bern-ch"]
    >>> bern.name, bern.country, bern.lat, bern.lon
    ('Bern', 'Switzerland', 46.95, 7.45)
    """
    return _towns(load.layer(LAYER).sha256) if load.has_layer(LAYER) else {}


@cache
def _towns(checksum: str) -> dict[str, Town]:
    """As :func:`towns`, once for each state of the file (SHA-256)."""
    del checksum
    found: dict[str, Town] = {}
    file = load.layer(LAYER).file
    try:
        for code, country in load.json_of(load.LAYERS / file)["countries"].items():
            for name, lat, lon in country["towns"]:
                slug = f"{_slug(name)}-{code.lower()}"
                # Of towns of one name the largest comes first and keeps it.
                number = next(n for n in range(1, 99) if _numbered(slug, n) not in found)
                one = _numbered(slug, number)
                found[one] = Town(one, name, country["name"], lat, lon)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedFileError(f"The file layers/{file} does not hold towns by country.") from error
    return dict(sorted(found.items(), key=lambda item: (_plain(item[1].name).lower(), item[0])))


def _numbered(slug: str, number: int) -> str:
    return slug if number == 1 else f"{slug}-{number}"


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _plain(name).lower()).strip("-")
