"""The Story page: the argument in steps that scroll beside the map, each with its places on it."""

import streamlit as st

from ui import frame, mapview, story
from ui.address import session

with frame.page("story") as state:
    left, right = st.columns([1.45, 1], gap="medium")
    with left, st.container(key="story-map"):
        story.navigation()
        mapview.show(state, session.click, story.whole(state, frame.tab))
        mapview.legend(state, story.explained())
    with right:
        story.show(state, frame.panel)
