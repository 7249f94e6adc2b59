"""How the ledger words things."""

from typing import get_args

import pytest

import geodata
from geodata.model import Verdict
from ui.words import names
from ui.words import terms as words


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("P5",), "paragraph 5"),
        (("P5", "P6"), "paragraphs 5 and 6"),
        (("C1", "P1", "P2", "P8"), "caption 1, paragraphs 1, 2 and 8"),
        (("B",), "byline"),
    ],
)
def test_parts_of_the_article_are_named_together(keys, text):
    assert words.parts_text(keys) == text


def test_a_list_reads_as_a_sentence():
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed([]) == ""


def test_every_verdict_has_one_rule_and_a_forecast_is_never_an_opinion():
    rules = {rule.id: rule for rule in geodata.verdicts()}
    assert sorted(one.id for one in geodata.verdicts()) == sorted(get_args(Verdict))
    assert "forecast" not in rules["opinion"].kinds
    assert all(rule.name and rule.meaning and rule.rule.endswith(".") for rule in rules.values())


def test_a_place_is_called_by_its_names_and_not_by_what_explains_them():
    called = {place.id: names.called(place) for place in geodata.places()}
    assert called["csto-2018"] == ("CSTO exercise area", "CSTO exercise", "Харбмайдон")
    assert "Ceded land" in called["ceded-pamir"]
    # The article says on which side of the home country a border is; the other side is understood.
    assert "Afghan border" in called["afghan-border"]
    assert "Chinese border" in called["chinese-border"]
    # A district is not what happened in it.
    assert not [name for name in called["danghara-attack"] if "Данғара" in name]
    everything = [name.casefold() for found in called.values() for name in found]
    assert len(everything) == len(set(everything))
