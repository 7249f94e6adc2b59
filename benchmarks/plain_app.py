"""The yardstick: the same layers and panels in the way the streamlit-folium documentation shows first.

The map is built in every run and everything that the map returns is taken back. It is spared what an offline machine
cannot load: Leaflet comes from the installed package here too, where a plain app would ask ten outside addresses.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import folium
import streamlit as st
from streamlit_folium import st_folium

import geodata
from geodata import load
from ui import panel
from ui.mapview import component

DRAWN = ("countries", "provinces", "rivers", "lakes", "ceded", "borders-display", "places")

st.set_page_config(page_title="Plain", layout="wide")
leaflet = component._served("leaflet", component._leaflet_folder())
folium.Map.default_js = [("leaflet", f"{leaflet}/leaflet.js")]
folium.Map.default_css = [("leaflet_css", f"{leaflet}/leaflet.css")]

fmap = folium.Map(location=(38.7, 71.0), zoom_start=6, tiles=None)
west, south, east, north = geodata.layer("relief").bounds or (0, 0, 0, 0)
picture = str(load.LAYERS / "relief.webp")
folium.raster_layers.ImageOverlay(picture, [[south, west], [north, east]]).add_to(fmap)
for name in DRAWN:
    data = {"type": "FeatureCollection", "features": list(geodata.features(name))}
    folium.GeoJson(data, tooltip=folium.GeoJsonTooltip(["id"])).add_to(fmap)
for town in geodata.features("towns"):
    lon, lat = town["geometry"]["coordinates"]
    folium.CircleMarker((lat, lon), radius=2, tooltip=town["properties"]["name"]).add_to(fmap)

left, right = st.columns([1.75, 1])
with left:
    result = st_folium(fmap, height=560, use_container_width=True, key="map")
known = {place.id for place in geodata.places()}
drawing = (result or {}).get("last_active_drawing") or {}
chosen = drawing.get("properties", {}).get("id", "")
with right:
    panel.show(chosen if chosen in known else "")
