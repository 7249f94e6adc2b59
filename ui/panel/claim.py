"""A claim of the article as the reader meets it: on its own page, beside the map, under a place or a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

import geodata
from geodata.model import Claim, Period
from ui import changes
from ui.markup import NOTHING, element, folded, heading, joined, lines, listed, note
from ui.words import block, inline, sources, verdicts
from ui.words import terms as words

CHECK, HINDSIGHT = "Our check", "Came out after the article"


def card(claim: Claim, headed: bool = False) -> Markup:
    """Return one claim in full: the verdict and, led by it, what the article says; below that what we found, and where.

    What came out later and what happened since stand apart from the check, each from the other. ``headed`` makes the
    claim the heading of what follows.
    """
    said = heading(2, told(claim)) if headed else element("p", element("strong", told(claim)), class_="told")
    placed = note(" · ".join((*facts(claim), words.VOICES[claim.voice])))
    return lines(
        element("div", said, placed, class_=f"claim verdict-{claim.verdict}"),
        *(_found(name, label, found) for name, label, found in findings(claim)),
        note(f"No source: {claim.no_source}" if claim.no_source else ""),
        folded(f"Sources of this check ({len(claim.sources)})", sources(claim.sources)),
        changes.under("claim", claim.id),
    )


def _found(name: str, label: str, found: str) -> Markup:
    until = note(words.searched()) if name == "since" else NOTHING
    return element("div", lines(block(f"**{label}**  \n{found}"), until), class_=f"found-{name}")


def told(claim: Claim) -> Markup:
    """Return a claim as HTML, led by its verdict and by how the article says it."""
    return joined((verdicts.lead(claim), inline(verdicts.told(claim)[1])), " ")


def findings(claim: Claim) -> tuple[tuple[str, str, str], ...]:
    """Return what we say of a claim, by its name in the record, what it is called, and our text."""
    found = (("check", CHECK), ("hindsight", HINDSIGHT), ("since", words.TIMES["later"]))
    return tuple((name, label, getattr(claim, name)) for name, label in found if getattr(claim, name))


def facts(claim: Claim) -> tuple[str, ...]:
    """Return what places a claim in the article: number, part, kind, dates and actors, last change."""
    found = (
        f"Claim {claim.id}",
        geodata.article().part_names[claim.where],
        words.KINDS[claim.kind],
        _dates(claim.dates),
        ", ".join(claim.actors),
        words.changed_text("claim", claim.id),
    )
    return tuple(fact for fact in found if fact)


def _dates(dates: Sequence[Period]) -> str:
    return words.listed(words.date_text(date) + (f" ({_inside(date.note)})" if date.note else "") for date in dates)


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def rows(claims: Iterable[Claim]) -> Markup:
    """Return claims as a list in HTML, as :func:`numbered` has each."""
    return listed(map(numbered, claims))


def numbered(claim: Claim) -> Markup:
    """Return a claim as HTML with its number, which opens it in the ledger, and led by its verdict."""
    return joined((element("strong", inline(f"[{claim.id}](claim:{claim.id})")), told(claim)), " ")


def about(place_id: str) -> tuple[Claim, ...]:
    """Return the claims that are about a place, in the order of the article."""
    return tuple(claim for claim in geodata.claims() if place_id in claim.places)
