"""What the map leans on that is not public API. If an upgrade breaks one of these, the map page needs attention."""

import inspect
from pathlib import Path

import folium
import streamlit_folium

from ui.mapview import component as mapview

FRONTEND = Path(streamlit_folium.__file__).parent / "frontend/build/static/js"


def test_the_frame_is_still_where_it_is_declared_from():
    assert (mapview._frontend() / "index.html").is_file()


def test_a_map_can_still_be_turned_into_a_script_with_stable_names():
    scripts = set()
    for _ in range(2):
        fmap = folium.Map(tiles=None)
        fmap.render()
        scripts.add(streamlit_folium.generate_leaflet_string(fmap))
    assert len(scripts) == 1
    assert "map_div" in scripts.pop()


def test_the_frame_still_takes_the_arguments_that_are_sent():
    sent = inspect.getsource(streamlit_folium.st_folium)
    for name in (
        "script",
        "header",
        "html",
        "js_links",
        "css_links",
        "feature_group",
        "layer_control",
        "returned_objects",
    ):
        assert f"{name}=" in sent, name


def test_the_frame_still_exposes_what_the_script_calls():
    code = "".join(path.read_text(encoding="utf-8") for path in FRONTEND.glob("*.js"))
    assert "window.Streamlit" in code
    assert "feature_group" in code
    assert "eval(" in code


def test_leaflet_comes_from_its_package():
    assert (mapview._leaflet_folder() / "leaflet.js").is_file()
    assert (mapview._leaflet_folder() / "leaflet.css").is_file()
