"""The check of all data: nothing is wrong as it stands, and each way of breaking a copy is named in one sentence."""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geodata import check, load, measure, model
from geodata.check import records
from tests.app.running import forget_texts

ROOT = Path(__file__).resolve().parents[2]
# What is kept by a file's name; by its content it stays right.
BY_CONTENT = (load.parsed, load.decoded)
CACHED = [item for item in vars(load).values() if hasattr(item, "cache_clear") and item not in BY_CONTENT]


def forget():
    """Let the data be read again, and the texts that are made of them be made again."""
    for function in CACHED:
        function.cache_clear()
    forget_texts()


def copied(name, to):
    """Copy a folder of the data, but for the tiles of the relief, which nothing reads; where it is."""
    return Path(shutil.copytree(getattr(load, name.upper()), to / name, ignore=shutil.ignore_patterns("relief")))


@pytest.fixture
def data(tmp_path, monkeypatch):
    for name in ("layers", "article", "sources"):
        monkeypatch.setattr(load, name.upper(), copied(name, tmp_path))
    forget()
    yield tmp_path
    forget()


def write(old, new):
    """An edit of a text file: the first ``old`` (a regular expression, or the whole file for None) becomes ``new``."""

    def edit(path):
        before = path.read_text(encoding="utf-8")
        after = new if old is None else re.sub(old, lambda _: new, before, count=1, flags=re.MULTILINE)
        assert after != before
        path.write_text(after, encoding="utf-8")

    return edit


def geojson(change):
    """An edit of a layer's features."""

    def edit(path):
        collection = json.loads(path.read_text(encoding="utf-8"))
        change(collection)
        path.write_text(json.dumps(collection), encoding="utf-8")

    return edit


def place_of(collection, place_id):
    """One feature of a layer's file."""
    return next(feature for feature in collection["features"] if feature["properties"]["id"] == place_id)


def shape(kind, coordinates):
    return geojson(lambda c: c["features"][0].update(geometry={"type": kind, "coordinates": coordinates}))


def properties(**values):
    return geojson(lambda c: c["features"][0]["properties"].update(values))


def extra(text):
    def edit(path):
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")

    return edit


def source(before, after, problem):
    """A source with one thing changed, and what is said of it."""
    assert before in SOURCE
    told = problem if problem.startswith("(S999)") else f"Fact source S999: {problem}"
    return "article/sources.toml", extra(SOURCE.replace(before, after)), told


BOWTIE = [[[70, 38], [71, 39], [71, 38], [70, 39], [70, 38]]]
PROJECTED = [[[7790000, 4580000], [7800000, 4580000], [7800000, 4590000], [7790000, 4580000]]]
SOURCE = """
[[source]]
key = "S999"
title = "T"
publisher = "P"
language = "en"
kind = "press"
date = "2018"
address = "https://a.org"
read = "excerpt"
read_on = "2026-11-22"
passage = "W"
"""
FORMER = '\n[[former]]\nkey = "S998"\ndocuments = [%s]\n'
FIELDS = {"date": "2026-11-26", "kind": "claim", "id": "c01", "what": "verdict"}
FIELDS |= {"before": "Open", "after": "Holds", "why": "Looked at again."}


def correction(**changed):
    """An edit of the corrections: one more, with some fields changed."""
    fields = "".join(f'{name} = "{value}"\n' for name, value in (FIELDS | changed).items())
    return extra(f"\n[[correction]]\n{fields}")


CORRECTIONS, VERSIONS = "article/corrections.toml", "article/versions.toml"
STEP = """
[[step]]
number = 99
title = "T"
voice = "fact"
places = []
claims = []
view = [38, 69, 8]
argues = "%s"
"""
NOTE = f'{STEP % ""}\n[[step.annotations]]\nat = [38, 69]\ntext = "Here"\n'
STEPS = "article/steps.toml"
CLAIMS, EVENTS, PLACES, PANEL = "article/claims", "article/events", "article/places", "article/panels/lyaur.md"

BROKEN = {
    "damaged GeoJSON": ("layers/lakes.geojson", write(None, '{"type": "Feat'), "lakes.geojson is not valid JSON"),
    "no collection": ("layers/lakes.geojson", write(None, "[]"), "lakes.geojson holds no map features"),
    "missing layer": ("layers/lakes.geojson", Path.unlink, "layers/lakes.geojson is missing"),
    "missing picture": ("layers/relief.webp", Path.unlink, "layers/relief.webp is missing"),
    "missing places": ("layers/places.geojson", Path.unlink, "layers/places.geojson is missing"),
    "missing record": ("layers/lakes.toml", Path.unlink, "lakes.geojson has no record"),
    "heights without a word on their error": (
        "article/atlas.toml",
        write(r'^heights = """[^"]*"""', 'heights = ""'),
        "Atlas: it does not say how sure the heights of places are",
    ),
    "damaged record": ("layers/lakes.toml", write("^title = ", "title "), "layers/lakes.toml is not valid TOML"),
    "unknown field": ("layers/lakes.toml", write("^title = ", "name = "), "layers/lakes.toml: "),
    "field missing": (
        f"{CLAIMS}.toml",
        write('^verdict = ".*"\n', ""),
        "claim 1 (c01): the field “verdict” is missing",
    ),
    "field of no record": (
        f"{CLAIMS}.toml",
        write("^verdict = ", "verdit = "),
        "article/claims.toml, claim 1 (c01): there is no field “verdit”: “verdict” may be meant",
    ),
    "word that is none of those": (
        f"{CLAIMS}.toml",
        write('^kind = ".*"', 'kind = "rumour"'),
        "claim 1 (c01): “kind” is “rumour”; it has to be one of “event”, “figure”, “relation”, ",
    ),
    "no date": (
        f"{CLAIMS}.toml",
        write('start = "2018-07-31"', 'start = "2018-31-07"'),
        "claim 2 (c02), dates 1: “start” is “2018-31-07”; it has to be an ISO date cut to what is known, such as 1992",
    ),
    "date without quotes": (
        f"{CLAIMS}.toml",
        write('start = "2018-07-31"', "start = 2018-07-31"),
        "dates 1: “start” is 2018-07-31 without quotes; it has to be a text in quotes",
    ),
    "text for a list": (
        f"{CLAIMS}.toml",
        write("^actors = .*", 'actors = "ISIS"'),
        "“actors” is “ISIS”; it has to be a list",
    ),
    "key that is none": (
        f"{CLAIMS}.toml",
        write(r'^sources = \["S', 'sources = ["6", "S'),
        "claim 1 (c01), sources: number 1 is “6”; it has to be the key of a source, such as S12",
    ),
    "no language": (
        f"{PLACES}.toml",
        write('lang = "tg"', 'lang = "Tajik"'),
        "“lang” is “Tajik”; it has to be a BCP 47 tag",
    ),
    "language of no name": (
        "article/article.toml",
        write("tg = ", "tg_TJ = "),
        "article/article.toml, article, languages: the name “tg_TJ” has to be a BCP 47 tag",
    ),
    "latitude beyond the pole": (f"{PLACES}.toml", write("^lat = ", "lat = 1"), "it has to be from -90 to 90"),
    "half a view": (
        "article/steps.toml",
        write("^view = .*", "view = [38.2, 69.2]"),
        "step 1 (1): “view” is a list of 2; it has to be a list of 3",
    ),
    "record that is none": (
        "article/borders.toml",
        write(r"^\[scale\]", "[scales]"),
        "there is no field “scales”: “scale” may",
    ),
    "finding without its section": (
        "article/borders.toml",
        write('^finding = "Two.*', 'finding = "One length"'),
        "borders-lengths.md has no section “One length” for chinese-border",
    ),
    "file that nothing reads": (
        "article/claim.toml",
        lambda path: path.write_text(""),
        "article/claim.toml is read by nothing",
    ),
    "address that is none": (
        "sources/gshhg.toml",
        write('^url = "https:', 'url = "htp:'),
        "it has to be a web address",
    ),
    "invalid geometry": ("layers/lakes.geojson", shape("Polygon", BOWTIE), "its geometry is not valid"),
    "unreadable geometry": ("layers/lakes.geojson", shape("Polygon", "here"), "its geometry cannot be read"),
    "empty geometry": ("layers/lakes.geojson", shape("Polygon", []), "its geometry is empty"),
    "outside the region": ("layers/towns.geojson", shape("Point", [13.4, 52.5]), "it reaches outside the region"),
    "projected": ("layers/lakes.geojson", shape("Polygon", PROJECTED), "it reaches outside the region"),
    "wrong CRS": ("layers/lakes.toml", write("EPSG:4326", "EPSG:3857"), "its CRS is EPSG:3857, not EPSG:4326"),
    "CRS of its own": ("layers/lakes.geojson", geojson(lambda c: c.update(crs={})), "states a CRS of its own"),
    "no id": ("layers/lakes.geojson", properties(id=""), "a feature has no id"),
    "duplicate id": (
        "layers/lakes.geojson",
        geojson(lambda c: c["features"].append(c["features"][0])),
        "occurs 2 times",
    ),
    "unexplained column": ("layers/lakes.geojson", properties(depth_m=1), "its record does not explain depth_m"),
    "unknown data source": ("layers/lakes.toml", write('"gshhg"', '"gshhgg"'), "there is no source “gshhgg”"),
    "layer without source": ("layers/lakes.toml", write('"gshhg"', ""), "Layer lakes: it names no source"),
    "layer without licence": ("layers/lakes.toml", write("LGPL-3.0-or-later", ""), "Layer lakes: it names no licence"),
    "source without credit": ("sources/gshhg.toml", write('^credit = ".*"', 'credit = ""'), "gshhg: it has no credit"),
    "licence not https": (
        "sources/gshhg.toml",
        write('^licence_url = "https', 'licence_url = "http'),
        "is not an https address",
    ),
    "licence elsewhere": (
        "sources/gshhg.toml",
        write("https://www.gnu.org/", "https://example.org/"),
        "neither the producer's page nor the licence's own",
    ),
    "duplicate place": (f"{PLACES}.toml", write('^id = "lyaur"', 'id = "fakhrabad"'), "“fakhrabad” occurs 2 times"),
    "place not built": (f"{PLACES}.toml", write('^id = "lyaur"', 'id = "lyaur2"'), "lyaur2: it is not in the built"),
    "circle without radius": (f"{PLACES}.toml", write("^radius_km = .*", ""), "a circle needs radius_km"),
    "radius below zero": (f"{PLACES}.toml", write("radius_km = ", "radius_km = -"), "its radius is not above 0 km"),
    "circle in another country": (
        f"{PLACES}.toml",
        write("^lon = 69.33998", "lon = 67.0"),
        "Place danghara-attack: its centre lies in uzbekistan, but its record says tajikistan",
    ),
    "circle in no country": (
        f"{PLACES}.toml",
        write('^country = "tajikistan"', ""),
        "Place danghara-attack: its centre lies in tajikistan, but its record names no country",
    ),
    "circle in another province": (
        f"{PLACES}.toml",
        write('^province = "khatlon"', 'province = "sughd"'),
        "Place danghara-attack: its centre lies in khatlon, but its record says sughd",
    ),
    "circle in another district": (
        f"{PLACES}.toml",
        write("^lat = 38.09578\nlon = 69.33998", "lat = 38.06\nlon = 69.43"),
        "Place danghara-attack: its centre lies in temurmalik, but its record says danghara",
    ),
    "circle in a country that is none": (
        f"{PLACES}.toml",
        write('^country = "tajikistan"', 'country = "atlantis"'),
        "names the country “atlantis”, which the layer countries does not hold",
    ),
    "circle reckoned from nowhere": (
        f"{PLACES}.toml",
        write('^anchor = "dushanbe"', 'anchor = "atlantis"'),
        "reckoned from “atlantis”, which the layer towns does not hold",
    ),
    "shape beyond the border": (
        "layers/places.geojson",
        geojson(lambda c: place_of(c, "ishkoshim-2016").update(geometry=measure.circle((72.0, 36.8), 25))),
        "Place ishkoshim-2016: what is drawn leaves tajikistan",
    ),
    "event beyond the border": (
        f"{EVENTS}.toml",
        write("lat = 38.15, lon = 68.41", "lat = 38.18, lon = 68.29"),
        "Event e07: its centre lies in uzbekistan, but its record says tajikistan",
    ),
    "exact within five kilometres": (
        f"{EVENTS}.toml",
        write("^precision = 2", "precision = 1"),
        "Event e01: a circle of 5 km is not known to a kilometre",
    ),
    "no precision note": (
        f"{PLACES}.toml",
        write(r'^precision_note = """[^"]*"""', 'precision_note = ""'),
        "it does not say how precisely it is known",
    ),
    "unknown paragraph": (f"{PLACES}.toml", write(r'^paragraphs = \["', 'paragraphs = ["P99", "'), "no paragraph P99"),
    "missing panel": (PANEL, Path.unlink, "panels/lyaur.md is missing"),
    "panel without title": (PANEL, write("^# ", ""), "does not begin with a title"),
    "bad placeholder": (PANEL, extra("{{lyaur.height_m}}"), "the figure “lyaur.height_m”"),
    "panel of no place": ("article/panels/method.md", extra("[S998]"), "Panel method: there is no fact source S998"),
    "unknown citation": (PANEL, extra("[S998]"), "Panel lyaur: there is no fact source S998"),
    "unknown place linked": (PANEL, extra("[x](place:atlantis)"), "links to the place “atlantis”"),
    "unknown claim linked": (PANEL, extra("[x](claim:c999)"), "links to the claim “c999”"),
    "unused source": source("press", "press", "no text cites it"),
    "no address": source("https://a.org", "a.org", "“a.org” is not an address"),
    "source without address": source("https://a.org", "", "it has no address"),
    "source without publisher": source('"P"', '""', "it has no publisher"),
    "source without language": source('"en"', '""', "it has no language"),
    "source of an unnamed language": source('"en"', '"tlh"', "article/article.toml does not name the language “tlh”"),
    "source of an unknown kind": source(
        "press", "rumour", "(S999): “kind” is “rumour”; it has to be one of “official”"
    ),
    "source without passage": source('"W"', '""', "it has no passage"),
    "source read to an unknown degree": source(
        "excerpt", "once", "(S999): “read” is “once”; it has to be one of “whole”"
    ),
    "source never read": source('read_on = "2026-11-22"\n', "", "(S999): the field “read_on” is missing"),
    "source read in some month": source("2026-11-22", "2026-11", "its read_on “2026-11” is not a day"),
    "source of no date": source("2018", "last year", "its date “last year” is not a date"),
    "source read before it was published": source(
        '"2018"', '"2026-12"', "it was read (2026-11-22) before it was published"
    ),
    "no better document": source('"W"', '"W"\nbetter = ["S997"]', "there is no better document S997"),
    "encyclopedia alone": source("press", "encyclopedia", "it is an encyclopedia and names neither a better document"),
    "copy alone": source('address = "https://a.org"', 'mirrors = ["https://a.org"]', "it is known only by copies and"),
    "former key of nothing": ("article/sources.toml", extra(FORMER % ""), "Former key S998: it leads on to nothing"),
    "former key of no source": (
        "article/sources.toml",
        extra(FORMER % '"S997"'),
        "Former key S998: there is no fact source S997",
    ),
    "former key in use": (
        "article/sources.toml",
        extra(FORMER.replace("S998", "S2") % '"S1"'),
        "fact source “S2” occurs 2 times",
    ),
    "former key cited": (
        PANEL,
        extra("[S12]"),
        "The panel lyaur cites the former key S12: it is S103 or S104 now (article/)",
    ),
    "duplicate fact source": (
        "article/sources.toml",
        write('^key = "S2"', 'key = "S1"'),
        "fact source “S1” occurs 2 times",
    ),
    "unknown fact source": (f"{CLAIMS}.toml", write('^sources = \\["S', 'sources = ["S998", "S'), "source S998"),
    "claim without source": (
        f"{CLAIMS}.toml",
        write(r"^sources = \[[^]]+\]", "sources = []"),
        "Claim c01: it has neither a source nor a reason why not",
    ),
    "claim of no place": (f"{CLAIMS}.toml", write(r"^places = \[", 'places = ["atlantis", '), "no place “atlantis”"),
    "claim of no part": (f"{CLAIMS}.toml", write('^where = ".*"', 'where = "P99"'), "there is no paragraph P99"),
    "duplicate claim": (f"{CLAIMS}.toml", write('^id = "c02"', 'id = "c01"'), "claim “c01” occurs 2 times"),
    "time runs back": (
        f"{CLAIMS}.toml",
        write('end = "[^"]*"', 'end = "1066"'),
        "a period ends (1066) before it begins",
    ),
    "hindsight on nothing": (
        f"{CLAIMS}.toml",
        write('^hindsight = """', 'hindsight = """[S998] '),
        "there is no fact source S998",
    ),
    "hindsight of what day": ("article/article.toml", write('^written = "2018-08"', ""), "by when it was written"),
    "written in another year": ("article/article.toml", write('^written = "2018-08"', 'written = "2017"'), "not fit"),
    "statement without claims": (
        "article/coverage.toml",
        write(r', claims = \["c01"\]', ""),
        "Paragraph B: “degrees in political science” needs either claims or a reason",
    ),
    "contradiction of no claim": (
        "article/contradictions.toml",
        write(r"^claims = \[", 'claims = ["c999", '),
        "Contradiction i01: there is no claim “c999”",
    ),
    "event at no place": (f"{EVENTS}.toml", write('^place = "dushanbe"', 'place = "atlantis"'), "no place “atlantis”"),
    "event in two places": (f"{EVENTS}.toml", write("^extent = ", 'place = "lyaur"\nextent = '), "both a place and"),
    "event on no claim": (f"{EVENTS}.toml", write('claim = "c', 'claim = "c99'), "Event e24: there is no claim"),
    "event without source": (
        f"{EVENTS}.toml",
        write(r"^sources = \[[^]]+\]", "sources = []"),
        "Event e24: it has neither a source nor a reason why not",
    ),
    "event from an unknown source": (
        f"{EVENTS}.toml",
        write(r'^sources = \["S', 'sources = ["S998", "S'),
        "Event e24: there is no fact source S998",
    ),
    "event citing nothing": (f"{EVENTS}.toml", write(r"\[S295\]", "[S998]"), "Event e24: there is no fact source S998"),
    "event in a circle without radius": (
        f"{EVENTS}.toml",
        write(", radius_km = 5.0", ""),
        "Event e01: a circle needs radius_km",
    ),
    "event in a circle of nothing": (
        f"{EVENTS}.toml",
        write("radius_km = 5.0", "radius_km = 0.0"),
        "Event e01: its radius is not above 0 km",
    ),
    "nobody says until when": (
        "article/events.toml",
        write(r'^\[searched\]\nuntil = .*\nhow = """(.|\n)*?"""', ""),
        "[searched] does not say until when",
    ),
    "searched until no day": (
        "article/events.toml",
        write('^until = ".*"', 'until = "2026"'),
        "“2026” in [searched] is",
    ),
    "searched nobody knows how": (
        "article/events.toml",
        write('^how = """(.|\n)*?"""', 'how = " "'),
        "[searched] does not say how",
    ),
    "event that ends first": (
        f"{EVENTS}.toml",
        write('end = "2018-11-07"', 'end = "2018-11-06"'),
        "Event e01: a period",
    ),
    "moment of no claim": ("article/timeline.toml", write(r"^claims = \[", 'claims = ["c999", '), "no claim “c999”"),
    "moment of no place": (
        "article/timeline.toml",
        write(r"^places = \[", 'places = ["atlantis", '),
        "Moment t01: there is no place “atlantis”",
    ),
    "moment citing nothing": ("article/timeline.toml", write(r"\[S134\]", "[S998]"), "Moment t01: there is no fact"),
    "quoted of no claim": ("article/quoted.toml", write('"c54"', '"c999"'), "there is no claim “c999”"),
    "quoted from nowhere": (
        "article/quoted.toml",
        write(r'^sources = \["S160"\]', ""),
        "it has neither a source nor a claim",
    ),
    "quoted from no source": ("article/quoted.toml", write('"S160"', '"S998"'), "there is no fact source S998"),
    "step out of order": ("article/steps.toml", extra(STEP % ""), "not numbered one by one"),
    "step with a bad figure": ("article/steps.toml", extra(STEP % "{{days 1 2}}"), "Step 99: A text asks for"),
    "note beside the map": (STEPS, extra(NOTE.replace("38, 69]\n", "69, 38]\n")), "69, 38 lies outside the map"),
    "note that cites": (STEPS, extra(NOTE.replace("Here", "Here [S2]")), "on the map nothing can be cited or linked"),
    "note with a bad figure": (STEPS, extra(NOTE.replace("Here", "{{here_km}}")), "annotation 1: A text asks for"),
    "note without words": (STEPS, extra(NOTE.replace("Here", " ")), "annotation 1: it has no words"),
    "caption that links": (
        STEPS,
        extra(STEP.replace("view", 'caption = "[Here](place:lyaur)"\nview') % ""),
        "Step 99, “caption”: on the map nothing",
    ),
    "step whose article cites": ("article/steps.toml", extra(STEP % "It says [S1]."), "the article has the word there"),
    "panel whose article cites": (
        PANEL,
        write("picture", "picture [S1]"),
        "the article has the word there, so S1 cannot",
    ),
    "panel nobody speaks in": (PANEL, write("^## Who and when", "## Who knows"), "nobody has the word there"),
    "a speaker too few": (
        "article/article.toml",
        write('^id = "since"', 'id = "found"'),
        "it needs a [[speaker]] article",
    ),
    "step of no place": ("article/steps.toml", write(r"^places = \[", 'places = ["x", '), "Step 1: there is no place"),
    "correction of nothing": (CORRECTIONS, correction(id="c999"), "claim c999, verdict: there is no claim “c999”"),
    "correction of another kind": (
        CORRECTIONS,
        correction(kind="place"),
        "verdict: there is no place “c01”",
    ),
    "correction that changes nothing": (CORRECTIONS, correction(after="Open"), "what is said now is what was said"),
    "correction without a reason": (CORRECTIONS, correction(why=""), "c01, verdict: it does not say why"),
    "correction from no source": (CORRECTIONS, correction(why="See [S998]."), "verdict: there is no fact source S998"),
    "correction on no day": (CORRECTIONS, correction(date="2026-11"), "its date is no day"),
    "correction of no version": (CORRECTIONS, correction(date="2099-01-01"), "later than the newest version of the"),
    "corrections out of order": (
        CORRECTIONS,
        lambda path: (correction()(path), correction(date="2026-11-01")(path)),
        "corrections do not stand in the order of their dates",
    ),
    "correction that will change": (
        CORRECTIONS,
        correction(before="{{chinese-border.length_km|0}} km"),
        "what was said then stays; write the figure itself",
    ),
    "correction twice": (
        CORRECTIONS,
        lambda path: (correction()(path), correction()(path)),
        "claim c01, verdict: it stands there 2 times",
    ),
    "no version": (VERSIONS, write(None, ""), "There is no version of the data"),
    "version of another day": (VERSIONS, write('^version = "2026', 'version = "2025'), "it has to be the day it was"),
    "version in other digits": (
        VERSIONS,
        extra('\n[[version]]\nversion = "2027.1.5"\ndate = "2027-1-5"\n'),
        "Version 2027.1.5: it has to be the day",
    ),
    "versions out of order": (
        VERSIONS,
        extra('\n[[version]]\nversion = "2026.01.01"\ndate = "2026-01-01"\n'),
        "The versions do not stand in the order of their dates",
    ),
    "past version without checksum": (VERSIONS, write("^checksum = .*", ""), "Version 2026.11.25: it is no longer the"),
    "checksum inside itself": (VERSIONS, extra('checksum = "0"\n'), "it is the newest, so its checksum is computed"),
    "version twice": (
        VERSIONS,
        extra('\n[[version]]\nversion = "2026.11.25"\ndate = "2026-11-25"\n'),
        "The version “2026.11.25” occurs 2 times",
    ),
}


def test_what_was_given_up_need_not_be_there_to_be_corrected(data):
    correction(id="c999", after="")(data / CORRECTIONS)
    assert check.problems() == []


def test_nothing_is_wrong_with_the_data_as_it_stands():
    assert check.problems() == []


@pytest.mark.parametrize("fault", BROKEN)
def test_each_fault_is_named(data, fault):
    path, damage, sentence = BROKEN[fault]
    damage(data / path)
    found = check.problems()
    assert any(sentence in problem for problem in found), found
    assert all(problem.endswith(".") for problem in found)


def test_a_record_that_cannot_be_read_is_told_once_for_each_fault(data):
    for damage in (write('^verdict = ".*"', 'verdict = "unsure"'), write('^kind = ".*"\n', "")):
        damage(data / f"{CLAIMS}.toml")
    verdict, kind = sorted(problem for problem in check.problems() if "claims.toml" in problem)[::-1]
    assert kind == "article/claims.toml, claim 1 (c01): the field “kind” is missing."
    assert verdict.startswith(
        "article/claims.toml, claim 1 (c01): “verdict” is “unsure”; it has to be one of “holds”, "
    )


def test_the_command_prints_all_problems_at_once_and_fails(tmp_path):
    shutil.copytree(ROOT / "geodata", tmp_path / "geodata", ignore=shutil.ignore_patterns("__pycache__"))
    faults = [BROKEN[name] for name in ("damaged GeoJSON", "bad placeholder", "unused source", "event in two places")]
    for path, damage, _ in faults:
        damage(tmp_path / "geodata" / path)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-m", "geodata.check"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    lines = ran.stdout.splitlines()
    assert ran.returncode == 1
    assert ran.stderr == ""
    for _, _, sentence in faults:
        assert any(sentence in line for line in lines), sentence
    assert lines[-1] == f"{len(faults)} problems"


def test_the_command_succeeds_on_the_data_as_it_stands():
    command = [sys.executable, "-m", "geodata.check"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    *warnings, last = ran.stdout.splitlines()
    assert last.startswith("No problems: ")
    assert all(line.startswith("Warning: ") for line in warnings)


@pytest.mark.parametrize(
    ("until", "today", "old"), [("2026-11-26", (2027, 11, 26), 0), ("2026-11-26", (2027, 11, 27), 1)]
)
def test_a_search_for_later_events_that_is_older_than_a_year_is_warned_of_and_no_problem(data, until, today, old):
    write('^until = "[^"]*"', f'until = "{until}" ')(data / "article/events.toml")
    found = check.warnings(dt.date(*today))
    assert len(found) == old
    assert all("searched until 26 November 2026. That is more than a year ago" in warning for warning in found)
    assert not any("searched" in problem for problem in check.problems())


def test_a_search_that_cannot_be_read_is_a_problem_and_no_warning(data):
    write(r"^\[searched\]", "[searched")(data / "article/events.toml")
    assert check.warnings(dt.date(2040, 1, 1)) == []
    assert any("article/events.toml is not valid TOML" in problem for problem in check.problems())


def test_a_text_that_cites_a_former_key_is_told_the_document_to_cite(monkeypatch):
    claim = next(claim for claim in load.claims() if claim.sources)
    key = claim.sources[0]
    monkeypatch.setattr(load, "former_keys", lambda: (model.FormerKey(key, ("S998", "S999")),))
    found = list(records.former_cited())
    assert f"The claim {claim.id} cites the former key {key}: it is S998 or S999 now." in found
    assert {one.partition(" cites ")[2] for one in found} == {f"the former key {key}: it is S998 or S999 now."}
    monkeypatch.setattr(load, "former_keys", lambda: ())
    assert list(records.former_cited()) == []
