"""The Sources and data page as a script: every source, layer and publication is there with what it must state."""

import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

import geodata
from geodata import about, load, relations
from geodata.errors import DamagedFileError
from geodata.relations import Citing
from tests.app.running import run_page, said, texts, told
from ui.address import links
from ui.sources import files as takeaway
from ui.sources import records as sources
from ui.takeaway import citation as cite
from ui.words import documents, escape, judged

ROOT = Path(__file__).resolve().parents[2]


def run():
    app = AppTest.from_file("../../dashboard.py", default_timeout=60)
    app.run()
    app.switch_page("pages/sources.py").run()
    assert not app.exception
    return app


@pytest.fixture(scope="module")
def page():
    return run()


@pytest.fixture(scope="module")
def text(page):
    shown = (str(element.value) for element in (*page.code, *page.header))
    led = (link.get("href") for one in texts(page) for link in one.iter("a"))
    return "\n".join((*shown, *map(told, texts(page)), *led))


@pytest.fixture(scope="module")
def cells(page):
    """The rows of all tables of the page, as words."""
    return {tuple(told(cell) for cell in row) for one in texts(page) for row in one.iter("tr")}


@pytest.fixture(scope="module")
def rows(page):
    """What is listed of each document and each former key on the page: its words and where its links lead."""
    return {
        key.text: (told(row), {("".join(link.itertext()), link.get("href")) for link in row.iter("a")})
        for one in texts(page)
        for row in one.iter("li")
        for key in list(row.iter("strong"))[:1]
    }


def test_the_article_is_credited_and_linked_first(page):
    first = texts(page)[0]
    assert geodata.article().author in told(first)
    assert {told(link): link.get("href") for link in first.iter("a")}[geodata.article().title] == geodata.article().url


@pytest.mark.parametrize("source", geodata.data_sources(), ids=lambda source: source.id)
def test_each_data_source_is_shown_in_full(text, source):
    for name in ("title", "producer", "version", "package", "licence", "credit", "url", "precision", "caveats"):
        assert getattr(source, name) in text, name
    for name in ("licence_url", "published", "accessed"):
        assert getattr(source, name) in text, name
    for file, digest in source.files.items():
        assert f"{digest} {file}" in text


@pytest.mark.parametrize("layer", geodata.layers(), ids=lambda layer: layer.id)
def test_each_layer_is_shown_in_full_with_its_file(page, text, cells, layer):
    for name in ("title", "description", "method", "licence", "caveats", "sha256", "geometry", "crs"):
        assert getattr(layer, name) in text, name
    for column in layer.columns:
        assert (column.name, column.meaning, column.unit) in cells
    assert takeaway.uses(layer.id), "it is not said what the layer is used for"
    assert all(use in text for use in takeaway.uses(layer.id))
    assert layer.file in [button.proto.label for button in page.get("download_button")]


@pytest.mark.parametrize("source", geodata.fact_sources(), ids=lambda source: source.key)
def test_each_document_is_shown_with_what_it_supports_and_what_cites_it(rows, source):
    shown, led = rows[source.key]
    assert shown.startswith(f"{source.key} {said(escape(source.passage))}")
    assert (said(escape(source.title)), source.link) in led
    facts = (*documents.facts(source), documents.reading(source), source.note)
    assert all(said(escape(fact)) in shown for fact in facts)
    assert {*source.mirrors, source.archive} <= {address for _, address in led}
    cited = relations.citing().get(source.key, ())
    assert ("Cited by no text now" in shown) is not bool(cited)
    for one in cited:
        if one.kind == "claim":
            assert (one.id, f"claims?claim={one.id}") in led
        if one.kind == "place":
            assert (geodata.place(one.id).name, f"./?place={one.id}") in led


@pytest.mark.parametrize("former", geodata.former_keys(), ids=lambda former: former.key)
def test_each_former_key_leads_on(rows, former):
    shown, led = rows[former.key]
    assert shown.startswith(f"{former.key} is now {', '.join(former.documents)}.")
    assert led == {(key, f"sources?source={key}") for key in former.documents}


def opened(key):
    """What stands between the credit of the article and the first section of the page opened on a source."""
    app = run_page("pages/sources.py", source=key)
    assert not app.exception
    shown = texts(app)
    return app, shown[1 : next(i for i, one in enumerate(shown) if told(one).startswith("Free to use"))]


def test_a_citation_opens_on_the_record_and_that_leads_to_the_document():
    source = geodata.documents(["S24"])[0]
    app, shown = opened("S24")
    assert app.selectbox(key="source").value == "S24"
    (one,) = shown
    record = told(one)
    assert record.startswith(f"S24 {source.passage}")
    links = [(told(link), link.get("href")) for link in one.iter("a")]
    assert links[0] == (source.title, source.link)
    wanted = (source.publisher, "English", "encyclopedia that anyone may edit", source.note, *source.mirrors)
    assert all(words in record for words in wanted)
    assert "Excerpts read on 26 November 2026" in record
    assert f"Archive, not checked here: {source.archive}" in record
    assert (source.archive, source.archive) in links
    assert {*source.better} <= {key.text for key in one.iter("strong")}
    assert documents.cited(source) in [block.value for block in app.code]


def test_a_former_key_opens_on_every_document_that_it_named():
    _, shown = opened("S12")
    assert told(shown[0]).startswith("S12 is now S103, S104.")
    assert [link.get("href") for link in shown[0].iter("a")] == ["sources?source=S103", "sources?source=S104"]
    assert [told(one).split()[0] for one in shown[1:]] == ["S103", "S104"]


def test_a_document_known_only_by_a_copy_is_said_to_be():
    source = next(one for one in geodata.fact_sources() if not one.address)
    _, shown = opened(source.key)
    record = told(shown[0])
    assert documents.COPIES_ONLY in record
    assert f"Copies on other sites (mirrors): {source.link}" in record
    assert "Address:" not in record


def test_looking_a_source_up_puts_it_into_the_address():
    app = run_page("pages/sources.py")
    app.selectbox(key="source").set_value("S103").run()
    assert app.query_params["source"] == "S103"
    assert any(told(one).startswith("S103 ") for one in texts(app))


@pytest.mark.parametrize("panel", sorted(path.stem for path in (load.ARTICLE / "panels").glob("*.md")))
def test_every_panel_can_be_led_to(panel):
    (link,) = sources._read_at("panel", [panel])
    name, address = re.fullmatch(r"\[(.+)\]\((.+)\)", link.replace("\\", "")).groups()
    assert name != panel
    known = {"./", "#method", "borders", *(f"./?place={place.id}" for place in geodata.places())}
    assert address in known | {f"borders?part={part}" for part in geodata.comparison().parts}


def test_quoted_figures_lead_to_where_they_are_compared():
    links = sources._read_at("quoted", ["chinese-border", "ceded-pamir"])
    assert [link.rpartition("](")[2] for link in links] == ["borders?border=chinese-border)", "borders?part=parcels)"]


def test_what_cites_a_source_is_found_in_every_kind_of_text():
    kinds = {one.kind for cited in relations.citing().values() for one in cited}
    assert kinds == set(get_args(relations.TextKind))
    claim = next(claim for claim in geodata.claims() if claim.sources)
    assert relations.Citing("claim", claim.id) in relations.citing()[claim.sources[0]]


def test_method_and_limits_are_shown_with_figures_filled_in(page, text):
    headings = [told(one) for shown in texts(page) for one in shown.iter("h3")]
    for section in geodata.panel("method").sections:
        assert section.heading in headings
    assert "issues of the project's repository" in text
    assert f"{geodata.figures()['chinese-border.length_km']:,.0f} km" in text
    assert "{{" not in "\n".join(map(told, texts(page)))


def test_the_rule_of_every_verdict_and_the_agreement_of_the_readers_are_shown(text, cells):
    for rule in geodata.verdicts():
        assert rule.rule in text
    assert judged.agreed() in text
    assert ("Holds", str(judged.pairs().count(("holds", "holds")))) in {row[:2] for row in cells}
    for one in judged.differed():
        assert f"claims?claim={one.claim}" in text
        assert one.claim in {row[0] for row in cells}


def test_the_whole_dashboard_is_cited_in_three_formats(page):
    for entry in (block.value for block in page.code[-3:]):
        assert links.LOCAL in entry
        assert about.version() in entry
        assert about.newest().version in entry
        assert about.checksum()[: cite.DIGITS] in entry
        assert geodata.dashboard().title in entry


def test_a_broken_file_is_named_in_one_sentence(monkeypatch):
    def broken():
        raise DamagedFileError("The file article/sources.toml is not valid TOML.")

    app = run()
    monkeypatch.setattr(geodata, "fact_sources", broken)
    app.run()
    assert not app.exception
    assert "article/sources" in app.error[0].value.replace("\\", "")


def test_opening_the_page_loads_no_geographic_library():
    code = (
        "import sys; from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('dashboard.py', default_timeout=60); app.switch_page('pages/sources.py').run()\n"
        "assert not app.exception and len(app.header) == 7; print(','.join(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not {"geopandas", "pyogrio", "shapely", "pyproj", "folium"} & set(loaded.strip().split(","))


def test_a_link_to_an_event_asks_for_what_came_since_only_where_it_did():
    said_of = sources.cited_by([Citing("event", event.id) for event in geodata.events()])
    assert all(
        (f"event={event.id}&since=1)" in said_of) is not relations.of_its_time(event) for event in geodata.events()
    )
    assert any(f"event={event.id})" in said_of for event in geodata.events())


def test_the_sizes_shown_are_those_of_the_files(text):
    size = (load.LAYERS / "ceded.geojson").stat().st_size
    assert f"6 features, {size / 1000:,.0f} kB" in text
