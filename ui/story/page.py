"""The article's argument told in steps beside the map."""

from __future__ import annotations

import streamlit as st

import geodata
from geodata.model import Speaker, Step
from ui import maps, panel
from ui.address import State, choose, session
from ui.panel import claim
from ui.words import prose
from ui.words import terms as words

NOTHING_FOUND = "Nothing: no source was found that bears on this step."


def navigation(state: State) -> None:
    """Show the way through the story: back, next (also with the arrow keys) and the row of steps."""
    steps = geodata.steps()
    with st.container(key="story-navigation", horizontal=True, vertical_alignment="center"):
        _move("Back", state.step - 1, state.step > 1, "Left")
        _move("Next", state.step + 1, state.step < len(steps), "Right")
        st.caption(f"Step {state.step} of {len(steps)}")
    choose(
        st.pills,
        "Steps",
        {step.number: str(step.number) for step in steps},
        state.step,
        lambda chosen: session.change(step=chosen or session.current().step),
        key="steps",
        label_visibility="collapsed",
        wrap=True,
    )


def _move(label: str, step: int, possible: bool, shortcut: str) -> None:
    st.button(
        label,
        key=f"story {label}",
        disabled=not possible,
        shortcut=shortcut,
        on_click=session.change,
        kwargs={"step": step},
    )


def scene(step: Step) -> maps.Scene:
    """Return what the map shows for a step: its places, from where the step looks at them."""
    return maps.Scene(only=step.places, goal=step.view)


def spoken(step: Step) -> tuple[tuple[Speaker, str], ...]:
    """Return who has the word in a step and what each says, in the fixed order of the speakers."""
    said = {"article": step.argues, "found": step.found or NOTHING_FOUND, "since": step.since}
    return tuple((speaker, said[speaker.id]) for speaker in geodata.speakers() if said[speaker.id])


def show(state: State, step: Step) -> None:
    """Show a step, or the place that the reader has opened on the way with the road back to the step."""
    if state.place:
        st.button(f"Return to step {step.number}", on_click=session.change, kwargs={"place": ""}, type="primary")
        panel.show(state.place)
        return
    st.header(step.title, anchor=False)
    for speaker, said in spoken(step):
        with panel.speaking(speaker, f"step-{step.number}"):
            if speaker.id == "article":
                with st.container(key=f"voice-{step.voice}"):
                    st.markdown(f":gray-badge[{words.VOICES[step.voice]}]")
                    st.markdown(prose(said))
            else:
                st.markdown(prose(said))
    panel.open_buttons(step.places, "step")
    rests_on = [geodata.claim(claim_id) for claim_id in step.claims]
    if rests_on:
        with st.expander(f"What this step rests on ({len(rests_on)} claims)", expanded=False):
            st.markdown(claim.lines(rests_on))
            claim.opener(rests_on, f"claims of step {step.number}")
