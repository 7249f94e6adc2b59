"""The Sources and data page in a real browser: files really arrive and open, citations can be taken."""

import io
import json
import re
import zipfile

import geopandas
import pyogrio
import pytest
from playwright.sync_api import expect

import geodata
from geodata import about
from tests.browser.browsing import PHONE

# What reaches beyond the right edge and cannot be scrolled to by itself, as long code and tables can.
TOO_WIDE = """() => {
  const page = document.querySelector(".st-key-sources");
  const scrolls = (e) => e !== page && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  return [...page.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > window.innerWidth && !scrolls(e))
    .map((e) => e.outerHTML.slice(0, 80));
}"""


def test_every_layer_arrives_in_one_click(reader):
    reader.visit("/sources")
    for layer in geodata.layers():
        name, content = reader.download(layer.file)
        assert name == layer.file
        if name.endswith(".geojson"):
            collection = json.loads(content)
            assert collection["license"] == layer.licence
            assert len(collection["features"]) == len(geodata.features(layer.id))
        elif name.endswith(".json"):
            assert json.loads(content)
        elif name.endswith(".png"):
            assert content.startswith(b"\x89PNG")
        else:
            assert (content[:4], content[8:12]) == (b"RIFF", b"WEBP")


def test_the_files_of_all_layers_and_tables_arrive_and_open(reader, tmp_path):
    reader.visit("/sources")
    name, content = reader.download("All layers (GeoPackage)")
    (tmp_path / name).write_bytes(content)
    shapes = [layer for layer in geodata.layers() if layer.file.endswith(".geojson")]
    assert len(pyogrio.list_layers(tmp_path / name)) == len(shapes)
    assert len(geopandas.read_file(tmp_path / name, layer="ceded")) == 6
    name, content = reader.download("Places (KML)")
    (tmp_path / name).write_bytes(content)
    assert len(geopandas.read_file(tmp_path / name, layer="Places of the article")) == len(geodata.places())
    name, content = reader.download("Places (CSV)")
    assert (name, content.count(b"\r\n")) == ("gate-unguarded-places.csv", len(geodata.places()) + 1)
    name, content = reader.download("Claims (CSV)")
    assert name == "gate-unguarded-claims.csv"
    assert b"\r\nc54," in content
    name, content = reader.download("Documents cited (CSV)")
    assert (name, content.count(b"\r\nS")) == ("gate-unguarded-sources.csv", len(geodata.fact_sources()))
    name, content = reader.download("Description (datapackage.json)")
    described = {resource["path"] for resource in json.loads(content)["resources"]}
    name, content = reader.download("Everything (ZIP)")
    assert name == "gate-unguarded.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archived:
        assert archived.testzip() is None
        assert set(archived.namelist()) == described | {"datapackage.json", "ro-crate-metadata.json"}


def test_the_citation_shows_the_address_and_can_be_taken(reader):
    reader.visit("/sources")
    home = f"{reader.server.url}/?v={about.newest().version}"
    codes = reader.page.locator('[data-testid="stCode"]:visible')
    expect(codes.last).to_contain_text(f"{home} (accessed ")
    reader.page.get_by_role("tab", name="BibTeX").click()
    name, content = reader.download("Download as .bib")
    assert name.endswith(".bib")
    assert f"url = {{{home}}}" in content.decode()
    reader.page.get_by_role("tab", name="CSL-JSON").click()
    _, content = reader.download("Download as .json")
    assert json.loads(content)[0]["URL"] == home
    reader.page.get_by_role("tab", name="Plain text").click()
    reader.page.get_by_text("Always the newest").click()
    expect(codes.last).to_contain_text(f"{reader.server.url}/ (accessed ")


def test_a_publication_leads_to_the_claim_that_cites_it(reader):
    reader.visit("/sources")
    reader.page.locator("summary", has_text="documents, and where each is cited").click()
    with reader.context.expect_page() as opened:
        reader.page.get_by_role("link", name="c03", exact=True).first.click()
    assert opened.value.url == f"{reader.server.url}/claims?claim=c03"


@pytest.mark.parametrize("start", ["/?place=danghara-attack", "/claims?claim=c03"])
def test_a_citation_leads_in_two_clicks_to_the_document(reader, start):
    reader.visit(start)
    citation = reader.page.locator(".gate-text").get_by_role("link", name=re.compile(r"^S\d+\w?$")).first
    key = citation.inner_text()
    with reader.context.expect_page() as opened:
        citation.click()
    record = opened.value
    assert record.url == f"{reader.server.url}/sources?source={key}"
    source = geodata.documents([key])[0]
    shown = record.locator(f".st-key-opened-{source.key}")
    expect(shown).to_contain_text(source.passage, timeout=20_000)
    expect(shown.get_by_text(source.passage)).to_be_in_viewport()
    expect(shown.get_by_role("link").first).to_have_attribute("href", source.link)


def test_the_list_of_sections_leads_down_the_page(reader):
    reader.visit("/sources")
    reader.page.get_by_role("link", name="Method and limits").first.click()
    expect(reader.page.get_by_role("heading", name="Method and limits")).to_be_in_viewport()
    assert len(reader.context.pages) == 1


def test_what_is_opened_on_a_phone_fits_it(new_reader):
    window = new_reader(viewport=PHONE).visit("/sources")
    for title in ("Ceded Pamir land", "OpenStreetMap boundaries", "documents, and where"):
        window.page.locator("summary", has_text=title).click()
    for tab in ("BibTeX", "CSL-JSON"):
        window.page.get_by_role("tab", name=tab).click()
    window.still()
    assert window.page.evaluate(TOO_WIDE) == []
