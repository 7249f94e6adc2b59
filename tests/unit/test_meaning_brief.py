"""What a brief says of verdicts, of what is unsure and of what came later is what the records say."""

import re
from dataclasses import replace
from html import unescape

import pytest
from markupsafe import escape

import geodata
from geodata import relations
from ui.address import links
from ui.address.state import State
from ui.brief.writing.claims import claims_page
from ui.brief.writing.timeline import timeline_page
from ui.brief.writing.writer import Writer, event_state, verdict
from ui.words import terms as words

EVENTS = geodata.events()
CLAIMS = geodata.claims()


@pytest.fixture
def writer():
    return Writer(lambda page, state: links.view("https://gate.example.org/", page, state))


def stamps(html):
    """Class and words of everything set apart: verdicts, voices, states of knowledge."""
    return [(css, unescape(said)) for css, said in re.findall(r'<span class="badge ?([\w-]*)">([^<]+)</span>', html)]


def statuses(html):
    return [said for css, said in stamps(html) if css == "status"]


@pytest.mark.parametrize("code", words.VERDICTS)
def test_a_verdict_is_written_with_its_own_words_and_look(code):
    claim = replace(CLAIMS[0], verdict=code)
    assert stamps(verdict(claim)) == [(f"verdict-{code}", words.VERDICTS[code])]


def test_every_claim_of_the_ledger_stands_beside_its_own_verdict(writer):
    rows = re.findall(r"<tr>.*?</tr>", claims_page(writer, State()).body, flags=re.DOTALL)[1:]
    assert len(rows) == len(CLAIMS)
    for claim, row in zip(CLAIMS, rows, strict=True):
        assert f"claim={claim.id}" in row
        assert stamps(row) == [(f"verdict-{claim.verdict}", words.VERDICTS[claim.verdict])]


@pytest.mark.parametrize("code", words.VERDICTS)
def test_a_claim_opened_carries_its_verdict_and_its_voice(writer, code):
    claim = next(one for one in CLAIMS if one.verdict == code)
    found = stamps(claims_page(writer, State(claim=claim.id)).body)
    assert found[:2] == [(f"verdict-{code}", words.VERDICTS[code]), ("", words.VOICES[claim.voice])]


def test_a_list_of_claims_gives_each_its_number_and_its_verdict(writer):
    items = re.findall(r"<li>.*?</li>", writer.claims(CLAIMS[:30]), flags=re.DOTALL)
    for claim, item in zip(CLAIMS[:30], items, strict=True):
        assert f">{claim.id}</a>" in item
        assert stamps(item) == [(f"verdict-{claim.verdict}", words.VERDICTS[claim.verdict])]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_a_later_event_says_whether_it_is_disputed(writer, event):
    opened = timeline_page(writer, event_state(event.id)).body
    assert statuses(opened) == ([event.status] if event.status else [])


def test_the_table_of_later_events_marks_those_that_are_disputed(writer):
    rows = re.findall(r"<tr>.*?</tr>", timeline_page(writer, State(since=True)).body, flags=re.DOTALL)
    assert any(event.status for event in EVENTS)
    for event in EVENTS:
        (row,) = [one for one in rows if f"event={event.id}&" in unescape(one)]
        assert statuses(row) == ([event.status] if event.status else [])


@pytest.mark.parametrize("claim", [one for one in CLAIMS if relations.later_events(one.id)], ids=lambda one: one.id)
def test_a_claim_says_which_of_the_events_that_bear_on_it_are_disputed(writer, claim):
    later = claims_page(writer, State(claim=claim.id)).body.partition('class="later"')[2]
    for event, direction in relations.later_events(claim.id):
        told = later.partition(f"{escape(event.title)}</a></h3>")[2].partition("<h3>")[0]
        assert f"Which {words.DIRECTIONS[direction]} this claim." in told
        assert statuses(told) == ([event.status] if event.status else [])
