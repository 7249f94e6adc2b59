"""What the checks share: going through records, citations, links and periods."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from geodata import load, text
from geodata.errors import GeodataError, MissingFileError
from geodata.model import Feature, Period

Problems = Iterator[str]
# The command that makes the layers of places and later events.
MAKES = "python -m geodata.build" if load.BUILT else "python -m geodata.derive"


def each(names: Iterable[Any], action: Callable[[Any], Iterable[str]]) -> Problems:
    """Do something with each name, and go on where one cannot be read."""
    for name in names:
        try:
            yield from action(name)
        except GeodataError as error:
            yield str(error)


def geometries(layer_id: str) -> tuple[Any, ...]:
    """Return the geometries of a layer (shapely, WGS84 degrees), as its features stand; None for what is none."""
    load.features(layer_id)
    return _geometries(load.content(load.LAYERS / f"{layer_id}.geojson"))


@lru_cache(maxsize=128)
def _geometries(written: str) -> tuple[Any, ...]:
    """What a file of features holds; while it is written as it was, that is what it was."""
    return tuple(_geometry(feature) for feature in load.decoded(written)["features"])


def _geometry(feature: Feature) -> Any:
    from shapely import from_geojson
    from shapely.errors import ShapelyError

    try:
        # Several times as fast as shapely's own way from a mapping, which makes lists of all coordinates.
        return from_geojson(json.dumps(feature["geometry"]))
    except (ShapelyError, ValueError, TypeError, KeyError):
        return None


def periods(name: str, periods: Iterable[Period]) -> Problems:
    """Say which periods end before they begin."""
    for period in periods:
        if period.start > period.end and not period.start.startswith(period.end):
            yield f"{name}: a period ends ({period.end}) before it begins ({period.start})."


def cited(name: str, keys: Iterable[str], *texts: str) -> Problems:
    """Say what a record cites, asks for or links to that does not exist."""
    known = load.source_keys()
    for key in dict.fromkeys([*keys, *text.citations(*texts)]):
        if key not in known:
            yield f"{name}: there is no fact source {key}."
    for body in texts:
        try:
            text.fill(body, load.figures())
        except MissingFileError as error:
            yield f"{error} Make it with: {MAKES}."
        except GeodataError as error:
            yield f"{name}: {error}"
        yield from _linked(name, body)


def _linked(name: str, body: str) -> Problems:
    known = {"place": {place.id for place in load.places()}, "claim": {claim.id for claim in load.claims()}}
    for kind, target in text.links(body):
        if target not in known[kind]:
            yield f"{name}: it links to the {kind} “{target}”, which does not exist."


def unique(noun: str, ids: Iterable[str]) -> Problems:
    """Say which ids occur more than once."""
    for found, times in Counter(ids).items():
        if times > 1:
            yield f"The {noun} “{found}” occurs {times} times."
