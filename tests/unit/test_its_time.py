"""What was over by the time the article was written is of its time; the Timeline keeps it apart from both sides."""

from dataclasses import replace

import pytest

import geodata
from geodata import load, relations
from geodata.model import Period
from ui.address.state import State
from ui.timeline import dated
from ui.timeline import page as timeline

FARKHOR = geodata.events()[0]


@pytest.mark.parametrize(
    ("written", "start", "end", "of_its_time"),
    [
        ("2018-08", "2018-08-26", "2018-08-27", True),
        ("2018-08", "2018-08-31", "2018-09-01", False),
        ("2018-08", "2018-07", "2018-07", True),
        ("2018-08", "2018", "2018", False),
        ("2018", "2018-12-31", "2018-12-31", True),
        ("2018", "2019", "2019", False),
        ("", "1990-01-01", "1990-01-01", False),
    ],
)
def test_an_event_is_of_the_articles_time_if_it_was_over_by_then_for_sure(
    monkeypatch, written, start, end, of_its_time
):
    article = replace(geodata.article(), written=written)
    monkeypatch.setattr(load, "article", lambda: article)
    assert relations.of_its_time(replace(FARKHOR, date=Period(start, end, "day"))) is of_its_time


def test_it_is_offered_without_what_came_later_and_stands_in_a_strip_of_its_own():
    (found,) = dated.entries("then")
    assert (found.id, found.later) == (FARKHOR.id, False)
    assert FARKHOR.id not in {entry.id for entry in dated.entries("article", "later")}
    assert timeline.view(State(event=FARKHOR.id)).chosen == found
    assert "August 2018" in timeline.then()


def test_it_is_not_among_what_came_later_to_its_claims():
    for bearing in FARKHOR.bears_on:
        assert (FARKHOR, bearing.direction) in relations.events_of_its_time(bearing.claim)
        assert FARKHOR not in [event for event, _ in relations.later_events(bearing.claim)]
