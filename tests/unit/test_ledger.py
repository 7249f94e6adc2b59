"""What the ledger selects and words, and the files it gives away."""

import csv
import io
import json
import re

import pytest

import geodata
from geodata import export, relations
from ui.address.state import State
from ui.ledger import records
from ui.words import plain, verdicts

CLAIMS = geodata.claims()


def ids(state):
    return [claim.id for claim in records.shown(state)]


def test_without_a_filter_every_claim_is_shown_in_the_order_of_the_ledger():
    assert ids(State()) == [claim.id for claim in CLAIMS]
    assert records.counted(State()) == f"All {len(CLAIMS)} claims"


@pytest.mark.parametrize("name", records.FILTERS)
def test_each_filter_keeps_exactly_the_claims_of_its_values(name):
    for value in records.values(name):
        assert ids(State(**{name: (value,)})) == [c.id for c in CLAIMS if getattr(c, name) == value]
    both = tuple(list(records.values(name))[:2])
    assert ids(State(**{name: both})) == [c.id for c in CLAIMS if getattr(c, name) in both]


def test_the_filters_offer_every_value_there_is_and_the_place_filter_every_place():
    for name in records.FILTERS:
        labels = records.values(name)
        assert {getattr(claim, name) for claim in CLAIMS} <= set(labels)
    for place in geodata.places():
        assert ids(State(place=place.id)) == [c.id for c in CLAIMS if place.id in c.places]


def test_filters_narrow_one_another_and_are_named():
    state = State(words="border", verdict=("partly", "outdated"), place="chinese-border")
    found = records.shown(state)
    assert "c54" in ids(state)
    assert all(c.verdict in state.verdict and "chinese-border" in c.places for c in found)
    name = geodata.place("chinese-border").name
    assert records.counted(state) == (
        f"{len(found)} of {len(CLAIMS)} claims: “border”, {name}, Holds in part, Outdated"
    )


@pytest.mark.parametrize(
    ("query", "claim"),
    [
        ("c54", "c54"),
        ("  BORDER   414 ", "c54"),
        (f"{geodata.figures()['chinese-border.length_km']:.0f} km", "c54"),
        ("29 July 2018", "c03"),
        (geodata.place("danghara-attack").name, "c03"),
    ],
)
def test_search_finds_numbers_words_figures_dates_and_places(query, claim):
    assert claim in ids(State(words=query))


def test_every_word_searched_for_has_to_be_there():
    assert ids(State(words="border zebra")) == []
    assert ids(State(words="   ")) == ids(State())


def test_plain_text_has_no_placeholder_no_citation_and_no_link():
    for claim in CLAIMS:
        for part in claim.texts:
            assert not re.search(r"\{\{|\[S\d|\]\(| [.,;]", plain(part)), claim.id
            assert re.findall(r"\[S\d+[a-z]?\]", geodata.filled(part)) == re.findall(r"\[S\d+[a-z]?\]", part)


def test_counts_by_verdict_name_every_verdict_and_add_up():
    counts = records.verdict_counts(CLAIMS)
    assert list(counts) == list(verdicts.names())
    assert sum(counts.values()) == len(CLAIMS)
    assert records.verdict_counts(()) == dict.fromkeys(verdicts.names(), 0)


def test_neighbours_walk_through_what_is_shown():
    shown = [claim for claim in CLAIMS if claim.id in ("c03", "c10", "c54")]
    assert records.neighbours("", shown) == ("", "c03")
    assert records.neighbours("c03", shown) == ("", "c10")
    assert records.neighbours("c10", shown) == ("c03", "c54")
    assert records.neighbours("c20", shown) == ("c10", "c54")
    assert records.neighbours("c54", shown) == ("c10", "")
    assert records.neighbours("c54", ()) == ("", "")


@pytest.mark.parametrize(
    ("ticked", "cells", "marked", "chosen"),
    [
        ([], [], None, None),
        ([4], [], None, 4),
        ([], [2], None, 2),
        ([3], [5], 3, 5),
        ([7], [5], 5, 7),
        ([5], [5], 5, 5),
        ([], [5], 5, None),
    ],
)
def test_the_row_chosen_is_the_cell_newly_selected_else_the_row_ticked(ticked, cells, marked, chosen):
    assert records.row_chosen(ticked, cells, marked) == chosen


def test_contradictions_events_and_links_are_found_from_the_claim():
    for one in geodata.contradictions():
        for claim in one.claims:
            assert one in relations.contradictions_of(claim)
    for event in geodata.events():
        for bearing in event.bears_on:
            at_the_time, later = relations.events_of_its_time(bearing.claim), relations.later_events(bearing.claim)
            assert (event, bearing.direction) in (at_the_time if relations.of_its_time(event) else later)
    assert "c48" in records.linked(geodata.claim("c52"))


def test_a_row_of_the_table_is_in_words_and_says_what_cannot_be_mapped():
    nowhere = next(claim for claim in CLAIMS if not claim.places)
    assert records.row(nowhere)["Places"] == "Not mappable"
    several = next(claim for claim in CLAIMS if len(claim.places) == 3)
    assert records.row(several)["Places"] == f"{geodata.place(several.places[0]).name} and 2 more"
    assert records.row(geodata.claim("c54")) == {
        "No.": "c54",
        "Claim": plain(geodata.claim("c54").text),
        "Verdict": ["← Outdated"],
        "Voice": "Stated as fact",
        "Part": "Paragraph 6",
        "Kind": "Figure",
        "Places": geodata.place("chinese-border").name,
    }


def test_the_csv_holds_every_claim_with_figures_and_citations():
    rows = list(csv.DictReader(io.StringIO(export.claims_csv().content.decode("utf-8-sig"))))
    assert list(rows[0]) == [*export.claim_fields(), "licence"]
    assert [row["id"] for row in rows] == [claim.id for claim in CLAIMS]
    row = next(row for row in rows if row["id"] == "c54")
    assert f"{geodata.figures()['chinese-border.length_km']:.0f} km" in row["check"]
    assert "[S160]" in row["check"]
    assert row["places"] == "chinese-border"
    assert "{{" not in export.claims_csv().content.decode("utf-8-sig")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_csv_is_taken_for_a_formula(monkeypatch, start):
    claim = CLAIMS[0]
    evil = type(claim)(**{n: getattr(claim, n) for n in type(claim).__dataclass_fields__} | {"text": f"{start}1+1"})
    monkeypatch.setattr(geodata, "claims", lambda: (evil,))
    row = next(csv.DictReader(io.StringIO(export.claims_csv.__wrapped__().content.decode("utf-8-sig"))))
    assert row["claim"] == f"'{start}1+1"


def test_the_json_holds_claims_sources_licence_and_credit():
    data = json.loads(export.claims_json().content.decode())
    assert [claim["id"] for claim in data["claims"]] == [claim.id for claim in CLAIMS]
    assert all(set(claim) == set(data["columns"]) for claim in data["claims"])
    assert "Paul Pryce" in data["credit"]
    assert "ODbL" in data["licence"]
    assert len(data["contradictions"]) == len(geodata.contradictions())
    assert len(data["later_events"]) == len(geodata.events())
    listed = {source["key"] for source in data["sources"]}
    known = listed | set(data["former_keys"])
    assert {key for keys in data["former_keys"].values() for key in keys} <= listed
    cited = set(re.findall(r"\[(S\d+[a-z]?)\]", export.claims_json().content.decode()))
    cited |= {key for claim in data["claims"] for key in claim["sources"]}
    assert cited <= known
    for source in data["sources"]:
        (known_as,) = geodata.documents([source["key"]])
        assert all(source[name] for name in ("title", "publisher", "language", "kind", "read", "read_on", "passage"))
        assert source["address"] or source["mirrors"]
        assert source["archive"] == known_as.archive
    assert "{{" not in export.claims_json().content.decode()
