"""How verdicts are given, and how far two readers agreed who gave them apart from each other. No streamlit here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import geodata
from geodata import agreement
from geodata.model import Judgement
from ui.words.tables import Table

TITLE = "How verdicts are given"
RULES = """\
A claim is read as what it is: a statement of fact, a judgement or a forecast. How firmly the article puts it is told \
beside it and does not count. The rules were written down before the claims were judged by them and were not changed \
afterwards."""
READERS = """\
Two readers judged every claim apart from each other. Each was given these rules, the claim, our check and the records \
of its sources, and neither the other’s verdicts nor the one that stood. Both were language models set to the task \
afresh, not people; they share habits, so their agreement says less than that of two people would."""
FIRST = "First reader"
CROSSED = "First reader’s verdicts (rows) against the second’s (columns)"
DIFFERED = "Where they differed, and how it was settled"
CHANGED = "Verdicts that changed"
SETTLED = ("Claim", "First reader", "Second reader", "Settled", "Why")
REPLACED = ("Claim", "Before", "Now")


def pairs() -> list[tuple[str, str]]:
    """Return the two readers' verdicts on each claim."""
    return [(one.first, one.second) for one in geodata.judgements()]


def agreed() -> str:
    """Say how far the readers agreed, as it came out first."""
    both = pairs()
    same = sum(first == second for first, second in both)
    return (
        f"They gave the same verdict on {same} of {len(both)} claims ({agreement.share(both):.0%}); "
        f"Cohen’s kappa, which takes off what chance alone would bring about, is {agreement.kappa(both):.2f}."
    )


def crossed() -> Table:
    """Return how often each verdict of the first reader met each of the second's."""
    counts, names = Counter(pairs()), {rule.id: rule.name for rule in geodata.verdicts()}
    rows = ((name, *(str(counts[one, other] or "·") for other in names)) for one, name in names.items())
    return Table((FIRST, *names.values()), tuple(rows))


def differed() -> tuple[Judgement, ...]:
    """Return the claims on which the readers differed, or on which neither's verdict stands."""
    return tuple(one for one in geodata.judgements() if {one.first, one.second} != {one.settled})


def changed() -> tuple[Judgement, ...]:
    """Return the claims whose verdict is another one than before."""
    return tuple(one for one in geodata.judgements() if one.before not in (None, one.settled))


def row(one: Judgement, fields: Sequence[str]) -> tuple[str, ...]:
    """Return some fields of a judgement in words: verdicts by their names."""
    names = {rule.id: rule.name for rule in geodata.verdicts()}
    values = (getattr(one, field) for field in fields)
    return tuple(names.get(value, value) for value in values)
