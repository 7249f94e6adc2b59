"""The Borders page: lengths, parcels, distances and scale, four parts round one map."""

from ui.borders import distances, ground, lengths, parcels, scale
from ui.borders.page import CHOOSING, below, data, legend, map_state, offered, parts, show, show_map

__all__ = [
    "CHOOSING",
    "below",
    "data",
    "distances",
    "ground",
    "legend",
    "lengths",
    "map_state",
    "offered",
    "parcels",
    "parts",
    "scale",
    "show",
    "show_map",
]
