"""The Story page: the argument in steps, each with its place on the map."""

import streamlit as st

import geodata
from ui import controls, frame, maps, mapview, session, story

with frame.page("story") as state:
    step = geodata.steps()[state.step - 1]
    left, right = st.columns([1.45, 1], gap="medium")
    with left:
        scene = maps.Scene(only=step.places, goal=step.view)
        mapview.show(state, session.click, scene)
        controls.legend(state, scene)
    with right:
        story.navigation(state)
        with frame.panel(f"{step.number}-{state.place}"):
            story.show(state, step)
