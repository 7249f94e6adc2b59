"""What the ledger of claims selects and how it words a claim in plain text. Pure: no streamlit here."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import geodata
from geodata import text
from geodata.model import Claim
from ui.address import State
from ui.words import plain, verdicts
from ui.words import terms as words

# The filters, by what they are called in the address and in the record.
FILTERS = ("where", "kind", "voice", "verdict")
# What fits a row of the table; the whole claim is read when it is opened.
ROW_LETTERS = 120


def values(name: str) -> dict[str, str]:
    """Return the values of a filter with their words, in the order they are offered."""
    if name == "where":
        return geodata.article().part_names
    return {"kind": words.KINDS, "voice": words.VOICES, "verdict": verdicts.names()}[name]


def shown(state: State) -> tuple[Claim, ...]:
    """Return the claims that pass the reader's filters, in the order of the ledger.

    Parameters
    ----------
    state
        What the reader has chosen: a claim passes if it has every word of ``words`` somewhere in its record, is about
        ``place``, and has one of the values of each filter; an empty filter lets every claim pass.
    """
    wanted = state.words.casefold().split()
    return tuple(
        claim
        for claim in geodata.claims()
        if all(not getattr(state, name) or getattr(claim, name) in getattr(state, name) for name in FILTERS)
        and (not state.place or state.place in claim.places)
        and all(word in _searched(claim) for word in wanted)
    )


@cache
def _searched(claim: Claim) -> str:
    parts = (
        claim.id,
        *map(plain, claim.texts),
        *claim.actors,
        *(geodata.place(place).name for place in claim.places),
        *(words.date_text(date) for date in claim.dates),
        *claim.sources,
    )
    return " ".join(parts).casefold()


def counted(state: State) -> str:
    """Say how many claims are shown, of how many, and for which filters: ``31 of 74 claims: Holds``."""
    everything = len(geodata.claims())
    chosen = [f"“{state.words}”"] if state.words.strip() else []
    chosen += [geodata.place(state.place).name] if state.place else []
    chosen += [values(name)[value] for name in FILTERS for value in getattr(state, name)]
    number = f"{len(shown(state))} of {words.counted(everything, 'claim')}"
    return (number if chosen else f"All {words.counted(everything, 'claim')}") + (
        f": {', '.join(chosen)}" if chosen else ""
    )


def verdict_counts(claims: Iterable[Claim]) -> dict[str, int]:
    """Return how many claims have each verdict, every verdict included, in the order of the words."""
    found: list[str] = [claim.verdict for claim in claims]
    return {verdict: found.count(verdict) for verdict in verdicts.names()}


def neighbours(claim_id: str, claims: Sequence[Claim]) -> tuple[str, str]:
    """Return the ids of the claims before and after one among those shown; empty where there is none.

    The claim itself need not be shown. With no claim open, the first one shown comes next.
    """
    order = [claim.id for claim in geodata.claims()]
    here = order.index(claim_id) if claim_id else -1
    before = [claim.id for claim in claims if order.index(claim.id) < here]
    after = [claim.id for claim in claims if order.index(claim.id) > here]
    return (before[-1] if before else "", after[0] if after else "")


def linked(claim: Claim) -> tuple[str, ...]:
    """Return the ids of the other claims that a claim's check refers to."""
    found = text.links(" ".join(claim.texts[1:]))
    return tuple(dict.fromkeys(target for kind, target in found if kind == "claim"))


def row(claim: Claim) -> dict[str, Any]:
    """Return one claim as a row of the ledger's table, in words."""
    return {
        "No.": claim.id,
        "Verdict": [verdicts.stamp(claim.verdict)],
        "Claim": textwrap.shorten(plain(claim.text), ROW_LETTERS, placeholder=" …"),
        "Voice": words.VOICES[claim.voice],
        "Part": geodata.article().part_names[claim.where],
        "Places": _places(claim),
        "Kind": words.KINDS[claim.kind],
    }


def _places(claim: Claim) -> str:
    """Name the first place of a claim and count the others, so that a row stays low."""
    if not claim.places:
        return "Not mappable"
    first, *others = claim.places
    return geodata.place(first).name + (f" and {len(others)} more" if others else "")


def printed(shown: Sequence[Claim]) -> str:
    """Return the claims as an HTML table for paper, where the table of the screen shows only its first rows."""
    part_names = geodata.article().part_names
    rows = [
        [
            f"<td>{claim.id}</td>",
            f'<td class="verdict-{claim.verdict}">{html.escape(verdicts.stamp(claim.verdict))}</td>',
            *(
                f"<td>{html.escape(cell)}</td>"
                for cell in (plain(claim.text), words.VOICES[claim.voice], part_names[claim.where])
            ),
        ]
        for claim in shown
    ]
    cells = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    named = "".join(f'<th scope="col">{name}</th>' for name in ("No.", "Verdict", "Claim", "Voice", "Part"))
    return f'<div class="gate-printed"><table><thead><tr>{named}</tr></thead><tbody>{cells}</tbody></table></div>'


def row_chosen(ticked: Sequence[int], cells: Sequence[int], marked: int | None) -> int | None:
    """Tell which row of the table the reader has chosen.

    Parameters
    ----------
    ticked
        Rows whose box is ticked.
    cells
        Rows of the cells that are selected, by a click or with the arrow keys.
    marked
        The row of the claim that was open; a cell of it may still be selected from before.

    Returns
    -------
    int or None
        The row of a cell newly selected, else the row ticked; None if the reader has unticked the row.
    """
    newly = [row for row in cells if row != marked]
    return next(iter([*newly, *ticked]), None)
