"""The yardstick: the same layers and panels in the way the streamlit-folium documentation shows first.

The map is built in every run and everything that the map returns is taken back. It is spared what an offline machine
cannot load: Leaflet comes from the installed package here too, where a plain app would ask ten outside addresses.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import folium
import streamlit as st
from streamlit_folium import st_folium

import geodata
from benchmarks.apps import drawn
from ui.mapview import component

st.set_page_config(page_title="Plain", layout="wide")
leaflet = component._served("leaflet", component._leaflet_folder())
folium.Map.default_js = [("leaflet", f"{leaflet}/leaflet.js")]
folium.Map.default_css = [("leaflet_css", f"{leaflet}/leaflet.css")]

fmap = folium.Map(location=(38.7, 71.0), zoom_start=6, tiles=None)
folium.raster_layers.ImageOverlay(*drawn.relief()).add_to(fmap)
for name in drawn.LAYERS:
    folium.GeoJson(drawn.collection(name), tooltip=folium.GeoJsonTooltip(["id"])).add_to(fmap)
for lat, lon, town in drawn.towns():
    folium.CircleMarker((lat, lon), radius=2, tooltip=town).add_to(fmap)

left, right = st.columns([1.75, 1])
with left:
    result = st_folium(fmap, height=560, use_container_width=True, key="map")
known = {place.id for place in geodata.places()}
drawing = (result or {}).get("last_active_drawing") or {}
chosen = drawing.get("properties", {}).get("id", "")
with right:
    title, text = drawn.text(chosen if chosen in known else "")
    st.header(title)
    st.markdown(text)
