"""The column beside a map: the panel of a place, the card of a claim, the way to where a place is measured."""

from ui.panel import claim, measured
from ui.panel.ahead import beginning
from ui.panel.place import (
    HOW_FAR,
    HOW_FAR_NOTE,
    HOW_HIGH,
    PRECISION,
    dated,
    distances,
    facts,
    headed,
    heights,
    how_well,
    known,
    led_on,
    open_buttons,
    show,
    speaking,
    spoken,
    why,
)

__all__ = [
    "HOW_FAR",
    "HOW_FAR_NOTE",
    "HOW_HIGH",
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
    "open_buttons",
    "show",
    "speaking",
    "spoken",
    "why",
]
