"""Check all data at once: ``python -m geodata.check`` prints every problem and exits 1 if there is any."""

from __future__ import annotations

from geodata.check import design, layers, records
from geodata.errors import GeodataError

__all__ = ["problems"]


def problems() -> list[str]:
    """Return one sentence for everything that is wrong with the data; an empty list if nothing is.

    Every file is read, geometry is tested with shapely, and every reference (source, place, claim, figure) followed.
    """
    found: list[str] = []
    checks = (
        *(design.article, design.atlas, design.comparison, layers.layers, layers.credits),
        *(records.places, records.panels, records.fact_sources, records.unused, records.claims),
        *(records.contradictions, records.events, records.moments, records.quoted, records.steps),
    )
    for check in checks:
        try:
            found += check()
        except GeodataError as error:
            found.append(str(error))
    return list(dict.fromkeys(found))
