"""A claim of the article as the reader meets it: on its own page, beside the map, under a place or a step."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import geodata
from geodata.model import Claim, Period
from ui import changes
from ui.words import prose, source_list
from ui.words import terms as words


def card(claim: Claim, headed: bool = False) -> None:
    """Show one claim in full: what the article says and how, the verdict, the check and its sources.

    What came after the article stands apart from the check. ``headed`` makes the claim the heading of what follows.
    """
    if headed:
        st.header(prose(claim.text), anchor=False)
    else:
        st.markdown(f"**{prose(claim.text)}**")
    st.markdown(f"{words.verdict_badge(claim)} :gray-badge[{words.VOICES[claim.voice]}]")
    st.caption(" · ".join(facts(claim)))
    st.markdown(f"*Our check.* {prose(claim.check)}")
    if claim.since:
        with st.container(key=f"since-{claim.id}"):
            st.markdown(f"*Since the article.* {prose(claim.since)}")
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
    """Return claims as a Markdown list, each with its number and verdict."""
    return "\n".join(f"- **{claim.id}** {prose(claim.text)} {words.verdict_badge(claim)}" for claim in claims)


def opener(claims: Sequence[Claim], key: str) -> None:
    """Offer to open one of several claims in the ledger."""
    chosen = st.pills("Open in the ledger", [claim.id for claim in claims], key=key)
    if chosen:
        st.switch_page("pages/claims.py", query_params={"claim": chosen})


def about(place_id: str) -> tuple[Claim, ...]:
    """Return the claims that are about a place, in the order of the article."""
    return tuple(claim for claim in geodata.claims() if place_id in claim.places)
