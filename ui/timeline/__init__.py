"""The Timeline page: what the article dates and what came after, as a chart, as entries and on the map."""

from ui.timeline import chart, entry
from ui.timeline.dated import Entry
from ui.timeline.page import (
    BECAME,
    BECAME_NOTE,
    DATED,
    LATER,
    UNTOLD,
    View,
    click,
    controls,
    covered,
    map_state,
    outcomes,
    overtaken,
    scene,
    show,
    strips,
    then,
    view,
)

__all__ = [
    "BECAME",
    "BECAME_NOTE",
    "DATED",
    "LATER",
    "UNTOLD",
    "Entry",
    "View",
    "chart",
    "click",
    "controls",
    "covered",
    "entry",
    "map_state",
    "outcomes",
    "overtaken",
    "scene",
    "show",
    "strips",
    "then",
    "view",
]
