"""The way from a place of the article to where it is measured."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from markupsafe import Markup

import geodata
from geodata.errors import GeodataError
from ui.address import State, query
from ui.markup import joined, onward
from ui.words import terms


def links(place_ids: Iterable[str]) -> Markup:
    """Return a link to the Borders page for each of some places that is measured there."""
    found = filter(None, map(_measured, place_ids))
    return joined(onward(label, f"borders?{urlencode(query(state))}") for label, state in found)


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
