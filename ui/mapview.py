"""The only place that puts a map on a page, and the only one that leans on what is not public API.

Three things are not public: the component function of streamlit-folium, the way it turns a map into JavaScript, and
``window.Streamlit`` in its frame. They are measured to be worth it (see ``benchmarks/``): the map becomes a file that
browsers keep, its arguments are made once, and a click is sent without the quarter second of delay of the stock
channel. ``tests/unit/test_mapview.py`` names each of them and fails when an upgrade takes one away.
"""

from __future__ import annotations

import gc
import hashlib
import importlib.util
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
import streamlit.components.v1 as components
import streamlit_folium

from geodata import load
from ui import maps, session, style
from ui.state import State

ASSETS = Path(__file__).resolve().parent / "assets"
HEIGHT = 560
KEY = "gate-map"


@dataclass(frozen=True, slots=True)
class Mounted:
    """The map as the browser loads it: scripts by address, the one made here and its file, and what is not drawn."""

    links: tuple[str, ...]
    script: str
    folder: tempfile.TemporaryDirectory[str]
    file: Path
    problems: tuple[str, ...]

    def keep(self) -> None:
        """Put the file back if somebody has tidied it away: servers run longer than temporary files live."""
        if not self.file.exists():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(self.script, encoding="utf-8")


def show(
    state: State,
    on_click: Callable[[str, int], None],
    scene: maps.Scene = maps.WHOLE,
    on_point: Callable[[float, float], None] | None = None,
) -> None:
    """Put the map on the page and bring it to a state; name each layer that could not be drawn.

    Parameters
    ----------
    state
        What the reader has chosen.
    on_click
        Called with the id of the place clicked (empty for the empty map) and the click's time stamp, before the
        page runs again.
    scene
        What the page makes of the map.
    on_point
        Called with latitude and longitude (WGS84 degrees) of a click, if the scene asks for points.
    """
    mounted = _mount()
    mounted.keep()

    def clicked() -> None:
        value = st.session_state.get(KEY)
        if isinstance(value, dict) and isinstance(value.get("place"), str) and isinstance(value.get("at"), int):
            on_click(value["place"], value["at"])
        elif on_point and (point := _point(value)):
            on_point(*point)

    with st.container(key="map"):
        streamlit_folium._component_func(
            script="",
            header="",
            html="",
            id=KEY,
            key=KEY,
            height=HEIGHT,
            width=None,
            returned_objects=[],
            default={},
            feature_group=maps.message(state, scene, session.visit(), session.heard()),
            layer_control="",
            css_links=[],
            js_links=list(mounted.links),
            on_change=clicked,
        )
    for problem in mounted.problems:
        st.warning(problem)


def _point(value: Any) -> tuple[float, float] | None:
    """Latitude and longitude of a click as the browser sends it; None if it sends anything else."""
    point = value.get("point") if isinstance(value, dict) else None
    if not isinstance(point, list) or len(point) != 2 or not all(isinstance(n, int | float) for n in point):
        return None
    return float(point[0]), float(point[1])


@cache
def _mount() -> Mounted:
    """Build the map once per process and keep what the browser loads: never the map itself."""
    leaflet = _served("leaflet", _leaflet_folder())
    relief = _served("layers", load.LAYERS)
    fmap, problems = maps.build(f"{relief}/relief.jpg?{_version(load.LAYERS / 'relief.jpg')}")
    fmap.render()
    script = f"{_style_script()}\n{(ASSETS / 'map.js').read_text(encoding='utf-8')}\n{_script(fmap)}"
    folder = tempfile.TemporaryDirectory(prefix="gate-map-")
    name = f"map-{hashlib.sha256(script.encode()).hexdigest()[:16]}.js"
    bundle = _served("bundle", Path(folder.name))
    # Streamlit collects garbage after every run; what lives as long as the process need not be looked at each time.
    gc.collect()
    gc.freeze()
    return Mounted((f"{leaflet}/leaflet.js", f"{bundle}/{name}"), script, folder, Path(folder.name) / name, problems)


def _script(fmap: Any) -> str:
    """The map's own JavaScript with stable names, so that equal maps make equal files."""
    script: str = streamlit_folium.generate_leaflet_string(fmap)
    return script


def _served(name: str, folder: Path) -> str:
    """Let Streamlit serve a folder and return its address as seen from the map's frame, right under any base path."""
    components.declare_component(name, path=str(folder))
    return f"../{__name__}.{name}"


def _leaflet_folder() -> Path:
    spec = importlib.util.find_spec("xstatic.pkg.leaflet")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("The package XStatic-Leaflet is missing; install it with: pip install -r requirements.txt")
    return Path(spec.submodule_search_locations[0]) / "data"


def _version(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    except OSError:
        return "missing"


def _style_script() -> str:
    """JavaScript that puts all style sheets in place before the map is made, so that nothing is drawn unstyled."""
    media = Path(st.__file__).parent / "static" / "static" / "media"
    font = next(iter(sorted(media.glob("SourceSansVF-Upright*.woff2"))), None)
    face = f'@font-face{{font-family:"Gate Sans";src:url("../../static/media/{font.name}")}}' if font else ""
    sheet = "\n".join(
        (
            (_leaflet_folder() / "leaflet.css").read_text(encoding="utf-8"),
            face,
            f":root{{{style.variables()}color-scheme:light}}",
            ':root[data-theme="dark"]{color-scheme:dark}',
            (ASSETS / "map.css").read_text(encoding="utf-8"),
        )
    )
    quoted = sheet.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
    return f'{{const sheet=document.createElement("style");sheet.textContent=`{quoted}`;document.head.append(sheet)}}'
