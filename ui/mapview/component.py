"""The map as the browser loads it: made once, kept as a file that browsers keep too, served beside its frame.

Making the map needs nothing of Streamlit's, so that a server can do it before it opens; what the map is served from is
made known once Streamlit's runtime is there, by the first page or before it. What this leans on without its being
promised is in :mod:`ui.internals`; ``benchmarks/`` says what it is worth.
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

import streamlit.components.v1 as components

from geodata import load
from ui import internals
from ui.mapview import draw, script

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
    return _declared("streamlit_folium", internals.frame_folder())


def early() -> tuple[str, ...]:
    """Return the addresses, seen from the dashboard's, of the scripts that the frame asks for one after the other."""
    script = next(internals.frame_folder().glob("static/js/main.*.js"), None)
    frame = (f"{_address('streamlit_folium')}/static/js/{script.name}",) if script else ()
    return tuple(f"component/{address.removeprefix('../')}" for address in (*frame, *prepare().links))


@cache
def _prepare() -> Prepared:
    fmap, problems = draw.build(_address("layers"))
    fmap.render()
    made = script.joined(fmap, _leaflet_folder() / "leaflet.css")
    folder = tempfile.TemporaryDirectory(prefix="gate-map-")
    name = f"map-{hashlib.sha256(made.encode()).hexdigest()[:16]}.js"
    leaflet = f"{_address('leaflet')}/leaflet.js?{_version(_leaflet_folder() / 'leaflet.js')}"
    # Streamlit collects garbage after every run; what lives as long as the process need not be looked at each time.
    gc.collect()
    gc.freeze()
    return Prepared((leaflet, f"{_address('bundle')}/{name}"), made, folder, Path(folder.name) / name, problems)


def _address(name: str) -> str:
    return internals.component_address(__name__, name)


def _served(name: str, folder: Path) -> str:
    """Let Streamlit serve a folder and return its address."""
    _declared(name, folder)
    return _address(name)


def _declared(name: str, folder: Path) -> Callable[..., Any]:
    # Streamlit names a component after the module that declares it, so this has to happen here.
    component = components.declare_component(name, path=str(folder))
    internals.register(component)
    return component


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
