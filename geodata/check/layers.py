"""Layers and their sources: records, columns, geometry, licences, credits."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from geodata import load
from geodata.check.common import MAKES, Problems, each, geometries
from geodata.errors import MissingFileError
from geodata.model import Feature, Layer

CRS = "EPSG:4326"
# Room for rounding beyond the bounds that layers are clipped to, those of the atlas or their own, in degrees.
ROOM = 0.1
# Where licences are published; any other address of a licence has to be on the producer's own site.
LICENCE_HOSTS = ("creativecommons.org", "opendatacommons.org", "opensource.org", "www.gnu.org")


def layers() -> Problems:
    """Check the record and every feature of each layer."""
    records = sorted(path.stem for path in load.LAYERS.glob("*.toml"))
    yield from each(records, _read)
    for path in sorted(load.LAYERS.glob("*.geojson")):
        if path.stem not in records:
            yield f"The layer {path.name} has no record ({path.stem}.toml)."


def _read(name: str) -> Problems:
    try:
        layer = load.layer(name)
    except MissingFileError as error:
        made = f" Make it with: {MAKES}." if name in ("places", "events") else ""
        yield f"{error}{made}"
        return
    yield from _layer(layer)


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
    if "crs" in load.json_of(load.LAYERS / layer.file):
        yield f"Layer {layer.id}: its file states a CRS of its own, which GeoJSON does not allow."
    for feature_id, times in Counter(f["properties"].get("id") for f in features).items():
        if not feature_id:
            yield f"Layer {layer.id}: a feature has no id."
        elif times > 1:
            yield f"Layer {layer.id}: the id “{feature_id}” occurs {times} times."
    columns = {column.name for column in layer.columns}
    for feature, shape in zip(features, geometries(layer.id), strict=True):
        yield from _geometry(layer, feature, shape)
        unexplained = sorted(set(feature["properties"]) - columns)
        if unexplained:
            yield f"Layer {layer.id}: its record does not explain {', '.join(unexplained)}."


def _geometry(layer: Layer, feature: Feature, shape: Any) -> Problems:
    from shapely.validation import explain_validity

    name = f"Layer {layer.id}, feature {feature['properties'].get('id')}"
    if shape is None:
        yield f"{name}: its geometry cannot be read."
        return
    if shape.is_empty:
        yield f"{name}: its geometry is empty."
        return
    if not shape.is_valid:
        yield f"{name}: its geometry is not valid ({explain_validity(shape)})."
    west, south, east, north = shape.bounds
    bounds = layer.bounds or load.atlas().bounds
    if west < bounds[0] - ROOM or south < bounds[1] - ROOM or east > bounds[2] + ROOM or north > bounds[3] + ROOM:
        yield f"{name}: it reaches outside the region."


def credits() -> Problems:
    """Check that every data source is credited and its licence published by who may."""
    for source in load.data_sources():
        for field in ("credit", "licence", "licence_url", "producer", "package"):
            if not getattr(source, field):
                yield f"Source {source.id}: it has no {field}."
        address = urlsplit(source.licence_url)
        if source.licence_url and address.scheme != "https":
            yield f"Source {source.id}: the address of its licence, “{source.licence_url}”, is not an https address."
        elif address.netloc not in ("", *LICENCE_HOSTS, urlsplit(source.url).netloc):
            yield f"Source {source.id}: “{source.licence_url}” is neither the producer's page nor the licence's own."
