"""A claim of the article as the reader meets it: on its own page, beside the map, under a place or a step."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import geodata
from geodata.model import Claim, Period
from ui import changes
from ui.words import prose, source_list, verdicts
from ui.words import terms as words

CHECK, HINDSIGHT = "Our check", "Came out after the article"


def card(claim: Claim, headed: bool = False) -> None:
    """Show one claim in full: the verdict and, led by it, what the article says; below that what we found, and where.

    What came out later and what happened since stand apart from the check, each from the other. ``headed`` makes the
    claim the heading of what follows.
    """
    with st.container(key=f"verdict-{claim.verdict}-{claim.id}"):
        if headed:
            st.header(told(claim), anchor=False)
        else:
            st.markdown(f"**{told(claim)}**")
        st.caption(" · ".join((*facts(claim), words.VOICES[claim.voice])))
    for name, label, found in findings(claim):
        with st.container(key=f"{name}-{claim.id}"):
            st.markdown(f"**{label}**  \n{prose(found)}")
            if name == "since":
                searched()
    if claim.no_source:
        st.caption(f"No source: {claim.no_source}")
    if claim.sources:
        with st.expander(f"Sources of this check ({len(claim.sources)})"):
            st.markdown(source_list(claim.sources))
    changes.under("claim", claim.id)


def searched(how: bool = False) -> None:
    """Show until when later events were looked for, as it stands wherever they are told of."""
    said = words.searched(how)
    if said:
        st.caption(said)


def told(claim: Claim) -> str:
    """Return a claim as Markdown, led by its verdict and by how the article says it."""
    return f"{verdicts.lead(claim)} {prose(verdicts.told(claim)[1])}"


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


def lines(claims: Sequence[Claim]) -> str:
    """Return claims as a Markdown list, each with its number and led by its verdict."""
    return "\n".join(f"- **{claim.id}** {told(claim)}" for claim in claims)


def opener(claims: Sequence[Claim], key: str) -> None:
    """Offer to open one of several claims in the ledger."""
    chosen = st.pills("Open in the ledger", [claim.id for claim in claims], key=key)
    if chosen:
        st.switch_page("pages/claims.py", query_params={"claim": chosen})


def about(place_id: str) -> tuple[Claim, ...]:
    """Return the claims that are about a place, in the order of the article."""
    return tuple(claim for claim in geodata.claims() if place_id in claim.places)
