"""The Map page: every place of the article on one map, and the article's analysis beside it."""

import streamlit as st

from ui import frame, mapview, panel
from ui.address import session

with frame.page("map") as state:
    left, right = st.columns([1.75, 1], gap="medium")
    # What a click asks for comes first; the map knows already.
    with right, frame.sheet(state.place or "overview"):
        panel.show(state.place, state.claim)
    with left:
        mapview.bar(state)
        mapview.show(state, session.click)
        mapview.legend(state)
