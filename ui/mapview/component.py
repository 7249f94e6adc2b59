"""The only place that puts a map on a page, and the only one that leans on what is not public API.

Three things are not public: the folder of streamlit-folium's frame, the way it turns a map into JavaScript, and
``window.Streamlit`` in its frame. They are measured to be worth it (see ``benchmarks/``): the map becomes a file that
browsers keep, its arguments are made once, and a click is sent without the quarter second of delay of the stock
channel. ``tests/unit/test_mapview.py`` names each of them and fails when an upgrade takes one away.

Making the map needs nothing of Streamlit's, so that a server can do it before it opens; what the map is served from is
made known once Streamlit's runtime is there, by the first page or before it.
"""

from __future__ import annotations

import gc
import hashlib
import importlib.util
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
import streamlit.components.v1 as components
import streamlit_folium
from streamlit import runtime

from geodata import load
from ui import maps
from ui.address import State, View, parse_view, session
from ui.maps import style
from ui.mapview import draw

HERE = Path(__file__).resolve().parent
HEIGHT = 560
KEY = "gate-map"
_MAKING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Prepared:
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


def prepare() -> Prepared:
    """Build the map once per process and keep what the browser loads, never the map itself; safe to call early."""
    with _MAKING:
        return _prepare()


@cache
def mount() -> Callable[..., Any]:
    """Make known what the map is served from, and return what puts its frame on a page.

    To be called once the runtime is there, at the latest by the first page; before, nothing would be served. The frame
    of streamlit-folium is declared here once more, because its own declaration is lost when it is imported earlier.
    """
    prepared = prepare()
    prepared.keep()
    _served("leaflet", _leaflet_folder())
    _served("layers", load.LAYERS)
    _served("bundle", Path(prepared.folder.name))
    return _declared("streamlit_folium", _frontend())


def show(
    state: State,
    on_click: Callable[[str, int], None],
    scene: maps.Scene = maps.WHOLE,
    on_point: Callable[[float, float, View | None], None] | None = None,
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
        Called with latitude and longitude (WGS84 degrees) of a click and with what the map showed then, if the scene
        asks for points.
    """
    prepared = prepare()
    prepared.keep()
    component = mount()

    def heard() -> None:
        value = st.session_state.get(KEY)
        sent = value if isinstance(value, dict) else {}
        view = parse_view(str(sent.get("view")))
        if isinstance(sent.get("place"), str) and isinstance(sent.get("at"), int):
            on_click(sent["place"], sent["at"])
        elif on_point and (point := _point(sent.get("point"))):
            on_point(*point, view)
        elif view:
            session.look(view)

    with st.container(key="map"):
        component(
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
            js_links=list(prepared.links),
            on_change=heard,
        )
    for problem in prepared.problems:
        st.warning(problem)


def _point(value: Any) -> tuple[float, float] | None:
    """Latitude and longitude of a click as the browser sends it; None if it sends anything else."""
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(n, int | float) for n in value):
        return None
    return float(value[0]), float(value[1])


@cache
def _prepare() -> Prepared:
    fmap, problems = draw.build(f"{_address('layers')}/relief.jpg?{_version(load.LAYERS / 'relief.jpg')}")
    fmap.render()
    script = f"{_style_script()}\n{(HERE / 'map.js').read_text(encoding='utf-8')}\n{_script(fmap)}"
    folder = tempfile.TemporaryDirectory(prefix="gate-map-")
    name = f"map-{hashlib.sha256(script.encode()).hexdigest()[:16]}.js"
    leaflet = f"{_address('leaflet')}/leaflet.js?{_version(_leaflet_folder() / 'leaflet.js')}"
    # Streamlit collects garbage after every run; what lives as long as the process need not be looked at each time.
    gc.collect()
    gc.freeze()
    return Prepared((leaflet, f"{_address('bundle')}/{name}"), script, folder, Path(folder.name) / name, problems)


def _script(fmap: Any) -> str:
    """The map's own JavaScript with stable names, so that equal maps make equal files."""
    script: str = streamlit_folium.generate_leaflet_string(fmap)
    return script


def _address(name: str) -> str:
    """Address of a folder that Streamlit serves, as seen from the map's frame, right under any base path."""
    return f"../{__name__}.{name}"


def _served(name: str, folder: Path) -> str:
    """Let Streamlit serve a folder and return its address."""
    _declared(name, folder)
    return _address(name)


def _declared(name: str, folder: Path) -> Callable[..., Any]:
    component = components.declare_component(name, path=str(folder))
    # Streamlit does this by itself only while a page runs.
    if runtime.exists():
        runtime.get_instance().component_registry.register_component(component)
    return component


def _frontend() -> Path:
    return Path(streamlit_folium.__file__).parent / "frontend" / "build"


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
            style.sheet(),
        )
    )
    quoted = sheet.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
    return f'{{const sheet=document.createElement("style");sheet.textContent=`{quoted}`;document.head.append(sheet)}}'
