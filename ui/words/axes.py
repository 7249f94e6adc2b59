"""Axes of charts that are read like tables: one row a name. Altair is imported only when a chart is made."""

from __future__ import annotations

from typing import Any


def names_axis(letters: int, limit: int) -> Any:
    """Return an axis of names, none of which is left out, with lines from the names to the marks.

    Parameters
    ----------
    letters
        Size of the letters in pixels.
    limit
        Widest name in pixels; a longer one is cut.
    """
    import altair as alt

    return alt.Axis(
        labelLimit=limit,
        labelFontSize=letters,
        labelOverlap=False,
        ticks=False,
        domain=False,
        grid=True,
    )
