"""The Story page: the argument in steps, each with its place on the map."""

import streamlit as st

import geodata
from ui import frame, mapview, story
from ui.address import session

with frame.page("story") as state:
    step = geodata.steps()[state.step - 1]
    left, right = st.columns([1.45, 1], gap="medium")
    with left:
        scene = story.scene(step)
        mapview.show(state, session.click, scene)
        mapview.legend(state, scene)
    with right:
        story.navigation(state)
        with frame.panel(f"{step.number}-{state.place}"):
            story.show(state, step)
