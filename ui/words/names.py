"""What a place is called, in all the ways in which a text may name it or a reader look for it. Pure."""

from __future__ import annotations

import geodata
from geodata.errors import GeodataError
from geodata.model import Place


def called(place: Place) -> tuple[str, ...]:
    """Return the names of a place, each once: its own, that on the map, a border's by the far side, the local ones.

    What stands after a comma or on a further line only explains a name, and a local name of a part is that of the part;
    neither names the place.
    """
    own = (place.name, place.label.text if place.label else "", _border(place.id))
    local = (name.name for name in place.local_names if not name.part)
    short = (name.splitlines()[0].partition(",")[0].strip() for name in own if name)
    return tuple(dict.fromkeys((*short, *local)))


def _border(place_id: str) -> str:
    """What a border is called in short, ``Spanish border`` for the French-Spanish one; empty for all other places."""
    try:
        compared = geodata.comparison()
    except GeodataError:
        # The Borders page says what is wrong.
        return ""
    if not compared.lengths or place_id not in compared.border_ids:
        return ""
    return f"{compared.lengths.name(place_id).rpartition('-')[2]} border"
