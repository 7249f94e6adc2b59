"""The article's argument told in steps beside the map: the step in view steers it."""

from __future__ import annotations

import html
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import streamlit as st
from markupsafe import Markup

import geodata
from geodata.model import Annotation, Speaker, Step
from ui import maps, panel
from ui.address import State, session
from ui.markup import badge, element, folded, heading, lines, page_text
from ui.panel import claim
from ui.words import block, plain
from ui.words import terms as words

NOTHING_FOUND = "Nothing: no source was found that bears on this step."
NOWHERE: dict[str, Any] = {"type": "MultiPoint", "coordinates": []}


def navigation() -> None:
    """Show the way through the story; steps.js of the map makes it work, without a run, and marks the step in view.

    It is the same for every step, so that no run makes it anew under the reader's finger.
    """
    steps = geodata.steps()
    numbers = "".join(
        f'<li><a href="?step={step.number}" target="_self" data-step="{step.number}" title="{html.escape(step.title)}" '
        f'aria-label="Step {step.number}: {html.escape(step.title)}">{step.number}</a></li>'
        for step in steps
    )
    with st.container(key="story-navigation"):
        st.html(
            '<nav class="gate-steps" aria-label="Steps of the story">'
            '<button type="button" data-by="-1">Back</button><button type="button" data-by="1">Next</button>'
            f'<span class="gate-steps-at" data-words="Step # of {len(steps)}"></span><ol>{numbers}</ol>'
            '<button type="button" data-share="" aria-label="Link to this step">Link</button></nav>'
        )


def scene(step: Step) -> maps.Scene:
    """Return what the map shows for a step: its places, seen from where it says, and what is written there."""
    return maps.Scene(
        only=step.places, goal=step.view, drawings=_annotated(step.annotations), caption=plain(step.caption)
    )


@cache
def _annotated(notes: tuple[Annotation, ...]) -> tuple[maps.Drawing, ...]:
    return tuple(maps.Drawing("note", NOWHERE, _lettered(note.text), note.at) for note in notes)


def _lettered(text: str) -> str:
    """The words of an annotation, its lines kept."""
    return "\n".join(plain(line) for line in text.splitlines())


def whole(state: State, tab: Callable[[str, State], str]) -> maps.Scene:
    """Return what the map shows: the step of the address, and the others, to which it goes as the reader scrolls.

    While a place is open there is nothing to scroll through, and the map stays at the step. ``tab`` gives the title of
    the browser's tab for a page and a state.
    """
    found = scene(geodata.steps()[state.step - 1])
    if state.place:
        return replace(found, step=state.step)
    steps = tuple(replace(scene(step), title=tab("story", State(step=step.number))) for step in geodata.steps())
    return replace(found, step=state.step, steps=steps)


def explained() -> maps.Scene:
    """Return all that any step shows, for the legend: the map hides the rows of what is not in sight."""
    return maps.Scene(only=tuple(dict.fromkeys(place for step in geodata.steps() for place in step.places)))


def spoken(step: Step) -> tuple[tuple[Speaker, str], ...]:
    """Return who has the word in a step and what each says, in the fixed order of the speakers."""
    said = {"article": step.argues, "found": step.found or NOTHING_FOUND, "since": step.since}
    return tuple((speaker, said[speaker.id]) for speaker in geodata.speakers() if said[speaker.id])


def show(state: State, beside: Callable[[str], AbstractContextManager[object]]) -> None:
    """Show all steps one below the other, or the place opened on the way with the road back to the step.

    ``beside`` makes the column that a place stands in.
    """
    if state.place:
        with beside(state.place):
            st.button(f"Return to step {state.step}", on_click=session.change, kwargs={"place": ""}, type="primary")
            panel.show(state.place)
        return
    with st.container(key="story-steps"):
        for step in geodata.steps():
            with st.container(key=f"step-{step.number}"):
                st.html(_step(step.number))


@lru_cache(panel.KEPT)
def _step(number: int) -> str:
    step = geodata.steps()[number - 1]
    rests_on = [geodata.claim(claim_id) for claim_id in step.claims]
    return page_text(
        heading(2, step.title),
        *(panel.speaking(speaker, _said(step, speaker, said)) for speaker, said in spoken(step)),
        panel.openers(step.places, data_step=step.number),
        folded(f"What this step rests on ({words.counted(len(rests_on), 'claim')})", claim.rows(rests_on)),
    )


def _said(step: Step, speaker: Speaker, said: str) -> Markup:
    if speaker.id != "article":
        return block(said)
    return element(
        "div", lines(element("p", badge(words.VOICES[step.voice])), block(said)), class_=f"voice {step.voice}"
    )
