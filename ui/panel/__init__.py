"""The column beside a map: the panel of a place, the card of a claim, the way to where a place is measured."""

from ui.panel import claim, measured
from ui.panel.place import (
    HOW_FAR,
    HOW_FAR_NOTE,
    PRECISION,
    SINCE,
    distances,
    facts,
    known,
    open_buttons,
    show,
    why,
)

__all__ = [
    "HOW_FAR",
    "HOW_FAR_NOTE",
    "PRECISION",
    "SINCE",
    "claim",
    "distances",
    "facts",
    "known",
    "measured",
    "open_buttons",
    "show",
    "why",
]
