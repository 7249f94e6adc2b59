"""The Borders page: lengths, parcels, distances and scale, four parts round one map."""

from ui.borders import distances, ground, lengths, parcels, scale
from ui.borders.lengths import NAMES
from ui.borders.page import CHOOSING, DATA, PARTS, below, legend, map_state, parts, show, show_map

__all__ = [
    "CHOOSING",
    "DATA",
    "NAMES",
    "PARTS",
    "below",
    "distances",
    "ground",
    "legend",
    "lengths",
    "map_state",
    "parcels",
    "parts",
    "scale",
    "show",
    "show_map",
]
