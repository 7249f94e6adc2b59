"""The same layers as one file that folium writes, served as it is: ``python static_folium.py PORT FOLDER``."""

import functools
import http.server
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import folium

from benchmarks.apps import drawn
from ui.mapview import component


def write(folder: Path) -> None:
    """Write the page, and Leaflet beside it."""
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(component._leaflet_folder() / name, folder / name)
    folium.Map.default_js = [("leaflet", "leaflet.js")]
    folium.Map.default_css = [("leaflet_css", "leaflet.css")]
    fmap = folium.Map(location=drawn.CENTRE, zoom_start=drawn.ZOOM, tiles=None)
    picture, corners = drawn.relief()
    folium.raster_layers.ImageOverlay(picture, corners).add_to(fmap)
    for name in drawn.LAYERS:
        folium.GeoJson(drawn.collection(name), tooltip=folium.GeoJsonTooltip(["id"])).add_to(fmap)
    for lat, lon, town in drawn.towns():
        folium.CircleMarker((lat, lon), radius=2, tooltip=town).add_to(fmap)
    fmap.save(str(folder / "index.html"))


if __name__ == "__main__":
    port, folder = sys.argv[1:]
    write(Path(folder))
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), handler).serve_forever()
