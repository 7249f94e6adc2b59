"""Another article, from its records alone: what can be made of it, and that nothing of this one is left in it."""

import html
import json
import re
import shutil
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import pytest

from geodata import check, load
from geodata.check import design
from geodata.derive.__main__ import main as derive
from tests.fixtures import BETRAYING, FERRY, records, run, shown
from ui import maps
from ui.address import State
from ui.brief import drawing
from ui.brief.drawing import stylesheet
from ui.maps import style
from ui.mapview import draw

SITE, LIVE = "https://quirel.example/map/", "https://live.quirel.example/"
VIEWS = [
    ("map", {}),
    ("map", {"place": "quirel-ferry"}),
    ("story", {"step": "2"}),
    ("timeline", {"event": "n1", "since": "1"}),
    ("claims", {}),
    ("claims", {"claim": "k2"}),
    ("sources", {}),
    ("borders", {}),
]


class Links(HTMLParser):
    """Addresses and anchors of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.anchors = [], set()
        self.feed(text)

    def handle_starttag(self, _, attrs):
        found = dict(attrs)
        self.links += [found[name] for name in ("href", "src") if found.get(name)]
        self.anchors |= {found["id"]} if "id" in found else set()


@pytest.fixture(scope="module")
def app():
    return shown(VIEWS)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "public"
    status, _, wrong = run("-m", "ui.brief", "--all", folder, "--site", SITE, "--address", LIVE)
    assert (status, wrong) == (0, "")
    return folder


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(FERRY, tmp_path / "ferry")


@pytest.fixture
def read(copy, monkeypatch):
    """The same in this process: a copy of the article that everything in ``geodata`` reads from."""
    for name in ("ARTICLE", "LAYERS", "SOURCES"):
        monkeypatch.setattr(load, name, copy / name.lower())
    forget()
    yield copy
    forget()


def forget():
    for function in vars(load).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()
    # Made from the colours and kinds of the article.
    stylesheet.sheet.cache_clear()


def test_nothing_is_wrong_with_it():
    status, told, wrong = run("-m", "geodata.check")
    assert (status, wrong) == (0, "")
    assert told.splitlines()[-1] == "No problems: 4 layers, 3 places, 4 fact sources, 4 claims checked."


def test_its_derived_files_are_what_its_records_make(copy):
    for name in ("places.geojson", "events.geojson", "figures.json"):
        (copy / "layers" / name).unlink()
    assert run("-m", "geodata.derive", article=copy)[0] == 0
    for name in ("places.geojson", "events.geojson", "figures.json"):
        assert (copy / "layers" / name).read_bytes() == (FERRY / "layers" / name).read_bytes(), name


def test_pages_without_matter_are_left_out_of_the_navigation(app):
    assert app["offered"] == ["Map", "Story", "Timeline", "Claims", "Sources and data"]
    for view in app["views"]:
        assert view["links"] == app["offered"]


def test_a_page_without_matter_says_so_in_one_sentence(app):
    empty = app["views"][-1]
    assert "The page “Borders” is empty: there is nothing to show on it for this article." in empty["words"]
    assert (empty["maps"], empty["said"]) == ([], [])
    assert "Share" not in empty["buttons"]
    assert "Share" in app["views"][0]["buttons"]


def test_pages_show_its_records_and_nothing_amiss(app):
    for (page, query), view in zip(VIEWS, app["views"], strict=True):
        assert view["said"] == [], page
        assert view["address"] == query
    told = [view["words"] for view in app["views"]]
    for words, view in zip(
        ("A lake with one ferry", "The Quirel ferry", "Aground", "A buoy on the shoal", "All 4 claims", "19.8 km"),
        told,
        strict=False,
    ):
        assert words in view
    # Of when it was written only the year is recorded.
    assert "When the article was written, 1998" in "".join(app["views"][3]["html"])


def test_layers_that_it_does_not_have_are_not_missed(app):
    assert app["problems"] == []
    for pane in ("gate-country", "gate-province", "gate-river"):
        assert f'"css": "{pane}' not in app["script"]
    assert '"css": "gate-lake"' in app["script"]


def test_a_line_is_drawn_whatever_its_feature_is_called(app):
    assert re.search(r'"css": "gate-place line route", "id": "quirel-ferry"', app["script"])


def test_nothing_leads_to_a_page_that_is_not_offered(app):
    sources = next(view for (page, _), view in zip(VIEWS, app["views"], strict=True) if page == "sources")
    assert "quoted figures" in sources["words"]
    assert "borders?" not in json.dumps(app["views"])


def test_countries_are_credited_with_the_basemap_that_is_built_in_whatever_it_is_called(read):
    assert style.layers_credited(("shore",), "plain") == ("lakes", "countries")
    assert style.layers_credited(("shore",), "streets") == ("lakes",)


@pytest.mark.parametrize("layer", ["lakes", "events", "routes"])
def test_a_layer_whose_file_is_missing_is_named(read, layer):
    (read / f"layers/{layer}.geojson").unlink()
    sentence = f"The file layers/{layer}.geojson is missing."
    assert draw.build("layers")[1] == (sentence,)
    assert sentence in html.unescape(drawing.draw(State(), maps.Scene(events=("n1",)), title=""))


def betraying(texts):
    """Words of the other article in some texts, by the names of the texts."""
    return {name: found[0] for name, text in texts.items() if (found := BETRAYING.search(text))}


def test_no_word_of_the_other_article_is_in_it(app, site):
    texts = {"the map's script": app["script"]} | {str(VIEWS[i]): json.dumps(v) for i, v in enumerate(app["views"])}
    for path in site.rglob("*"):
        if path.suffix in (".html", ".svg", ".css", ".xml", ".atom", ".txt", ""):
            texts[str(path)] = "" if path.is_dir() else path.read_text(encoding="utf-8")
        texts[f"name {path.name}"] = path.name
    assert len(texts) > 60
    assert betraying(texts) == {}


def test_the_site_has_a_page_for_everything_and_no_dead_link(site):
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    pages = {name: Links(path.read_text(encoding="utf-8")) for name, path in files.items() if path.suffix == ".html"}
    wanted = {f"places/{one['id']}.html" for one in records("places", "place")}
    wanted |= {f"claims/{one['id']}.html" for one in records("claims", "claim")}
    wanted |= {f"story/{one['number']}.html" for one in records("steps", "step")}
    wanted |= {f"timeline/{one['id']}.html" for one in records("timeline", "moment")}
    wanted |= {f"timeline/{one['id']}.html" for one in records("events", "event")}
    wanted |= {f"{name}.html" for name in ("index", "timeline", "claims", "sources", "corrections", "404")}
    assert set(pages) == wanted
    ends = {SITE, *(f"{SITE}{name}" for name in files)}
    for path, page in pages.items():
        for link in page.links:
            address, anchor = urldefrag(urljoin(f"{SITE}{path}", link))
            if address.startswith(SITE):
                assert address in ends, (path, link)
                there = pages.get(address.removeprefix(SITE) or "index.html")
                assert not anchor or anchor in there.anchors, (path, link)
            else:
                assert address.startswith((LIVE, "https://")), (path, link)
                assert "borders" not in address, (path, link)


BRIEFS = {
    "--place ash-shoal": "Where the ferry ran aground",
    "--claim k3": "too proud to sound the lake",
    "--step 1": "A landing was built",
    "--event n1": "marked the shoal with a buoy",
}


def test_briefs_can_be_made_in_every_form(tmp_path):
    code = """
import sys
from ui.brief.__main__ import main
for number, what in enumerate(sys.argv[2:]):
    for ending in ("html", "svg", "png"):
        assert main([*what.split(), "--out", f"{sys.argv[1]}/{number}.{ending}"]) == 0, what
"""
    status, _, wrong = run("-c", code, tmp_path, *BRIEFS)
    assert status == 0, wrong
    for number, words in enumerate(BRIEFS.values()):
        text = (tmp_path / f"{number}.html").read_text(encoding="utf-8")
        assert words in text
        assert "CC0-1.0 licence" in text
        assert (tmp_path / f"{number}.svg").read_text(encoding="utf-8").startswith("<svg")
        assert (tmp_path / f"{number}.png").read_bytes().startswith(b"\x89PNG")


def test_a_brief_of_a_page_without_matter_is_refused_in_one_sentence(tmp_path):
    status, _, wrong = run("-m", "ui.brief", "--page", "borders", "--out", tmp_path / "a.html")
    assert status == 2
    assert wrong.startswith("There is no page “borders”; there are map, story, timeline, claims, sources.")


def test_its_files_carry_its_own_name_and_licence():
    code = """
import json
from geodata import export
from ui import brief
from ui.address import State
files = (*export.files(), export.datapackage(), export.ro_crate())
names = [brief.stem("map", State()), brief.stem("claims", State(claim="k1"))]
print(json.dumps([names, [[file.name, file.content.decode("utf-8", "replace")] for file in files]]))
"""
    status, told, wrong = run("-c", code)
    assert status == 0, wrong
    stems, found = json.loads(told)
    assert stems == ["quirel-ferry-mapped-map", "quirel-ferry-mapped-claim-k1"]
    files = dict(found)
    assert {name for name in files if not name.endswith(".geojson") and not name.startswith("schema/")} == {
        "datapackage.json",
        "ro-crate-metadata.json",
        *(f"quirel-ferry-mapped{rest}" for rest in (".gpkg", "-places.csv", "-places.kml")),
        *(f"quirel-ferry-mapped{rest}" for rest in ("-claims.csv", "-sources.csv", "-corrections.csv")),
    }
    assert [one["name"] for one in json.loads(files["datapackage.json"])["licenses"]] == ["CC0-1.0"]
    assert betraying(files) == {}


def edit(file, old, new):
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")


BROKEN = {
    "no such layer": ("places", 'layer = "routes"', 'layer = "roads"', "of which there is no record in layers/"),
    "no such feature": ("places", '"tilo-to-ceniza"', '"tilo"', "which the layer routes does not hold"),
    "circle without radius": ("places", "radius_km = 3.0", "", "Place ash-shoal: a circle needs radius_km"),
    "no such target": ("article", 'targets = [{ id = "puerto-tilo"', 'targets = [{ id = "ash-shoal"', "“ash-shoal”"),
    "no TOML": ("places", "[[place]]", "[[place]", "article/places.toml is not valid TOML"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_cannot_be_derived_is_said_in_one_sentence(read, fault, monkeypatch, capsys):
    name, old, new, sentence = BROKEN[fault]
    edit(read / f"article/{name}.toml", old, new)
    monkeypatch.setattr(load, "BUILT", False)
    assert derive() == 1
    wrong = capsys.readouterr().err
    assert sentence in wrong
    assert len(wrong.splitlines()) == 1


NAMED = {
    "a kind that is a class of the map": ("atlas", 'id = "shoal"', 'id = "circle"', "the kind “circle” needs another"),
    "a colour that is one of the map": ("atlas", "hazard = [", "water = [", "the colour “water” needs another name"),
    "a symbol that is none": ("atlas", "circle shoal", "square shoal", "has no such symbol as “square shoal”"),
    "a kind without a colour": ("atlas", 'colour = "hazard"\n', "", "kind “shoal” has no colour to draw it in"),
    "an event that is no circle": ("events", "circle", "point", "its extent has to be a circle"),
    "a statement of no claim": ("coverage", 'claims = ["k2"]', 'claims = ["k9"]', "there is no claim “k9”"),
    "a statement of no part": ("coverage", 'key = "L3"', 'key = "L9"', "Paragraph L9: the article has no such part"),
    "a page not described": ("article", "\nclaims = ", "\nborders = ", "does not describe the page “claims”"),
}


@pytest.mark.parametrize("fault", NAMED)
def test_the_check_says_what_to_mend_and_in_which_file(read, fault):
    name, old, new, sentence = NAMED[fault]
    edit(read / f"article/{name}.toml", old, new)
    (line,) = [line for line in check.problems() if sentence in line]
    assert re.search(r"article/\w+\.toml", line)
    assert line.endswith(".")


def test_no_colour_of_the_article_can_take_the_name_of_one_of_the_ground():
    assert {"accent", *style.GROUND} <= design.RESERVED


def test_a_panel_that_is_missing_is_named_with_what_it_should_hold(read):
    (read / "article/panels/ash-shoal.md").unlink()
    (problem,) = check.problems()
    assert problem.startswith("The file article/panels/ash-shoal.md is missing: it begins with “# ” and a title")


def test_what_is_still_to_be_made_is_named_once_with_the_command(read):
    for name in ("places.geojson", "events.geojson", "figures.json"):
        (read / "layers" / name).unlink()
    found = check.problems()
    assert len(found) == 3
    assert all(
        re.fullmatch(r"The file layers/\S+ is missing\. Make it with: python -m geodata\.\w+\.", one) for one in found
    )
