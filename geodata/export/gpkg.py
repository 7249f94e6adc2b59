"""All vector layers in one GeoPackage, with licence and credit in its metadata. Needs geopandas."""

from __future__ import annotations

import json
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import Any

import geodata
from geodata import about
from geodata.export.file import File, credit_of, named
from geodata.model import Layer

# GDAL writes the time of writing into a GeoPackage; a fixed one keeps the file the same whenever it is made.
STAMP = {"OGR_CURRENT_DATE": "2018-09-01T00:00:00Z"}
_one_at_a_time = threading.Lock()


def geopackage() -> File:
    """Return a GeoPackage of all vector layers (EPSG:4326), one table each, named by the layer's id.

    Title and description are those of the layer's record; licence, credit, method and caveats are in the metadata of
    the layer. Properties that are lists or objects are written as JSON.
    """
    with _one_at_a_time:
        return File(named(".gpkg"), "application/geopackage+sqlite3", "All layers", _content())


@cache
def _content() -> bytes:
    import pyogrio

    before = {name: pyogrio.get_gdal_config_option(name) for name in STAMP}
    pyogrio.set_gdal_config_options(STAMP)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / named(".gpkg")
            for layer in geodata.layers():
                if layer.file.endswith(".geojson") and geodata.features(layer.id):
                    _write(layer, path)
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options(before)


def _write(layer: Layer, path: Path) -> None:
    import geopandas

    rows = [
        {**feature, "properties": {name: _flat(value) for name, value in feature["properties"].items()}}
        for feature in geodata.features(layer.id)
    ]
    frame = geopandas.GeoDataFrame.from_features(rows, crs=layer.crs)
    frame.to_file(
        path,
        layer=layer.id,
        driver="GPKG",
        engine="pyogrio",
        layer_options={"IDENTIFIER": layer.title, "DESCRIPTION": layer.description},
        layer_metadata={
            "LICENSE": layer.licence,
            "ATTRIBUTION": credit_of(layer),
            "METHOD": layer.method,
            "CAVEATS": layer.caveats,
        },
        dataset_metadata={
            "TITLE": geodata.dashboard().title,
            "VERSION": about.version(),
            "DATA_VERSION": about.newest().version,
            "CREDIT": about.credit(),
        },
    )


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
