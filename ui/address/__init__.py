"""What the reader has chosen, and how it is written in the address.

``state`` is pure: the choices, their defaults, their names in the query string. ``session`` keeps them in step with
Streamlit's session; ``links`` writes the addresses of views and the frame that embeds one.
"""

from ui.address import links, session, state
from ui.address.choices import choose, offer_each
from ui.address.state import (
    TOLERANCES,
    Point,
    State,
    View,
    parse_point,
    parse_view,
    point_text,
    query,
)

__all__ = [
    "TOLERANCES",
    "Point",
    "State",
    "View",
    "choose",
    "links",
    "offer_each",
    "parse_point",
    "parse_view",
    "point_text",
    "query",
    "session",
    "state",
]
