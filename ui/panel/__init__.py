"""The column beside a map: the panel of a place, the card of a claim, the way to where a place is measured."""

from ui.panel import claim, measured
from ui.panel.place import (
    HOW_FAR,
    HOW_FAR_NOTE,
    HOW_HIGH,
    PRECISION,
    distances,
    facts,
    heights,
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
    "claim",
    "distances",
    "facts",
    "heights",
    "known",
    "led_on",
    "measured",
    "open_buttons",
    "show",
    "speaking",
    "spoken",
    "why",
]
