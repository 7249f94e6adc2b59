"""Places and ceded land as KML, for Google Earth and whatever else reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree import ElementTree as Xml

import geodata
from geodata import export_claims
from geodata.model import Feature

NAMESPACE = "http://www.opengis.net/kml/2.2"
# Colours as KML has them: alpha, blue, green, red. Lines are opaque, areas let the ground show through.
STYLES = {"place": ("ff8b5f1f", "408b5f1f"), "ceded": ("ff8c3a5b", "408c3a5b")}


def document(title: str, words: str) -> bytes:
    """Return a KML document of two folders: every place with its summary and precision, and the ceded parcels.

    Parameters
    ----------
    title, words
        Name and description of the document; the description has to hold licence and credit.
    """
    root = Xml.Element("kml", xmlns=NAMESPACE)
    top = _add(root, "Document")
    _add(top, "name", title)
    _add(top, "description", words)
    for style, (line, area) in STYLES.items():
        drawn = _add(top, "Style", id=style)
        _add(_add(drawn, "LineStyle"), "color", line)
        _add(_add(drawn, "PolyStyle"), "color", area)
    told = {
        place.id: f"{place.summary} How well it is known: {export_claims.filled(place.precision_note)}"
        for place in geodata.places()
    }
    _folder(top, "Places of the article", geodata.features("places"), "place", told)
    _folder(top, "Ceded land, reconstructed, not official", geodata.features("ceded"), "ceded", {})
    Xml.indent(root, space=" ")
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))


def _folder(top: Xml.Element, title: str, features: Iterable[Feature], style: str, told: dict[str, str]) -> None:
    folder = _add(top, "Folder")
    _add(folder, "name", title)
    for feature in features:
        properties = feature["properties"]
        mark = _add(folder, "Placemark", id=properties["id"])
        _add(mark, "name", properties["name"])
        _add(mark, "description", told.get(properties["id"], f"Area {properties.get('area_km2', 0):,.0f} km²."))
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
