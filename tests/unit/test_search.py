"""What can be searched for: everything that has an address, and nothing that cannot be opened."""

import json
from collections import Counter

import pytest

import geodata
from geodata.errors import DamagedFileError
from geodata.relations import of_its_time
from ui import pages
from ui.address import parameters, session
from ui.search import index
from ui.words import verdicts


@pytest.fixture(scope="module")
def entries():
    return index.entries()


def of(entries, kind, **query):
    return next(one for one in entries if one.kind == kind and query.items() <= one.query.items())


def test_whatever_is_offered_can_be_opened(entries):
    vocabulary = session.vocabulary()
    for entry in entries:
        state, dropped = parameters.parse({name: [value] for name, value in entry.query.items()}, vocabulary)
        assert dropped == (), entry
        assert parameters.query(state) == entry.query, entry
        here = pages.page(entry.page)
        # Where the map looks is in the address of its page, and is kept by none.
        assert {*entry.query, *entry.keeps} <= {*here.keeps, "view"}, entry
        assert not {*entry.query} & {*entry.keeps}, entry
    assert Counter(json.dumps([entry.kind, entry.page, entry.query]) for entry in entries).most_common(1)[0][1] == 1


def test_everything_that_has_an_address_is_offered(entries):
    opened = {kind: {entry.query.get(name, "") for entry in entries if entry.kind == kind} for kind, name in PARAMETER}
    assert opened["place"] == {place.id for place in geodata.places()}
    assert opened["claim"] == {claim.id for claim in geodata.claims()}
    assert opened["event"] == {one.id for one in (*geodata.moments(), *geodata.events())}
    # The first step is where the story opens.
    assert opened["step"] == {"", *(str(step.number) for step in geodata.steps()[1:])}
    assert opened["source"] == set(geodata.source_keys())
    assert {entry.page for entry in entries if entry.kind == "page"} == {page.id for page in pages.PAGES}
    named = {entry.name for entry in entries}
    assert {town["properties"]["name"] for town in geodata.features("towns")} <= named


PARAMETER = (("place", "place"), ("claim", "claim"), ("event", "event"), ("step", "step"), ("source", "source"))


def test_a_place_is_found_by_the_names_of_its_own_country(entries):
    assert {"Лоҳур", "Ляур", "Lyaur"} <= set(of(entries, "place", place="lyaur").also)
    # The name of the district is not that of what happened in it.
    assert "ноҳияи Данғара (the district)" in of(entries, "place", place="danghara-attack").also


def test_no_claim_is_offered_without_its_verdict(entries):
    for claim in geodata.claims():
        entry = of(entries, "claim", claim=claim.id)
        says, _ = verdicts.told(claim)
        assert entry.lead == f"{verdicts.LOOKS[claim.verdict].mark} {says}"
        assert entry.verdict == claim.verdict
        assert entry.also == (claim.id,)
        assert "{{" not in entry.name
        assert "[S" not in entry.name


def test_what_came_after_the_article_and_what_is_in_doubt_says_so(entries):
    assert {event.status for event in geodata.events()} == {"", "unverified", "disputed"}
    for event in geodata.events():
        entry = of(entries, "event", event=event.id)
        assert event.status in entry.detail
        assert ("Since the article" in entry.detail) == (entry.query.get("since") == "1") == (not of_its_time(event))


def test_layers_that_were_switched_off_do_not_hide_a_town_that_was_looked_for(entries):
    assert of(entries, "town").keeps == ("basemap",)
    assert of(entries, "place", place="lyaur").keeps == ("layers", "basemap")


def test_records_that_cannot_be_read_leave_the_rest_to_be_found(monkeypatch):
    def broken():
        raise DamagedFileError("Broken.")

    monkeypatch.setattr(geodata, "claims", broken)
    kinds = {entry.kind for entry in index.entries()}
    assert "claim" not in kinds
    assert {"place", "town", "event", "source"} <= kinds


def test_nothing_leads_to_a_page_that_is_not_offered(monkeypatch):
    offered = tuple(page for page in pages.PAGES if page.id != "story")
    monkeypatch.setattr(pages, "offered", lambda: offered)
    found = index.entries()
    assert {entry.page for entry in found} == {page.id for page in offered}


def test_the_index_is_json_without_what_is_empty():
    told = json.loads(index.written())
    assert list(told["groups"]) == list(index.GROUPS)
    assert {entry["kind"] for entry in told["entries"]} == set(index.GROUPS)
    assert all(value for entry in told["entries"] for value in entry.values())
