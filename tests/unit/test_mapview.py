"""What is leaned on that is not public API. If an upgrade breaks one of these, the map page needs attention."""

import importlib
import inspect
import logging
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urljoin

import click
import folium
import pytest
import streamlit
import streamlit_folium
from streamlit import config, net_util, runtime
from streamlit.components.lib.local_component_registry import LocalComponentRegistry
from streamlit.elements import html
from streamlit.navigation import page as navigation
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime import Runtime, app_session
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.state import session_state
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.web.server.starlette import starlette_routes

from ui import internals
from ui.host import document
from ui.mapview import component, script

HERE = Path(__file__)
INTERNALS = [one for name, one in inspect.getmembers(internals, inspect.isfunction) if not name.startswith("_")]


@pytest.mark.parametrize("one", INTERNALS, ids=lambda one: one.__name__)
def test_each_says_what_is_private_and_what_would_replace_it_and_is_tested_here(one):
    assert "    Private " in one.__doc__
    assert "    The public way" in one.__doc__
    assert HERE.read_text(encoding="utf-8").count(f"internals.{one.__name__}(") >= 1


def test_the_versions_measured_are_those_installed():
    assert f"Streamlit {streamlit.__version__} and streamlit-folium" in " ".join(internals.__doc__.split())
    pins = (HERE.parents[2] / "requirements.txt").read_text(encoding="utf-8")
    folium_version = pins.split("streamlit-folium==")[1].split()[0]
    assert f"streamlit-folium {folium_version};" in " ".join(internals.__doc__.split())


def frame_code():
    return "".join(path.read_text(encoding="utf-8") for path in internals.frame_folder().glob("static/js/*.js"))


def test_the_frame_is_still_where_it_is_declared_from():
    assert (internals.frame_folder() / "index.html").is_file()


def test_the_frame_still_exposes_what_the_script_calls():
    assert "window.Streamlit=" in frame_code()
    assert ".setComponentValue=" in frame_code()


def test_the_frame_still_takes_the_arguments_that_are_sent():
    arguments = internals.frame_arguments("key", 560, ("a.js", "b.js"), "gate.apply({});")
    sent = inspect.getsource(streamlit_folium.st_folium)
    for name in arguments:
        assert f"{name}=" in sent, name
    for name in ("js_links", "feature_group", "returned_objects", "default", "height"):
        assert f"args.{name}" in frame_code(), name


def test_the_frame_still_loads_the_scripts_in_order_and_evaluates_the_message():
    assert "for(const e of js_links)await" in frame_code()
    assert "eval(feature_group+layer_control)" in frame_code()


def test_a_map_can_still_be_turned_into_a_script_with_stable_names():
    scripts = set()
    for _ in range(2):
        fmap = folium.Map(tiles=None)
        fmap.render()
        scripts.add(internals.map_script(fmap))
    assert len(scripts) == 1
    assert "var map_div = L.map(" in scripts.pop()
    assert "window.map = map_div" in frame_code()


@pytest.mark.parametrize("base", ["", "/maps/gate"])
def test_a_folder_is_still_served_beside_the_frame(base, tmp_path):
    declared = component._declared("layers", tmp_path)
    routes = starlette_routes.create_component_routes(LocalComponentRegistry(), base)
    served = [route.path.partition("{")[0] for route in routes]
    frame = f"{served[0]}ui.mapview.component.streamlit_folium/index.html"
    address = internals.component_address("ui.mapview.component", "layers")
    assert urljoin(frame, f"{address}/relief.webp") == f"{base}/component/{declared.name}/relief.webp"


def test_a_component_can_still_be_registered_before_a_page_has_run(monkeypatch, tmp_path):
    declared = component._declared("bundle", tmp_path)
    registry = LocalComponentRegistry()
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: SimpleNamespace(component_registry=registry))
    internals.register(declared)
    assert registry.get_component_path("ui.mapview.component.bundle") == str(tmp_path)
    assert isinstance(Runtime.component_registry, property)


def test_the_options_of_streamlit_run_can_still_be_taken():
    taken = {one.name for one in click.command()(internals.run_options(lambda **_: None)).params}
    assert {"server_port", "server_address", "server_baseUrlPath", "server_headless"} <= taken


def test_the_html_of_every_page_still_has_a_title_and_an_element_to_fill():
    shell = internals.shell()
    assert shell.count("<title>Streamlit</title>") == 1
    assert shell.count('<div id="root"></div>') == 1


def test_streamlits_fonts_and_scripts_are_still_where_they_are_read_from():
    fonts = internals.fonts()
    assert list(fonts) == [
        "Source Sans",
        "Source Sans italic",
        "Source Serif",
        "Source Serif italic",
        "Source Code",
        "Material Symbols",
    ]
    assert all(file.read_bytes()[:4] == b"wOF2" for file in fonts.values())
    assert len(list(internals.scripts())) > 50


def test_streamlits_chunks_still_bear_the_names_of_elements_and_name_one_another():
    files = {file.name for file in internals.scripts()}
    for kind in document.SOON:
        assert any(name.startswith(f"{kind}.") for name in internals.chunks(kind)), kind
    found = internals.chunks("Selectbox", "Button")
    assert set(found) <= files
    # The box has much that it needs, which in its turn needs more; nothing is named twice.
    assert len(found) == len(set(found)) > 20
    assert any(name.startswith("react-dom.") for name in found)
    assert internals.chunks("NoSuchElement") == ()


def test_streamlits_own_font_is_still_where_the_map_asks_for_it():
    address = internals.font_address()
    assert address.startswith("../../static/media/SourceSans")
    served = Path(streamlit.__file__).parent / "static" / "static" / "media" / address.rsplit("/", 1)[-1]
    assert served.read_bytes()[:4] == b"wOF2"
    assert address in script.joined(drawn(), component._leaflet_folder() / "leaflet.css")


def drawn():
    fmap = folium.Map(tiles=None)
    fmap.render()
    return fmap


@pytest.mark.parametrize(("logger", "words"), internals.EXPECTED.items())
def test_streamlit_still_says_what_is_kept_back_and_nothing_else_is(logger, words, monkeypatch):
    assert words in inspect.getsource(importlib.import_module(logger))
    monkeypatch.setattr(logging.getLogger(logger), "filters", [])
    internals.quieten()
    record = logging.LogRecord(logger, logging.WARNING, "", 0, f"an {words} here", (), None)
    other = logging.LogRecord(logger, logging.WARNING, "", 0, "the disk is full", (), None)
    assert not logging.getLogger(logger).filter(record)
    assert logging.getLogger(logger).filter(other)


def sent(id_, **value):
    return WidgetState(id=id_, **value)


def test_a_value_of_another_kind_than_the_widgets_or_without_sense_still_counts_as_none(monkeypatch):
    for name in ("__getitem__", "set_widget_from_proto"):
        monkeypatch.setattr(session_state.WStates, name, getattr(session_state.WStates, name))
    internals.distrust()
    internals.distrust()
    states = session_state.WStates()
    known = WidgetMetadata("$$ID-1-a", lambda value: value and value["x"], lambda value: value, "json_value")
    for wrong in ({"bool_value": True}, {"json_value": "{"}, {"json_value": "[" * 99999}, {"json_value": "[1]"}):
        states.set_widget_metadata(known)
        states.set_widget_from_proto(sent("$$ID-1-a", **wrong))
        assert states["$$ID-1-a"] is None
    states.set_widget_from_proto(sent("$$ID-1-a", json_value='{"x": 5}'))
    assert states["$$ID-1-a"] == 5
    states.set_widget_from_proto(sent("no id", json_value="{}"))
    assert list(states) == ["$$ID-1-a"]


def test_the_theme_of_every_run_is_what_streamlit_makes_of_the_configuration(monkeypatch):
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    options = {"primaryColor": "#9a3412", "headingFontWeights": [600] * 6, "font": "serif", "base": "dark"}
    monkeypatch.setattr(config, "get_options_for_section", lambda name: options if name == "theme.dark" else {})
    plain, ours = CustomThemeConfig(), [CustomThemeConfig(), CustomThemeConfig()]
    app_session._populate_theme_msg(plain.dark, "theme.dark")
    internals.theme_once()
    internals.theme_once()
    for message in ours:
        for part, section in ((message, "theme"), (message.light, "theme.light"), (message.dark, "theme.dark")):
            app_session._populate_theme_msg(part, section)
    assert plain.dark.primary_color == "#9a3412"
    assert [plain, plain] == ours


def test_the_scripts_of_the_pages_are_looked_for_once_and_each_run_marks_its_own(monkeypatch):
    asked = []

    def make(page, *, default=False):
        asked.append((page, default))
        return SimpleNamespace(_page=page, default=default) if page != "unfinished" else SimpleNamespace()

    monkeypatch.setattr(navigation, "_create_page", make)
    internals.pages_once()
    internals.pages_once()
    first, second = (navigation._create_page(Path("pages/story.py")) for _ in range(2))
    assert first == second
    assert first is not second
    assert navigation._create_page(Path("pages/story.py"), default=True).default
    for _ in range(2):
        navigation._create_page("unfinished")
    assert asked == [(Path("pages/story.py"), False), (Path("pages/story.py"), True), *[("unfinished", False)] * 2]
    # Where Streamlit takes it from in a run.
    assert "navigation.page import _create_page" in inspect.getsource(script_runner._mpa_v1)


def test_html_is_looked_through_once(monkeypatch):
    look = inspect.unwrap(html._html_only_style_tags)
    monkeypatch.setattr(html, "_html_only_style_tags", look)
    internals.html_once()
    internals.html_once()
    for text in ("<style>p{}</style>", "<p>words</p>", "<style>p{}</style>"):
        assert html._html_only_style_tags(text) is look(text)
    assert html._html_only_style_tags.cache_info().hits == 1
    assert "if _html_only_style_tags(html_content)" in inspect.getsource(html.HtmlMixin.html)


@pytest.mark.parametrize("name", internals.SAID)
def test_streamlit_still_logs_what_is_no_message_where_it_is_shortened(name, monkeypatch):
    logger = logging.getLogger(name)
    monkeypatch.setattr(logger, "filters", [])
    internals.be_brief()
    internals.be_brief()
    for said in internals.SAID[name]:
        error = TypeError(said)
        record = logging.LogRecord(name, logging.ERROR, "", 0, said, (), (TypeError, error, None))
        assert logger.filter(record)
        assert record.getMessage() == "Refused what is no message: TypeError."
        assert not record.exc_info
    other = logging.LogRecord(name, logging.ERROR, "", 0, "else", (), (OSError, OSError("else"), None))
    assert logger.filter(other)
    assert other.exc_info


def test_the_server_still_keeps_its_outside_address_where_it_is_put(monkeypatch):
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("asked outside"))
    internals.stay_alone()
    assert net_util.get_external_ip() == "127.0.0.1"


def test_leaflet_comes_from_its_package():
    assert (component._leaflet_folder() / "leaflet.js").is_file()
    assert (component._leaflet_folder() / "leaflet.css").is_file()
