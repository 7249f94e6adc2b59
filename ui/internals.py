"""What is leaned on in Streamlit and streamlit-folium without their promising it, all of it, by name.

Measured with Streamlit 1.67.0 and streamlit-folium 0.27.4; ``tests/unit/test_mapview.py`` fails for each when an
upgrade takes it away, and ``tests/repo/test_layout.py`` when another module of ours touches what is private. The style
sheets and scripts of :mod:`ui.frame` lean on ``data-testid`` besides.

Nothing is imported before it is needed, so that a server can quieten Streamlit first.
"""

from __future__ import annotations

import copy
import functools
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

# How one of Streamlit's scripts names another that it cannot do without.
IMPORTED = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
# What Streamlit has to say of a process that imports first and serves later, by logger; none of it is amiss here.
EXPECTED = {
    "streamlit.config": "option section was detected",
    "streamlit.runtime.scriptrunner_utils.script_run_context": "missing ScriptRunContext",
}

# What is said, with a traceback, of a client that sends what is no message, by logger.
SAID = {
    "streamlit.web.server.starlette.starlette_websocket": ("Error deserializing back message",),
    # A text where bytes are expected, as Starlette and as Streamlit say it.
    "uvicorn.error": ("Exception in ASGI application 'bytes'", "WebSocket text frames are not supported"),
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
        # Of a list Streamlit asks first whether it is a table.
        "returned_objects": (),
        "default": {},
        "feature_group": message,
        "layer_control": "",
        "css_links": (),
        "js_links": tuple(scripts),
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
    started by an App: with ``streamlit run dashboard.py``, the one command to run this, there would
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


def run_options(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command of click take the options of ``streamlit run``.

    Private is ``streamlit.web.cli.configurator_options``.

    The public way, ``App.run(config=...)`` with the options of ours by name, knows neither types nor what the
    environment sets (``STREAMLIT_SERVER_PORT``): only the command reads that.
    """
    from streamlit.web import cli

    return cli.configurator_options(command)


def shell() -> str:
    """Return the HTML that Streamlit serves for every page, before its scripts have run.

    Private are where it lies, its title and the element that the scripts fill.

    The public way is to leave it as it is: what it is called and shows is then known only once all scripts have run.
    """
    return (_static() / "index.html").read_text(encoding="utf-8")


def fonts() -> dict[str, Path]:
    """Return the files of Streamlit's text fonts by name: upright, slanted, for code, and the symbols.

    Private are their names, which change with every release.

    The public way is fonts of our own: 600 kB in the repository, and a second download of what the reader's browser
    already has.
    """
    kinds = {
        "Source Sans": "SourceSansVF-Upright*.woff2",
        "Source Sans italic": "SourceSansVF-Italic*.woff2",
        "Source Serif": "SourceSerifVariable-Roman*.woff2",
        "Source Serif italic": "SourceSerifVariable-Italic*.woff2",
        "Source Code": "SourceCodeVF-Upright*.woff2",
        "Material Symbols": "MaterialSymbols-Rounded*.woff2",
    }
    found = {name: next(iter(sorted((_static() / "static/media").glob(file))), None) for name, file in kinds.items()}
    return {name: file for name, file in found.items() if file}


def scripts() -> Iterator[Path]:
    """Return the files of Streamlit's own scripts.

    Private is where they lie.

    The public way, to serve the font of all symbols whole, costs each new reader 375 kB.
    """
    yield from sorted((_static() / "static/js").glob("*.js"))


def chunks(*kinds: str) -> tuple[str, ...]:
    """Return the names of Streamlit's scripts for some kinds of elements, with all that these load in their turn.

    Private are their names, which begin with that of the element and change with every release, where they lie, and
    how one names another.

    The public way is to leave it to the first script, which asks for them one generation after the other, each once
    the server has sent an element of its kind.
    """
    by_kind = {file.name.partition(".")[0]: file.name for file in scripts()}
    found: dict[str, None] = {}
    waiting = [by_kind[kind] for kind in kinds if kind in by_kind]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += IMPORTED.findall((_static() / "static/js" / name).read_text(encoding="utf-8"))
    return tuple(found)


def font_address() -> str:
    """Return the address of Streamlit's own text font as seen from a component's frame; empty if it is not found.

    Private is the font's file.

    The public way is that of :func:`fonts`.
    """
    font = fonts().get("Source Sans")
    return f"../../static/media/{font.name}" if font else ""


def _static() -> Path:
    import streamlit

    return Path(streamlit.__file__).parent / "static"


def quieten() -> None:
    """Keep back what Streamlit logs of a process that imports first and serves later.

    Private are the names of its loggers and the words of :data:`EXPECTED`.

    The public way, ``--logger.level=error``, would also keep back what is worth reading.
    """
    for logger, words in EXPECTED.items():
        logging.getLogger(logger).addFilter(functools.partial(_unexpected, words))


def distrust() -> None:
    """Let a value that no page of ours sends count as none, and a widget with no id of Streamlit's as unsaid.

    Private (and safe to call again) are ``WStates`` of ``streamlit.runtime.state.session_state``, which takes in what
    the browser says of a widget and reads it when that is first asked for, the ``value_type`` that it knows of each
    widget, and ``is_element_id``.

    The public way would be to leave it: Streamlit believes every message, so that a text where a number belongs is an
    exception in the middle of a run, and ten kilobytes in the log, whenever somebody sends one.
    """
    from streamlit.runtime.state import common, session_state

    take, read = session_state.WStates.set_widget_from_proto, session_state.WStates.__getitem__
    if getattr(read, "__module__", "") == __name__:
        return

    def careful(self: Any, key: str) -> Any:
        state, known = self.states.get(key), self.widget_metadata.get(key)
        if known is None or not isinstance(state, session_state.Serialized):
            return read(self, key)
        kind = state.value.WhichOneof("value")
        try:
            if kind in (None, known.value_type):
                return read(self, key)
        except Exception as error:
            logging.getLogger(__name__).debug("Of widget %s this was sent, and passed over: %s", key, error)
        nothing = known.deserializer(None)
        self.states[key] = session_state.Value(nothing)
        return nothing

    def choosy(self: Any, sent: Any) -> None:
        if common.is_element_id(sent.id):
            take(self, sent)

    states: Any = session_state.WStates
    states.set_widget_from_proto, states.__getitem__ = choosy, careful


def be_brief() -> None:
    """Log in one line that somebody has sent what is no message at all; safe to call again.

    Private are the names of the loggers, and what is logged there of a socket: :data:`SAID`.

    The public way, ``--logger.level=error``, would keep the traceback and lose the rest.
    """
    for name in SAID:
        logger = logging.getLogger(name)
        if _shortened not in logger.filters:
            logger.addFilter(_shortened)


def stay_alone() -> None:
    """Keep Streamlit from asking a server elsewhere for this one's outside address; safe to call again.

    Private is where ``streamlit.net_util`` keeps the answer. It would ask whenever a page of another site opens a
    socket, before it refuses, and meanwhile answer nobody: up to two seconds each time.

    The public way would be an option that names this server's addresses; ``browser.serverAddress`` and
    ``server.corsAllowedOrigins`` are looked at, and then it asks all the same.
    """
    from streamlit import net_util

    # An address that is allowed as it is, so that nobody more is.
    net_util._external_ip = net_util._external_ip or "127.0.0.1"


def theme_once() -> None:
    """Work the colours of the configuration out once for the process, not for each run; safe to call again.

    Private is ``_populate_theme_msg`` of ``streamlit.runtime.app_session``, which goes through all options of Streamlit
    six times a run to say the same theme anew (what that cost a click is in ``benchmarks/``).

    The public way would be to configure no theme.
    """
    from streamlit.proto.NewSession_pb2 import CustomThemeConfig
    from streamlit.runtime import app_session

    work_out = app_session._populate_theme_msg
    if getattr(work_out, "__module__", "") == __name__:
        return

    @functools.cache
    def worked_out(section: str) -> CustomThemeConfig:
        theme = CustomThemeConfig()
        work_out(theme, section)
        return theme

    def fill(msg: CustomThemeConfig, section: str = "theme") -> None:
        # A section that says nothing is left out of the message.
        if (theme := worked_out(section)).ByteSize():
            msg.MergeFrom(theme)

    app_session._populate_theme_msg = fill


def pages_once() -> None:
    """Find out where the scripts of the pages lie once for the process, not for each run; safe to call again.

    Private is ``_create_page`` of ``streamlit.navigation.page``, which asks the file system for each page in every run.

    The public way, ``st.Page``, asks as well.
    """
    from streamlit.navigation import page as navigation

    make = navigation._create_page
    if make.__module__ == __name__:
        return
    made: dict[tuple[str, bool], Any] = {}

    def create(page: str | Path, *, default: bool = False) -> Any:
        key = (str(page), default)
        if key not in made:
            found = make(page, default=default)
            # Outside of a run it is left unfinished.
            if not hasattr(found, "_page"):
                return found
            made[key] = found
        # A run marks the page that it shows.
        return copy.copy(made[key])

    navigation._create_page = create


def html_once() -> None:
    """Find out whether a text is nothing but style once, not in each run that shows it; safe to call again.

    Private is ``_html_only_style_tags`` of ``streamlit.elements.html``, which looks through all HTML of a page in every
    run: a tenth of the processor time of a click.

    The public way would be to show less.
    """
    from streamlit.elements import html

    if not hasattr(html._html_only_style_tags, "cache_info"):
        html._html_only_style_tags = functools.lru_cache(64)(html._html_only_style_tags)


def _shortened(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and any(words in f"{str(record.msg).strip()} {error}" for words in SAID[record.name]):
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = f"Refused what is no message: {type(error).__name__}.", ()
        record.exc_info = record.exc_text = None
    return True


def _unexpected(words: str, record: logging.LogRecord) -> bool:
    return words not in record.getMessage()
