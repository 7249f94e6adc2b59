"""What the reader has chosen, and how it is written in the address.

``state`` is pure: the choices and their defaults; ``parameters``, pure too, has their names in the query string.
``session`` keeps both in step with Streamlit's session, ``choices`` are the widgets that hold them, ``links`` writes
the addresses of views and the frame that embeds one.
"""

from ui.address import links, parameters, session
from ui.address.choices import choose, choose_place, clicked_anew, count_run
from ui.address.links import event_state
from ui.address.parameters import parse_point, parse_view, point_text, query
from ui.address.state import TOLERANCES, Point, State, View

__all__ = [
    "TOLERANCES",
    "Point",
    "State",
    "View",
    "choose",
    "choose_place",
    "clicked_anew",
    "count_run",
    "event_state",
    "links",
    "parameters",
    "parse_point",
    "parse_view",
    "point_text",
    "query",
    "session",
]
