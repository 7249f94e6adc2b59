"""Until when later events were looked for stands wherever they are told of, and nowhere else in a panel."""

import datetime as dt
import json

import pytest

import geodata
from geodata import export, relations
from tests.app.running import everything, parts, run_page, told
from ui import brief
from ui.address.state import State
from ui.words import terms as words

SAID = words.searched()
LATER = {
    "place": [
        place.id
        for place in geodata.places()
        if any(section.speaker == "since" for section in geodata.panel(place.id).sections)
    ],
    "claim": [claim.id for claim in geodata.claims() if claim.since and not relations.later_events(claim.id)],
    "step": [step.number for step in geodata.steps() if step.since],
}
# A claim's page explains the columns of the ledger, and a place's brief holds its claims: they say it anyway.
NEVER = {
    "place": [place.id for place in geodata.places() if place.id not in LATER["place"]],
    "step": [step.number for step in geodata.steps() if step.number not in LATER["step"]],
}
SCRIPTS = {"place": "", "claim": "pages/claims.py", "step": "pages/story.py"}
PAGES = {"place": "map", "claim": "claims", "step": "story"}
TOLD = [(kind, found[0], True) for kind, found in LATER.items()]
UNTOLD = [(kind, found[0], False) for kind, found in NEVER.items() if found]


def document(page, state):
    return brief.document(page, state, "https://gate.example.org/", dt.date(2026, 11, 26))


@pytest.mark.parametrize(("kind", "record", "later"), TOLD + UNTOLD)
def test_a_page_says_it_where_it_tells_of_later_events(kind, record, later):
    app = run_page(SCRIPTS[kind], **{kind: str(record)})
    assert (SAID in everything(app)) is later


def test_a_panel_and_a_claim_say_it_under_what_came_since():
    (said,) = parts(run_page(place=LATER["place"][0]), "says since")
    assert SAID in told(said)
    (said,) = parts(run_page("pages/claims.py", claim=LATER["claim"][0]), "found-since")
    assert SAID in told(said)
    (event, _), *_ = relations.later_events("c32")
    of_claim = parts(run_page("pages/claims.py", claim="c32"), "found-since")
    assert event.title in told(of_claim[-1])
    assert SAID in told(of_claim[-1])


@pytest.mark.parametrize(("kind", "record", "later"), TOLD + [case for case in UNTOLD if case[0] == "step"])
def test_a_brief_says_it_where_it_tells_of_later_events(kind, record, later):
    assert (SAID in document(PAGES[kind], State(**{kind: record}))) is later


def test_the_timeline_says_it_with_how_on_the_page_and_in_the_brief():
    whole = words.searched(how=True)
    assert geodata.searched().how in whole
    assert whole in everything(run_page("pages/timeline.py"))
    for state in (State(), State(since=True)):
        assert whole in document("timeline", state)


def test_the_ledger_carries_it_as_a_file():
    ledger = json.loads(export.claims_json().content)
    assert ledger["searched"] == {"until": geodata.searched().until, "how": geodata.searched().how}
    assert ledger["columns"]["since"].endswith(SAID)


def test_nothing_is_said_where_no_record_says_it(monkeypatch):
    monkeypatch.setattr(geodata, "searched", lambda: None)
    assert words.searched() == words.searched(how=True) == ""
    assert SAID not in document("timeline", State(since=True))
