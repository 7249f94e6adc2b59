"""One layer as a file: GeoJSON (RFC 7946, WGS84) with title, licence and credit inside, the relief as a picture."""

from __future__ import annotations

import json
from functools import cache

import geodata
from geodata import about, load
from geodata.export.file import File, credit_of
from geodata.model import Layer


@cache
def layer_file(layer_id: str) -> File:
    """Return a layer to take away: GeoJSON as built, with title, licence and credit as foreign members.

    The file states no CRS of its own: GeoJSON is always WGS84, longitude before latitude. The relief, a picture, is
    given as JPEG with licence, credit and bounds in its comment.
    """
    layer = geodata.layer(layer_id)
    if layer.file.endswith(".jpg"):
        return File(layer.file, "image/jpeg", layer.title, _commented(layer))
    collection = {
        "type": "FeatureCollection",
        "name": layer.id,
        "title": layer.title,
        "description": layer.description,
        "license": layer.licence,
        "attribution": credit_of(layer),
        "method": layer.method,
        "caveats": layer.caveats,
        "version": about.version(),
        "data_version": about.newest().version,
        "features": list(geodata.features(layer_id)),
    }
    written = json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
    return File(layer.file, "application/geo+json", layer.title, written.encode())


def _commented(layer: Layer) -> bytes:
    picture = (load.LAYERS / layer.file).read_bytes()
    words = f"{layer.title}. Licence: {layer.licence}. Credit: {credit_of(layer)}. West, south, east, north (degrees): "
    comment = (words + ", ".join(f"{bound:g}" for bound in layer.bounds or ())).encode()
    # A JPEG begins with two bytes; a comment segment is its marker, its length with these two bytes, and the words.
    return picture[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + picture[2:]
