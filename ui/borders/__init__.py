"""The Borders page: lengths, profiles, parcels, distances and scale, five parts round one map."""

from ui.borders import distances, ground, lengths, parcels, profile, scale, section
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
    "profile",
    "scale",
    "section",
    "show",
    "show_map",
]
