"""The way from a place of the article to where it is measured."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

import geodata
from geodata.errors import GeodataError
from ui.address import State, query
from ui.words import terms


def offer(place_ids: Iterable[str]) -> None:
    """Link the Borders page for each of some places that is measured there."""
    for place_id in place_ids:
        if found := _measured(place_id):
            label, state = found
            address = query(state)
            st.page_link("pages/borders.py", label=label, icon=":material/straighten:", query_params=address)


def _measured(place_id: str) -> tuple[str, State] | None:
    try:
        compared = geodata.comparison()
    except GeodataError:
        # The Borders page says what is wrong.
        return None
    if compared.parcels and place_id == compared.parcels.place:
        return f"{terms.capital(compared.parcels.noun)}, measured", State(part="parcels")
    if compared.lengths and place_id in compared.border_ids:
        return f"The {compared.lengths.name(place_id)} border, measured", State(border=place_id)
    return None
