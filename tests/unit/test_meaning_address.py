"""What is read from an address to the letter, how views and frames are addressed, and how a view is cited."""

import datetime as dt
import json
import re

import pytest

import geodata
from geodata.model import Version
from ui.address import links, parameters
from ui.address.state import State, View, Vocabulary
from ui.takeaway import citation as cite

KNOWN = Vocabulary(
    places=("lyaur",), claims=("c54",), events=("e01",), steps=12, options={"verdict": ("holds", "open")}
)


def parse(**query):
    return parameters.parse({name: [value] for name, value in query.items()}, KNOWN)


def test_of_several_values_the_last_counts_and_none_is_none():
    assert parameters.parse({"place": ["atlantis", "lyaur"]}, KNOWN) == (State(place="lyaur"), ())
    assert parameters.parse({"place": []}, KNOWN) == (State(), ())


@pytest.mark.parametrize(
    ("step", "read"), [("1", 1), ("12", 12), ("13", None), ("0", None), ("00001", 1), ("000001", None)]
)
def test_a_step_is_a_whole_number_within_the_story(step, read):
    state, dropped = parse(step=step)
    assert (state.step, bool(dropped)) == (read or 1, read is None)


@pytest.mark.parametrize(
    ("start", "end", "kept"), [("2018", "2018", True), ("2018", "2017", False), ("1991", "2026", True)]
)
def test_years_run_forward(start, end, kept):
    state, dropped = parse(**{"from": start, "to": end})
    assert (state.start, state.end) == (
        (int(start), int(end)) if kept else (geodata.article().years.first, geodata.article().years.last)
    )
    assert dropped == (() if kept else (f"from “{start}” later than to “{end}”",))


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("38,70,8", View(38.0, 70.0, 8.0)),
        ("-90,-180,0", None),
        ("38,70", None),
        ("38,70,8,9", None),
        ("38,70,x", None),
        ("38,70,inf", None),
        ("", None),
    ],
)
def test_a_view_is_three_numbers_within_reach(text, view):
    assert parameters.parse_view(text) == view


def test_the_edges_of_what_a_view_and_a_point_may_be_are_inside():
    limits = geodata.atlas().limits
    lows, highs = zip(limits.lat, limits.lon, limits.zoom, strict=True)
    for edge in (lows, highs):
        assert parameters.parse_view(",".join(str(one) for one in edge)) == View(*edge)
    west, south, east, north = geodata.atlas().bounds
    assert parameters.parse_point(f"{south},{west}") == (south, west)
    assert parameters.parse_point(f"{north},{east}") == (north, east)
    assert parameters.parse_point(f"{north + 0.01},{east}") is None
    assert parameters.parse_point("38.123456,70.123456") == (38.1235, 70.1235)
    assert parameters.point_text((38.12345, 70.0)) in ("38.1234,70.0000", "38.1235,70.0000")


def test_filters_keep_their_own_order_and_each_value_once():
    assert parse(verdict="open,holds,open") == (State(verdict=("holds", "open")), ())
    assert parse(layers="none") == (State(layers=()), ())
    assert parameters.query(State(layers=())) == {"layers": "none"}


def test_a_search_is_cut_and_a_switch_is_one_or_nought():
    assert len(parse(q="x" * 100)[0].words) == 80
    assert parse(since="1")[0].since is True
    assert parse(since="0") == (State(), ())
    assert parameters.query(State(since=True)) == {"since": "1"}


def test_only_names_that_are_kept_are_written():
    state = State(place="lyaur", claim="c54", step=3)
    assert parameters.query(state, ("claim", "step")) == {"claim": "c54", "step": "3"}
    assert parameters.query(state, ()) == {}
    assert parameters.query(State(tolerance=0.0005, point=(38.0, 70.5))) == {
        "tolerance": "0.0005",
        "point": "38.0000,70.5000",
    }


def test_the_sentence_names_three_things_and_counts_the_rest():
    start = "Part of the address was not understood and has been left out: "
    assert parameters.notice(["a"]) == f"{start}a."
    assert parameters.notice(["a", "b", "c"]) == f"{start}a, b, c."
    assert parameters.notice(["a", "b", "c", "d", "e"]) == f"{start}a, b, c and 2 more."


def test_a_long_word_is_cut_and_set_on_one_line():
    assert parse(place="a \n b")[1] == ("place “a b”",)
    assert parse(place="x" * 40)[1] == (f"place “{'x' * 40}”",)
    assert parse(place="x" * 41)[1] == (f"place “{'x' * 39}…”",)


# Addresses and frames.


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("http://a.org", "http://a.org/"),
        ("http://a.org/?place=lyaur", "http://a.org/"),
        ("http://a.org/claims?claim=c54#x", "http://a.org/"),
        ("http://a.org/gate/borders/", "http://a.org/gate/"),
        ("http://a.org/gate/?q=a/claims", "http://a.org/gate/"),
        ("http://a.org/claims/gate", "http://a.org/claims/gate/"),
    ],
)
def test_home_is_where_the_first_page_is(address, home):
    assert links.home(address) == home


def test_a_frame_fits_the_column_and_says_what_it_holds():
    framed = links.snippet("https://a.org/?x=1&y=2", "A map", links.SIZES["column"])
    assert framed == (
        '<iframe src="https://a.org/?x=1&amp;y=2" title="A map" width="100%" height="760" '
        'style="border:0;max-width:100%" loading="lazy" allow="clipboard-write; fullscreen"></iframe>'
    )
    assert links.framed("https://a.org/claims", ["light_theme"]) == (
        "https://a.org/claims?embed=true&embed_options=light_theme"
    )


# Citations.

DATA = Version("2026.03.01", "2026-03-01", "f" * 64)
STAYS = cite.Citation("https://a.org/places/lyaur.html", None, "1.0", DATA, "A & B")


def test_a_page_that_stays_as_it_is_is_cited_without_a_day():
    assert cite.plain(STAYS).endswith(
        f"Version 1.0, data 2026.03.01 (sha256:{'f' * 16}). https://a.org/places/lyaur.html."
    )
    assert "urldate" not in cite.bibtex(STAYS)
    (item,) = json.loads(cite.csl_json(STAYS))
    assert "accessed" not in item
    assert item["id"] == f"gate-unguarded-mapped-{geodata.dashboard().year}-a-b"
    assert item["author"] == [{"literal": geodata.dashboard().authors}]
    assert item["issued"] == {"date-parts": [[geodata.dashboard().year]]}


def test_an_entry_of_bibtex_has_every_field_once():
    fields = re.findall(r"^  (\w+) = \{(.*)\},$", cite.bibtex(STAYS), flags=re.MULTILINE)
    assert [name for name, _ in fields] == ["author", "title", "year", "version", "note", "url"]
    assert dict(fields)["author"] == f"{{{geodata.dashboard().authors}}}"
    assert dict(fields)["year"] == str(geodata.dashboard().year)
    assert dict(fields)["version"] == "1.0"
    special = cite.Citation("https://a.org/~x?a=b&c=(d)", dt.date(2026, 1, 2), "1", DATA, "a_b #1 $2 ~ ^ \\")
    assert r"{a\_b \#1 \$2 \~{} \^{} \textbackslash{}. In: " in cite.bibtex(special)
    assert "url = {https://a.org/~x?a=b&c=(d)}" in cite.bibtex(special)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (f"timeline?event={geodata.events()[1].id}&since=1", f"Timeline, {geodata.events()[1].title}"),
        ("timeline?event=t01", f"Timeline, {geodata.moments()[0].title}"),
        ("timeline", "Timeline"),
        ("?place=lyaur&claim=c54", "Map, Lyaur training ground, claim c54 (Outdated)"),
        ("claims/?claim=c54&claim=c03", "Claims, claim c03 (Holds)"),
        ("story?step=99", "Story"),
        ("sources?source=S24", "Sources and data, source S24"),
        ("?claim=", ""),
    ],
)
def test_a_view_is_named_by_its_page_and_by_what_is_open(query, title):
    assert cite.view_title(f"https://a.org/gate/{query}") == title
