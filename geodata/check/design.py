"""What makes a dashboard of the article: its words, the map, what is compared; and that it all fits the records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from geodata import load
from geodata.check.common import Problems, unique
from geodata.design import Atlas, Comparison, Lengths, Parcels

# Colours of the ground that a record may name besides those of the atlas.
GROUND = ("ink",)
NAME = re.compile(r"[a-z][a-z0-9-]*")
# Classes and colours of the style sheet that mean something else than a kind of place or the colour of a line.
RESERVED = frozenset(
    {
        *("accent", "later", "water", "water-name", "province", "country", "edge", "veil", "ground", "ink", "halo"),
        *("control", "along", "selected"),
        *("place", "point", "circle", "band", "area", "line", "hit", "dot", "town", "capital", "home"),
        *("drawing", "parcel", "old", "own", "coarse", "distance", "scale", "before", "after"),
    }
)
PARCEL_SHAPES = ("best", "core", "outer")


def article() -> Problems:
    """Check the article's parts and years, and what the dashboard says of its pages and distances."""
    told, dashboard = load.article(), load.dashboard()
    yield from unique("part of the article", (part.key for part in told.parts))
    if told.written and not re.fullmatch(rf"{told.years.written}(-\d\d){{0,2}}", told.written):
        yield f"Article: it was written in {told.years.written}, which “{told.written}” does not fit."
    if not told.years.first <= told.years.written <= told.years.last:
        yield "Article: its years do not run from the first over the one it was written in to the last."
    for page in _pages():
        if not dashboard.descriptions.get(page):
            yield f"Dashboard: it does not describe the page “{page}” ([dashboard.descriptions])."
    known = {place.id for place in load.places()}
    for target in dashboard.targets:
        if target.id not in known:
            yield f"Dashboard: distances are measured to “{target.id}”, which is no place."


def _pages() -> Iterator[str]:
    """The pages that the article has matter for."""
    matter = {
        "story": load.steps(),
        "timeline": load.moments() + load.events(),
        "claims": load.claims(),
        "borders": load.comparison().parts,
    }
    yield from ("map", *(page for page, records in matter.items() if records), "sources")


def atlas() -> Problems:
    """Check that switches, kinds, colours and labels are those that places and layers ask for."""
    found = load.atlas()
    yield from unique("switch of the map", found.switch_ids)
    yield from unique("kind of place", (kind.id for kind in found.kinds))
    if not found.basemaps or found.basemaps[0].provider:
        yield "Atlas: its first basemap has to be the built-in one, which has no provider."
    yield from _boxes()
    if not found.heights and any("height_low_m" in place.measures for place in load.places()):
        yield "Atlas: it does not say how sure the heights of places are ('heights')."
    layers = load.layer_ids()
    for switch in found.switches:
        yield from (
            f"Switch {switch.id}: there is no layer “{built}”." for built in switch.built if built not in layers
        )
    if found.locator and "land" not in layers:
        yield "Atlas: its locator needs a layer “land”."
    yield from _known("Atlas, beyond", (one.place for one in found.beyond if one.place), {p.id for p in load.places()})
    yield from _names(found)
    yield from _colours()
    yield from _legends(found)


def _boxes() -> Problems:
    found = load.atlas()
    for name in ("overview", "frame", "bounds"):
        west, south, east, north = getattr(found, name)
        if west >= east or south >= north:
            yield f"Atlas: {name} is not west, south, east, north."
    if found.zoom[0] >= found.zoom[1]:
        yield "Atlas: the lowest zoom level is not below the highest."


def _colours() -> Problems:
    known = {*load.atlas().colours, *GROUND}
    named = [(f"Kind {kind.id}", colour) for kind in load.atlas().kinds for colour in (kind.colour, kind.timeline)]
    for place in load.places():
        named += [(f"Place {place.id}", place.label.colour)] if place.label else []
        named += [(f"Place {place.id}", place.stroke.colour)] if place.stroke else []
    named += [(f"Map {one.id}", one.colour) for one in load.comparison().old_maps]
    for name, colour in named:
        if colour and colour not in known:
            yield f"{name}: there is no colour “{colour}” in the atlas."


def _names(found: Atlas) -> Problems:
    """Names of colours and kinds become classes of the style sheet, which has some of its own."""
    named = [("colour", name) for name in found.colours] + [("kind", kind.id) for kind in found.kinds]
    for noun, name in named:
        if name in RESERVED:
            yield f"Atlas: the {noun} “{name}” needs another name, as this one means something else on the map."
        elif not NAME.fullmatch(name):
            yield f"Atlas: the {noun} “{name}” has to be of small letters, digits and hyphens."


def _legends(found: Atlas) -> Problems:
    lines, kinds = {*found.colours, "water", "province"}, {kind.id for kind in found.kinds}
    known = {**dict.fromkeys(("circle", "band", "area", "parcels", "point"), kinds), "line": lines}
    known["dot"] = {"town", "capital"}
    for switch in found.switches:
        for row in switch.legend:
            form, _, rest = row.symbol.partition(" ")
            if rest not in known.get(form, ()):
                yield f"Switch {switch.id}: its legend has no such symbol as “{row.symbol}”."


def labelled() -> Problems:
    """Check that places have kinds, switches, colours and strokes that there are."""
    kinds, switches = {kind.id for kind in load.atlas().kinds}, load.atlas().switch_ids
    for place in load.places():
        if place.kind not in kinds:
            yield f"Place {place.id}: there is no kind “{place.kind}” in the atlas."
        if place.layer not in switches:
            yield f"Place {place.id}: there is no switch “{place.layer}” in the atlas."
        if place.extent.symbol == "line" and not place.stroke:
            yield f"Place {place.id}: a line needs a stroke."
        if place.extent.symbol != "line" and place.kind in kinds and not load.atlas().kind(place.kind).colour:
            yield f"Place {place.id}: its kind “{place.kind}” has no colour to draw it in (article/atlas.toml)."


def comparison() -> Problems:
    """Check that what is compared exists: borders, old maps, parcels, ends, the area at true size."""
    compared = load.comparison()
    places = {place.id for place in load.places()}
    if compared.lengths:
        yield from _lines(compared, places)
        yield from _findings(compared.lengths)
    if compared.profile:
        yield from _profile(compared)
    if compared.parcels:
        yield from _parcels(compared.parcels, places)
    if compared.distances:
        yield from _known("Distances", (compared.distances.a, compared.distances.b), places)
    if compared.scale:
        yield from _known("Scale", (compared.scale.place,), places)
        if not any(one.about == compared.scale.place and one.claim for one in load.quoted()):
            yield f"Scale: no claim gives an area of “{compared.scale.place}” (quoted.toml)."
    for part in (*compared.parts, *(("method",) if compared.parts else ())):
        # Reading it says what is wrong with it.
        load.panel(f"borders-{part}")


def _lines(compared: Comparison, places: set[str]) -> Problems:
    yield from _known("Lengths", compared.border_ids, places)
    drawn = {feature["properties"]["id"] for feature in load.features("borders")}
    yield from (f"Lengths: the layer borders has no “{one}”." for one in compared.border_ids if one not in drawn)
    if compared.old_maps and compared.parcels:
        old = {feature["properties"]["id"] for feature in load.features(compared.parcels.layer)}
        yield from (
            f"Lengths: the layer {compared.parcels.layer} has no “{one}”." for one in compared.old_ids if one not in old
        )


def _profile(compared: Comparison) -> Problems:
    assert compared.profile
    named = [one.id for one in compared.profile.borders]
    if sorted(named) != sorted(compared.border_ids):
        yield "Profile: its borders are not those of which lengths are shown."
    drawn = {feature["properties"]["id"] for feature in load.features(compared.profile.layer)}
    yield from (f"Profile: the layer {compared.profile.layer} has no “{one}”." for one in named if one not in drawn)


def _findings(lengths: Lengths) -> Problems:
    maps = {one.id for one in lengths.maps}
    headings = {section.heading for section in load.panel("borders-lengths").sections}
    for border in lengths.borders:
        if border.older and border.older not in maps:
            yield f"Lengths: {border.id} is set beside “{border.older}”, which is none of the maps."
        if border.finding and border.finding not in headings:
            yield f"Lengths: panels/borders-lengths.md has no section “{border.finding}” for {border.id}."


def _parcels(parcels: Parcels, places: set[str]) -> Problems:
    yield from _known("Parcels", (parcels.place, parcels.today), places)
    for side, party in (("before", parcels.before), ("after", parcels.after)):
        if not load.atlas().country_name(party.country):
            yield f"Parcels: the atlas names no country “{party.country}”, whose the land is {side}."
        if party.colour not in load.atlas().colours:
            yield f"Parcels: there is no colour “{party.colour}” in the atlas ({side})."
    if parcels.place not in places:
        return
    layer = load.place(parcels.place).extent.layer
    drawn = {feature["properties"]["id"] for feature in load.features(layer)}
    for parcel in parcels.parcels:
        wanted = [f"{layer}-{parcel.id}-{shape}" for shape in PARCEL_SHAPES]
        yield from (f"Parcels: the layer {layer} has no “{one}”." for one in wanted if one not in drawn)


def _known(name: str, ids: Iterable[str], places: set[str]) -> Problems:
    yield from (f"{name}: there is no place “{one}”." for one in ids if one not in places)
