"""The Borders page: borders and land that changed hands, measured, and scale to feel."""

import streamlit as st

from ui import borders, frame

with frame.page("borders") as state:
    borders.parts(state)
    left, right = st.columns([1.45, 1], gap="medium")
    with left, st.container(key="borders-map"):
        borders.show_map(state)
    with right, frame.panel(f"borders-{state.part}"):
        borders.show(state)
    with st.container(key="borders-below"):
        borders.below(state)
