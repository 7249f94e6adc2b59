"""The Claims page: every checkable statement of the article, and what was found when it was checked."""

import streamlit as st

from ui import frame, ledger

with frame.page("claims") as state:
    with st.container(key="ledger"):
        table, opened = st.columns([1.6, 1], gap="medium")
    with table, st.container(key="ledger-side"):
        ledger.filters(state)
        ledger.table(state)
        ledger.downloads()
    with opened:
        ledger.navigation(state)
        ledger.show(state)
