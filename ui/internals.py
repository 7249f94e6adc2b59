"""What is leaned on in Streamlit and streamlit-folium without their promising it, all of it, by name.

Measured with Streamlit 1.67.0 and streamlit-folium 0.27.4; ``tests/unit/test_mapview.py`` fails for each when an
upgrade takes it away, and ``tests/repo/test_layout.py`` when another module of ours touches what is private. The style
sheets and scripts of :mod:`ui.frame` lean on ``data-testid`` besides.

Nothing is imported before it is needed, so that a server can quieten Streamlit first.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

# What Streamlit has to say of a process that imports first and serves later, by logger; none of it is amiss here.
EXPECTED = {
    "streamlit.config": "option section was detected",
    "streamlit.runtime.scriptrunner_utils.script_run_context": "missing ScriptRunContext",
}


def frame_folder() -> Path:
    """Return the folder of streamlit-folium's frame.

    Private is where it lies, and what our scripts call in it: ``window.Streamlit``, which sends a click without the
    quarter second that the stock channel waits.

    The public way is a component of our own, ``st.components.v2``. Its script is a text that every session is sent anew
    (1 MB with Leaflet; browsers keep ours), unless the dashboard were an installed package, and it stands in the page
    itself, where two style sheets would meet.
    """
    import streamlit_folium

    return Path(streamlit_folium.__file__).parent / "frontend" / "build"


def frame_arguments(key: str, height: int, scripts: Sequence[str], message: str) -> dict[str, Any]:
    """Return what the frame is given: a map that our scripts make, and a message for it.

    Private are the names of the arguments, and that the frame loads ``js_links`` one after the other before anything
    else and evaluates ``feature_group`` whenever it differs.

    The public way is ``streamlit_folium.st_folium``, which turns the whole map into text in every run; ``benchmarks/``
    says what that costs a click.
    """
    return {
        "script": "",
        "header": "",
        "html": "",
        "id": key,
        "key": key,
        "height": height,
        "width": None,
        "returned_objects": [],
        "default": {},
        "feature_group": message,
        "layer_control": "",
        "css_links": [],
        "js_links": list(scripts),
    }


def map_script(fmap: Any) -> str:
    """Return a rendered folium map as JavaScript with stable names, so that equal maps make equal files.

    Private is ``streamlit_folium.generate_leaflet_string``, which has no underscore and no documentation, and that the
    frame looks for the map under the name given here, ``map_div``.

    The public way is ``fmap.get_root().script.render()`` of folium, whose names are random: every process would serve
    a file of its own, which no browser could keep from one replica to the next.
    """
    import streamlit_folium

    script: str = streamlit_folium.generate_leaflet_string(fmap)
    return script


def component_address(module: str, name: str) -> str:
    """Return the address of a folder that a module has declared, as seen from a component's frame.

    Private is that Streamlit serves it as ``component/<module>.<name>/``, beside the frame's own folder and below any
    base path.

    The public way is a route of ``st.App``, or Streamlit's static serving. The first is there only if the server is
    started from a file that makes an App: with ``streamlit run dashboard.py``, the one command to run this, there would
    be no map. The second serves one folder beside the script; ours are made at run time or lie in packages.
    """
    return f"../{module}.{name}"


def register(component: Any) -> None:
    """Let Streamlit serve a declared component from now on, also if no page has run yet.

    Private are ``streamlit.runtime`` and its ``component_registry``.

    The public way is to declare the component while a page runs, when Streamlit does this by itself. Of several
    replicas, one that nobody has visited would then answer a reader of another's page with 404.
    """
    from streamlit import runtime

    if runtime.exists():
        runtime.get_instance().component_registry.register_component(component)


def await_server() -> None:
    """Wait until there is a server in this process.

    Private is ``streamlit.runtime.exists``.

    The public way is the ``lifespan`` of ``st.App``; there is no App here, see :func:`component_address`.
    """
    from streamlit import runtime

    while not runtime.exists():
        time.sleep(0.01)


def font_address() -> str:
    """Return the address of Streamlit's own text font as seen from a component's frame; empty if it is not found.

    Private is the font's file, whose name changes with every release.

    The public way is a font of our own, served as ``component_address`` says: 170 kB in the repository, and a second
    download of what the reader's browser already has.
    """
    import streamlit

    media = Path(streamlit.__file__).parent / "static" / "static" / "media"
    font = next(iter(sorted(media.glob("SourceSansVF-Upright*.woff2"))), None)
    return f"../../static/media/{font.name}" if font else ""


def quieten() -> None:
    """Keep back what Streamlit logs of a process that imports first and serves later.

    Private are the names of its loggers and the words of :data:`EXPECTED`.

    The public way, ``--logger.level=error``, would also keep back what is worth reading.
    """
    for logger, words in EXPECTED.items():
        logging.getLogger(logger).addFilter(partial(_unexpected, words))


def _unexpected(words: str, record: logging.LogRecord) -> bool:
    return words not in record.getMessage()
