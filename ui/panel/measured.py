"""The way from a place of the article to where it is measured."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

MEASURED = {
    "ceded-pamir": ("The ceded land, measured", {"part": "parcels"}),
    "chinese-border": ("The Tajik-Chinese border, measured", {}),
    "afghan-border": ("The Tajik-Afghan border, measured", {"border": "afghan-border"}),
}


def offer(place_ids: Iterable[str]) -> None:
    """Link the Borders page for each of some places that is measured there."""
    for place_id in place_ids:
        if place_id in MEASURED:
            label, address = MEASURED[place_id]
            st.page_link("pages/borders.py", label=label, icon=":material/straighten:", query_params=address)
