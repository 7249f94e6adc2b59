"""One claim of the ledger opened: its card, its places on a small map, and what else bears on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

import geodata
from geodata import relations
from geodata.model import Claim, Contradiction
from ui.address import State, choose, query, session
from ui.ledger import cards, records
from ui.ledger.listing import open_claim
from ui.maps import fit
from ui.markup import NOTHING, Html, badge, element, folded, heading, joined, lines, listed, note, onward, page_text
from ui.panel import claim as claims
from ui.panel import measured as borders_links
from ui.words import block, inline, sources, verdicts
from ui.words import terms as words

if TYPE_CHECKING:
    from ui import maps

NOT_MAPPABLE = "Not mappable: it is about no single place."
LATER = "These came later and are no part of the article."
AT_ODDS = "Contradictions and tensions in the article"
REFERRED = "Claims the check refers to"
INTRODUCTION = "The ledger lists what the article states, judges and foresees, in our words, in its order."
CHOOSE = "Choose a row or a card to see how a claim was checked, on what sources, and where it lies on the map."
VERDICT_NOTE = "A verdict is ours, not the article’s, and as good as the excerpts we could read."


# A claim opened from a row or a button further down would appear out of sight.
INTO_SIGHT = """<script>{
  const heading = document.querySelector('[class*="st-key-claim-"] h2');
  const top = heading ? heading.getBoundingClientRect().top : 0;
  if (top < 0 || top > innerHeight - 120) heading.scrollIntoView({ block: "center" });
}</script>"""


def navigation(state: State) -> None:
    """Show the way to any claim by its number or words, and to those before and after."""
    texts = {claim.id: f"{claim.id} · {verdicts.sentence(claim)}" for claim in geodata.claims()}
    before, after = records.neighbours(state.claim, records.shown(state))
    with st.container(key="ledger-navigation", horizontal=True, gap="small"):
        choose(
            st.selectbox,
            "Open a claim",
            texts,
            state.claim or None,
            lambda chosen: open_claim(chosen or ""),
            key="ledger claim",
            index=None,
            placeholder="Open a claim: its number or its words",
            label_visibility="collapsed",
        )
        steps = {"Previous": before, "Next": after}
        for label, target in steps.items():
            # Never disabled, as that would take the focus away: at the end it stays where it is.
            st.button(label, key=f"ledger {label}", on_click=open_claim, args=(target or state.claim,))
        ended = " ".join(label for label, target in steps.items() if not target)
        st.html(f'<span hidden data-ended="{ended}"></span>')


def show(state: State) -> None:
    """Show the claim that is open, or how to read the ledger while none is."""
    if not state.claim:
        st.html(_guide(cards.list_only(state)))
        return
    claim = geodata.claim(state.claim)
    with st.container(key=f"claim-{claim.id}"):
        if claim not in records.shown(state):
            st.caption("The filters leave this claim out of the table.")
        st.html(Html(page_text(claims.card(claim, headed=True)) + INTO_SIGHT), unsafe_allow_javascript=True)
    with st.container(key="claim-map"):
        _map(state, claim)
    with st.container(key=f"claim-more-{claim.id}"):
        st.html(
            page_text(
                *_map_links(state, claim),
                _at_odds(state, relations.contradictions_of(claim.id), claim.id),
                _referred(state, claim),
                _then(relations.events_of_its_time(claim.id)),
                _since(relations.later_events(claim.id)),
            )
        )
        st.button("Close this claim", on_click=open_claim, args=("",))


def _map(state: State, claim: Claim) -> None:
    """Put the claim's places on the map; the map is not even imported while there is nothing to draw."""
    if not claim.places:
        st.info(NOT_MAPPABLE)
        return
    from ui import mapview

    mapview.show(map_state(state, claim), session.click, scene(claim))
    st.caption("Click a place to list only the claims about it; click beside it to list all again.")


def scene(claim: Claim) -> maps.Scene:
    """Return what the map of a claim shows: its places."""
    from ui import maps

    goal = fit.goal(geodata.place(place).bounds for place in claim.places)
    return maps.Scene(only=claim.places, goal=goal)


def map_state(state: State, claim: Claim) -> State:
    """Return the state that the map of a claim is to show: every layer, one of its places chosen at most."""
    chosen = state.place if state.place in claim.places else ""
    return replace(state, place=chosen, event="", layers=geodata.atlas().switch_ids)


def _map_links(state: State, claim: Claim) -> Iterator[Markup]:
    for place in claim.places:
        address = urlencode(query(replace(state, place=place), ("place", "claim", "layers", "basemap")), safe=",")
        yield onward(f"Show on the Map page: {geodata.place(place).name}", f"./?{address}")
    yield borders_links.links(claim.places)


def _at_odds(state: State, found: Sequence[Contradiction], here: str) -> Markup:
    if not found:
        return NOTHING
    told = (lines(block(f"**{one.title}.** {one.text}"), _openers(state, one.claims, here)) for one in found)
    return lines(heading(3, AT_ODDS), *told)


def _referred(state: State, claim: Claim) -> Markup:
    others = records.linked(claim)
    return lines(heading(3, REFERRED), _openers(state, others)) if others else NOTHING


def _openers(state: State, claim_ids: Sequence[str], here: str = "") -> Markup:
    """Claims but the one that is open, each led by its number, which opens it and leaves the list as it is."""
    others = (geodata.claim(claim_id) for claim_id in claim_ids if claim_id != here)
    return listed(joined((_opener(state, claim), claims.told(claim)), " ") for claim in others)


def _opener(state: State, claim: Claim) -> Markup:
    return element("a", claim.id, href=cards.opened(state, claim.id), data_within="on")


def _then(found: relations.Bearings) -> Markup:
    if not found:
        return NOTHING
    return lines(heading(3, words.TIMES["then"]), _events(found, "Sources of what it does not tell"))


def _since(found: relations.Bearings) -> Markup:
    if not found:
        return NOTHING
    told = lines(heading(3, words.TIMES["later"]), note(LATER), note(words.searched()))
    return element("div", told, _events(found, "Sources of what came later"), class_="found-since")


def _events(found: relations.Bearings, name: str) -> Markup:
    keys = {key for event, _ in found for key in event.sources}
    told = [
        lines(
            element(
                "p",
                element("strong", f"{words.date_text(event.date)}: {event.title}"),
                f", which {words.DIRECTIONS[direction]} this claim.",
                joined((" ", badge(event.status, "status"))) if event.status else NOTHING,
            ),
            block(event.text),
            note(event.place_name),
            note(f"No source: {event.no_source}" if event.no_source else ""),
        )
        for event, direction in found
    ]
    return lines(*told, folded(f"{name} ({len(keys)})", sources(keys)))


@lru_cache(maxsize=64)
def _guide(state: State) -> str:
    """How to read the ledger, what the verdicts mean, and where the article is at odds with itself."""
    found = geodata.contradictions()
    return page_text(
        heading(2, "Every claim, checked"),
        element("p", f"{INTRODUCTION} {CHOOSE}"),
        listed(joined((verdicts.stamped(rule.id), inline(rule.meaning)), " ") for rule in geodata.verdicts()),
        note(VERDICT_NOTE),
        heading(3, AT_ODDS) if found else NOTHING,
        *(folded(one.title, lines(block(one.text), _openers(state, one.claims))) for one in found),
    )
