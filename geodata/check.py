"""Check all data at once: ``python -m geodata.check`` prints every problem and exits 1 if there is any."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from geodata import load, text
from geodata.errors import GeodataError
from geodata.model import Event, Extent, Feature, Layer, Period
from geodata.relations import citing

# West, south, east, north: the frame all layers are clipped to, with room for rounding.
REGION = (55.9, 27.9, 98.1, 50.1)
CRS = "EPSG:4326"
# Where licences are published; any other address of a licence has to be on the producer's own site.
LICENCE_HOSTS = ("creativecommons.org", "opendatacommons.org", "opensource.org", "www.gnu.org")
PARAGRAPHS = ("B", "C1", "P1", "P2", "P3", "P4", "C2", "P5", "C3", "P6", "P7", "P8")
NEEDED = {
    "point": ("lat", "lon"),
    "circle": ("lat", "lon", "radius_km"),
    "band": ("along", "within", "near_km", "far_km"),
    "line": ("layer", "features"),
    "area": ("layer", "features"),
    "parcels": ("layer", "features"),
}
Problems = Iterator[str]


def problems() -> list[str]:
    """Return one sentence for everything that is wrong with the data; an empty list if nothing is.

    Every file is read, geometry is tested with shapely, and every reference (source, place, claim, figure) followed.
    """
    found: list[str] = []
    checks = (
        *(_layers, _credits, _places, _panels, _fact_sources, _unused),
        *(_claims, _contradictions, _events, _moments, _quoted, _steps),
    )
    for check in checks:
        try:
            found += check()
        except GeodataError as error:
            found.append(str(error))
    return list(dict.fromkeys(found))


def _each(names: Iterable[Any], action: Callable[[Any], Iterable[str]]) -> Problems:
    for name in names:
        try:
            yield from action(name)
        except GeodataError as error:
            yield str(error)


def _layers() -> Problems:
    records = sorted(path.stem for path in load.LAYERS.glob("*.toml"))
    yield from _each(records, lambda name: _layer(load.layer(name)))
    for path in sorted(load.LAYERS.glob("*.geojson")):
        if path.stem not in records:
            yield f"The layer {path.name} has no record ({path.stem}.toml)."


def _layer(layer: Layer) -> Problems:
    known = {source.id for source in load.data_sources()}
    if layer.crs != CRS:
        yield f"Layer {layer.id}: its CRS is {layer.crs}, not {CRS}."
    if not layer.sources:
        yield f"Layer {layer.id}: it names no source."
    for source in layer.sources:
        if source not in known:
            yield f"Layer {layer.id}: there is no source “{source}”."
    if not layer.licence:
        yield f"Layer {layer.id}: it names no licence."
    if layer.file.endswith(".geojson"):
        yield from _features(layer)


def _features(layer: Layer) -> Problems:
    features = load.features(layer.id)
    if "crs" in json.loads((load.LAYERS / layer.file).read_text(encoding="utf-8")):
        yield f"Layer {layer.id}: its file states a CRS of its own, which GeoJSON does not allow."
    for feature_id, times in Counter(f["properties"].get("id") for f in features).items():
        if not feature_id:
            yield f"Layer {layer.id}: a feature has no id."
        elif times > 1:
            yield f"Layer {layer.id}: the id “{feature_id}” occurs {times} times."
    columns = {column.name for column in layer.columns}
    for feature in features:
        yield from _geometry(layer.id, feature)
        unexplained = sorted(set(feature["properties"]) - columns)
        if unexplained:
            yield f"Layer {layer.id}: its record does not explain {', '.join(unexplained)}."


def _geometry(layer_id: str, feature: Feature) -> Problems:
    from shapely.errors import ShapelyError
    from shapely.geometry import shape
    from shapely.validation import explain_validity

    name = f"Layer {layer_id}, feature {feature['properties'].get('id')}"
    try:
        geometry = shape(feature["geometry"])
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        yield f"{name}: its geometry cannot be read."
        return
    if geometry.is_empty:
        yield f"{name}: its geometry is empty."
        return
    if not geometry.is_valid:
        yield f"{name}: its geometry is not valid ({explain_validity(geometry)})."
    west, south, east, north = geometry.bounds
    if west < REGION[0] or south < REGION[1] or east > REGION[2] or north > REGION[3]:
        yield f"{name}: it reaches outside the region."


def _credits() -> Problems:
    for source in load.data_sources():
        for field in ("credit", "licence", "licence_url", "producer", "package"):
            if not getattr(source, field):
                yield f"Source {source.id}: it has no {field}."
        address = urlsplit(source.licence_url)
        if source.licence_url and address.scheme != "https":
            yield f"Source {source.id}: the address of its licence, “{source.licence_url}”, is not an https address."
        elif address.netloc not in ("", *LICENCE_HOSTS, urlsplit(source.url).netloc):
            yield f"Source {source.id}: “{source.licence_url}” is neither the producer's page nor the licence's own."


def _places() -> Problems:
    places = load.places()
    yield from _unique("place", (place.id for place in places))
    for place in places:
        name = f"Place {place.id}"
        yield from _extent(name, place.extent)
        if not any(place.bounds):
            yield f"{name}: it is not in the built layer of places."
        if place.precision not in (1, 2, 3) or not place.precision_note:
            yield f"{name}: it does not say how precisely it is known."
        yield from _cited(name, place.sources, place.precision_note)
        yield from _periods(name, place.dates)
        yield from (f"{name}: there is no paragraph {key}." for key in place.paragraphs if key not in PARAGRAPHS)


def _extent(name: str, extent: Extent) -> Problems:
    for field in NEEDED[extent.symbol]:
        if getattr(extent, field) in (None, "", ()):
            yield f"{name}: a {extent.symbol} needs {field}."
    if extent.radius_km is not None and extent.radius_km <= 0:
        yield f"{name}: its radius is not above 0 km."


def _periods(name: str, periods: Iterable[Period]) -> Problems:
    for period in periods:
        if period.start > period.end and not period.start.startswith(period.end):
            yield f"{name}: a period ends ({period.end}) before it begins ({period.start})."


def _cited(name: str, keys: Iterable[str], *texts: str) -> Problems:
    known = {source.key for source in load.fact_sources()}
    for key in dict.fromkeys([*keys, *text.citations(*texts)]):
        if key not in known:
            yield f"{name}: there is no fact source {key}."
    for body in texts:
        try:
            text.fill(body, load.figures())
        except GeodataError as error:
            yield f"{name}: {error}"
        yield from _linked(name, body)


def _linked(name: str, body: str) -> Problems:
    known = {"place": {place.id for place in load.places()}, "claim": {claim.id for claim in load.claims()}}
    for kind, target in text.links(body):
        if target not in known[kind]:
            yield f"{name}: it links to the {kind} “{target}”, which does not exist."


def _panels() -> Problems:
    others = [path.stem for path in sorted((load.ARTICLE / "panels").glob("*.md"))]
    yield from _each(dict.fromkeys(["overview", "method", *(place.id for place in load.places()), *others]), _panel)


def _panel(panel_id: str) -> Problems:
    panel = load.panel(panel_id)
    yield from _cited(f"Panel {panel_id}", panel.sources, panel.lead, *(s.body for s in panel.sections))


def _fact_sources() -> Problems:
    sources = load.fact_sources()
    yield from _unique("fact source", (source.key for source in sources))
    for source in sources:
        if not source.title or not source.urls:
            yield f"Fact source {source.key}: it needs a title and an address."
        for url in source.urls:
            if not url.startswith(("https://", "http://")):
                yield f"Fact source {source.key}: “{url}” is not an address."


def _unused() -> Problems:
    cited = citing()
    yield from (f"Fact source {s.key}: no text cites it." for s in load.fact_sources() if s.key not in cited)


def _claims() -> Problems:
    claims, places = load.claims(), {place.id for place in load.places()}
    yield from _unique("claim", (claim.id for claim in claims))
    for claim in claims:
        name = f"Claim {claim.id}"
        yield from _cited(name, claim.sources, claim.text, claim.check, claim.since)
        yield from _periods(name, claim.dates)
        if claim.where not in PARAGRAPHS:
            yield f"{name}: there is no paragraph {claim.where}."
        if not claim.sources and not claim.no_source:
            yield f"{name}: it has neither a source nor a reason why not."
        yield from (f"{name}: there is no place “{place}”." for place in claim.places if place not in places)


def _contradictions() -> Problems:
    known = {claim.id for claim in load.claims()}
    yield from _unique("contradiction", (c.id for c in load.contradictions()))
    for contradiction in load.contradictions():
        yield from _cited(f"Contradiction {contradiction.id}", (), contradiction.text)
        for claim in contradiction.claims:
            if claim not in known:
                yield f"Contradiction {contradiction.id}: there is no claim “{claim}”."


def _events() -> Problems:
    yield from _unique("event", (event.id for event in load.events()))
    for event in load.events():
        yield from _event(event)


def _event(event: Event) -> Problems:
    name = f"Event {event.id}"
    known = {claim.id for claim in load.claims()}
    yield from _cited(name, event.sources, event.text)
    yield from _periods(name, (event.date,))
    if event.extent:
        yield from _extent(name, event.extent)
        if event.place:
            yield f"{name}: it has both a place and an extent of its own."
    if event.place and event.place not in {place.id for place in load.places()}:
        yield f"{name}: there is no place “{event.place}”."
    if not event.sources and not event.no_source:
        yield f"{name}: it has neither a source nor a reason why not."
    yield from (f"{name}: there is no claim “{b.claim}”." for b in event.bears_on if b.claim not in known)


def _moments() -> Problems:
    places, claims = {place.id for place in load.places()}, {claim.id for claim in load.claims()}
    yield from _unique("moment", (moment.id for moment in load.moments()))
    for moment in load.moments():
        name = f"Moment {moment.id}"
        yield from _cited(name, (), moment.text)
        yield from _periods(name, (moment.date,))
        yield from (f"{name}: there is no place “{place}”." for place in moment.places if place not in places)
        yield from (f"{name}: there is no claim “{claim}”." for claim in moment.claims if claim not in claims)


def _quoted() -> Problems:
    claims = {claim.id for claim in load.claims()}
    for quoted in load.quoted():
        name = f"Quoted figure {quoted.about}, {quoted.value:g}"
        yield from _cited(name, quoted.sources)
        if quoted.claim and quoted.claim not in claims:
            yield f"{name}: there is no claim “{quoted.claim}”."
        if not quoted.sources and not quoted.claim:
            yield f"{name}: it has neither a source nor a claim."


def _steps() -> Problems:
    places, claims = {place.id for place in load.places()}, {claim.id for claim in load.claims()}
    steps = load.steps()
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        yield "The steps of the story are not numbered one by one."
    for step in steps:
        name = f"Step {step.number}"
        yield from _cited(name, (), step.body)
        yield from (f"{name}: there is no place “{place}”." for place in step.places if place not in places)
        yield from (f"{name}: there is no claim “{claim}”." for claim in step.claims if claim not in claims)


def _unique(noun: str, ids: Iterable[str]) -> Problems:
    for found, times in Counter(ids).items():
        if times > 1:
            yield f"The {noun} “{found}” occurs {times} times."


def main() -> int:
    """Print every problem; return 1 if there is any, else 0."""
    found = problems()
    for problem in found:
        print(problem)
    if found:
        print(f"{len(found)} problem{'s' if len(found) > 1 else ''}")
        return 1
    counted = f"{len(load.layers())} layers, {len(load.places())} places, {len(load.fact_sources())} fact sources"
    print(f"No problems: {counted}, {len(load.claims())} claims checked.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
