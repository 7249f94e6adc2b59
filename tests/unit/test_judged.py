"""How far two readers agree is computed from their verdicts, and told with what was settled."""

from dataclasses import replace

import pytest

import geodata
from geodata import agreement, load
from geodata.check import records
from geodata.model import Judgement
from ui.words import judged

ALIKE = Judgement("c01", "open", "open", "open")
SETTLED = Judgement("c02", "holds", "partly", "partly", why="A part is disputed [S1].", before="holds")


@pytest.fixture
def two(monkeypatch):
    monkeypatch.setattr(geodata, "judgements", lambda: (ALIKE, SETTLED))


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")], 0.0),
        # 0.7 agreement, 0.5 of it by chance.
        ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
    ],
)
def test_kappa_takes_off_what_chance_would_bring_about(pairs, expected):
    assert agreement.kappa(pairs) == pytest.approx(expected)


def test_readers_who_only_ever_give_one_verdict_agree_fully():
    assert agreement.kappa([("a", "a")] * 3) == 1.0
    assert agreement.kappa([]) == 1.0


def test_the_agreement_is_told_as_it_came_out(two):
    assert "1 of 2 claims (50%)" in judged.agreed()
    assert f"is {agreement.kappa(judged.pairs()):.2f}." in judged.agreed()


def test_every_pair_of_verdicts_is_in_the_crossed_table(two):
    table = judged.crossed()
    cells = {(row[0], name): cell for row in table.rows for name, cell in zip(table.head[1:], row[1:], strict=True)}
    assert cells["Open", "Open"] == cells["Holds", "Holds in part"] == "1"
    assert [cell for cell in cells.values() if cell != "·"] == ["1", "1"]


def test_what_was_settled_and_what_changed_is_listed_in_words(two):
    assert judged.differed() == judged.changed() == (SETTLED,)
    assert judged.row(SETTLED, ("first", "second", "why")) == ("Holds", "Holds in part", "A part is disputed [S1].")


def problems(monkeypatch, claim=None, judgement=None, judgements=None):
    found = geodata.claims()
    monkeypatch.setattr(load, "claims", lambda: (replace(found[0], **claim), *found[1:]) if claim else found)
    all_of_them = load.judgements() if judgements is None else judgements
    if judgement:
        all_of_them = (replace(all_of_them[0], **judgement), *all_of_them[1:])
    monkeypatch.setattr(load, "judgements", lambda: all_of_them)
    return list(records.judged())


def test_the_check_names_a_verdict_that_is_not_the_settled_one(monkeypatch):
    other = next(one for one in ("partly", "open") if one != geodata.claims()[0].verdict)
    assert any("not the one that was settled" in one for one in problems(monkeypatch, {"verdict": other}))


def test_the_check_names_a_verdict_that_the_kind_cannot_have(monkeypatch):
    told = problems(monkeypatch, {"kind": "forecast", "verdict": "opinion"})
    assert any("a claim of the kind forecast cannot have the verdict “opinion”" in one for one in told)


def test_the_check_wants_a_reason_where_readers_differ_and_a_judgement_for_every_claim(monkeypatch):
    settled = geodata.claims()[0].verdict
    other = next(one for one in ("partly", "open") if one != settled)
    assert any("does not say why" in one for one in problems(monkeypatch, judgement={"first": other, "why": ""}))
    some = load.judgements()
    assert any("not judged by two readers" in one for one in problems(monkeypatch, judgements=some[1:]))
    assert any("there is no such claim" in one for one in problems(monkeypatch, judgement={"claim": "z9"}))


def test_an_article_that_nobody_judged_needs_no_judgements(monkeypatch):
    assert not any("two readers" in one for one in problems(monkeypatch, judgements=()))
