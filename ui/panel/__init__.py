"""The column beside a map: the panel of a place, the card of a claim, the way to where a place is measured."""

from ui.panel import claim, measured
from ui.panel.ahead import beginning
from ui.panel.place import (
    HOW_FAR,
    HOW_FAR_NOTE,
    HOW_HIGH,
    KEPT,
    PRECISION,
    dated,
    distances,
    facts,
    headed,
    heights,
    how_well,
    known,
    led_on,
    openers,
    show,
    speaking,
    spoken,
    why,
)

__all__ = [
    "HOW_FAR",
    "HOW_FAR_NOTE",
    "HOW_HIGH",
    "KEPT",
    "PRECISION",
    "beginning",
    "claim",
    "dated",
    "distances",
    "facts",
    "headed",
    "heights",
    "how_well",
    "known",
    "led_on",
    "measured",
    "openers",
    "show",
    "speaking",
    "spoken",
    "why",
]
