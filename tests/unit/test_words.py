"""How the ledger words things."""

from typing import get_args

import pytest

import geodata
from geodata.model import Verdict
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
