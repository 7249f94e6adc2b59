"""Places and reconstructed land as KML, for Google Earth and whatever else reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as Xml

import geodata
from geodata import about, text
from geodata.export.file import File, credit_of, named
from geodata.model import Feature

NAMESPACE = "http://www.opengis.net/kml/2.2"
# Colours as KML has them: alpha, blue, green, red. Lines are opaque, areas let the ground show through.
ENDS = ("low", "high")
PLACES = ("ff8b5f1f", "408b5f1f")


def as_kml() -> File:
    """Return two folders: every place with its summary and precision, and the parcels, if there are any.

    Title, licence and credit are in the document's name and description.
    """
    parcels = geodata.comparison().parcels
    root = Xml.Element("kml", xmlns=NAMESPACE)
    top = _add(root, "Document")
    _add(top, "name", geodata.dashboard().title)
    _add(top, "description", _description())
    _style(top, "place", PLACES)
    if parcels:
        kind = geodata.place(parcels.place).kind
        light, _ = geodata.atlas().colours[geodata.atlas().kind(kind).colour]
        bgr = f"{light[5:7]}{light[3:5]}{light[1:3]}"
        _style(top, kind, (f"ff{bgr}", f"40{bgr}"))
    told = {
        place.id: f"{place.summary} How well it is known: {geodata.filled(place.precision_note)}"
        f"{_heights(place.measures)}"
        for place in geodata.places()
    }
    _folder(top, "Places of the article", geodata.features("places"), "place", told)
    if parcels:
        place = geodata.place(parcels.place)
        shapes = geodata.features(place.extent.layer)
        told = {shape["properties"]["id"]: _parcel(shape["properties"]) for shape in shapes}
        _folder(top, parcels.folder, shapes, place.kind, told)
    Xml.indent(root, space=" ")
    content = bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))
    title = f"Places and {_bare(parcels.noun)}" if parcels else "Places"
    return File(named("-places.kml"), "application/vnd.google-earth.kml+xml", title, content)


def _description() -> str:
    parcels = geodata.comparison().parcels
    words = f"{about.credit()}. Licence: {geodata.dashboard().places_licence}"
    if not parcels:
        return f"{words}."
    layer = geodata.layer(geodata.place(parcels.place).extent.layer)
    return f"{words}; {parcels.noun} draws on: {credit_of(layer)}."


def _parcel(properties: dict[str, Any]) -> str:
    figures = geodata.figures()
    heights = {f"height_{end}_m": figures.get(f"{properties['id']}.{end}_m") for end in ENDS}
    return f"Area {properties.get('area_km2', 0):,.0f} km².{_heights(heights)}"


def _heights(measures: Mapping[str, float | None]) -> str:
    low, high = (measures.get(f"height_{end}_m") for end in ENDS)
    return "" if low is None or high is None else f" Height: {text.height_text(low, high)}, by a model."


def _bare(noun: str) -> str:
    return noun.removeprefix("the ")


def _style(top: Xml.Element, name: str, colours: tuple[str, str]) -> None:
    drawn = _add(top, "Style", id=name)
    _add(_add(drawn, "LineStyle"), "color", colours[0])
    _add(_add(drawn, "PolyStyle"), "color", colours[1])


def _folder(top: Xml.Element, title: str, features: Iterable[Feature], style: str, told: dict[str, str]) -> None:
    folder = _add(top, "Folder")
    _add(folder, "name", title)
    for feature in features:
        properties = feature["properties"]
        mark = _add(folder, "Placemark", id=properties["id"])
        _add(mark, "name", properties["name"])
        _add(mark, "description", told.get(properties["id"], ""))
        _add(mark, "styleUrl", f"#{style}")
        _geometry(mark, feature["geometry"])


def _geometry(parent: Xml.Element, geometry: dict[str, Any]) -> None:
    kind, at = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        several = _add(parent, "MultiGeometry")
        for part in at:
            _geometry(several, {"type": kind.removeprefix("Multi"), "coordinates": part})
    elif kind == "Polygon":
        polygon = _add(parent, "Polygon")
        for number, ring in enumerate(at):
            boundary = _add(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
            _add(_add(boundary, "LinearRing"), "coordinates", _positions(ring))
    else:
        _add(_add(parent, kind), "coordinates", _positions([at] if kind == "Point" else at))


def _positions(positions: Sequence[Sequence[float]]) -> str:
    return " ".join(",".join(str(number) for number in position) for position in positions)


def _add(parent: Xml.Element, name: str, words: str = "", **attributes: str) -> Xml.Element:
    child = Xml.SubElement(parent, name, attributes)
    child.text = words or None
    return child
