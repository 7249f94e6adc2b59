"""The Timeline page: what the article dates, what came after it, and where it happened."""

import streamlit as st

from ui import frame, mapview, timeline

with frame.page("timeline") as state:
    now = timeline.view(state)
    timeline.controls(now)
    left, right = st.columns([1.1, 1], gap="medium")
    with left:
        timeline.strips(now)
    with right, st.container(key="timeline-beside"):
        scene = timeline.scene(now)
        mapview.show(timeline.map_state(now), timeline.click, scene)
        mapview.legend(timeline.map_state(now), scene)
        with frame.sheet(f"{state.event}-{state.place}", bool(now.chosen or state.place)):
            timeline.show(now)
    if state.since:
        timeline.outcomes()
