"""The least that Streamlit can show: what every page of it costs."""

import streamlit as st

st.header("Empty")
