"""The Claims page: the ledger with its filters and counts, and the claim that is open."""

from ui.ledger import records
from ui.ledger.listing import downloads, filters, table
from ui.ledger.opened import (
    AT_ODDS,
    INTRODUCTION,
    LATER,
    NOT_MAPPABLE,
    REFERRED,
    VERDICT_NOTE,
    map_state,
    navigation,
    scene,
    show,
)

__all__ = [
    "AT_ODDS",
    "INTRODUCTION",
    "LATER",
    "NOT_MAPPABLE",
    "REFERRED",
    "VERDICT_NOTE",
    "downloads",
    "filters",
    "map_state",
    "navigation",
    "records",
    "scene",
    "show",
    "table",
]
