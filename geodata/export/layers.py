"""One layer as a file: GeoJSON (RFC 7946, WGS84), picture, grid or table, with title, licence and credit inside."""

from __future__ import annotations

import html
import json
from functools import cache

import geodata
from geodata import about, load
from geodata.export.file import File, credit_of
from geodata.model import Layer

MIMES = {"png": "image/png", "json": "application/json"}
XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{told}</rdf:li></rdf:Alt></dc:description>'
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>'
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)


@cache
def layer_file(layer_id: str) -> File:
    """Return a layer to take away: GeoJSON as built, with title, licence and credit as foreign members.

    The file states no CRS of its own: GeoJSON is always WGS84, longitude before latitude. The relief, a picture, is
    given as WebP with licence, credit and bounds in its metadata (XMP).
    """
    layer = geodata.layer(layer_id)
    if layer.file.endswith(".webp"):
        return File(layer.file, "image/webp", layer.title, _described(layer))
    if not layer.file.endswith(".geojson"):
        # Grids and tables say licence and credit as they are built.
        return File(
            layer.file, MIMES[layer.file.rpartition(".")[2]], layer.title, (load.LAYERS / layer.file).read_bytes()
        )
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


def _described(layer: Layer) -> bytes:
    """The picture with a description and its rights, as a chunk of XMP in an extended WebP file."""
    bounds = ", ".join(f"{bound:g}" for bound in layer.bounds or ())
    told = f"{layer.title}. West, south, east, north (degrees): {bounds}"
    rights = f"Licence: {layer.licence}. Credit: {credit_of(layer)}"
    xmp = XMP.format(told=html.escape(told), rights=html.escape(rights)).encode()
    picture = (load.LAYERS / layer.file).read_bytes()[12:]
    # The header of a lossy frame has width and height in 14 bits each, that of the extended file in 24, less one.
    width, height = (int.from_bytes(picture[at : at + 2], "little") & 0x3FFF for at in (14, 16))
    sizes = b"".join((size - 1).to_bytes(3, "little") for size in (width, height))
    body = b"WEBP" + _chunk(b"VP8X", b"\x04\0\0\0" + sizes) + picture + _chunk(b"XMP ", xmp)
    return _chunk(b"RIFF", body)


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
