"""Charts: made with Altair once, kept as Vega-Lite, filled with rows at each run; axes that are read like tables.

Altair checks a chart against its schema while it is made, which costs more than all else on a page that has three.
It is imported only when a chart is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
Spec = dict[str, Any]


def names_axis(letters: int, limit: int) -> alt.Axis:
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


def made(chart: alt.LayerChart | alt.FacetChart) -> Spec:
    """Return a chart without its rows as Vega-Lite, to be kept by whoever asks.

    Parameters
    ----------
    chart
        Takes its rows from named data.

    Raises
    ------
    altair.utils.schemapi.SchemaValidationError
        If it is no chart by the schema of Vega-Lite.
    """
    import altair as alt

    # Sizes and colours are the page's.
    alt.theme.enable("none")
    spec: Spec = chart.to_dict()
    return spec


def filled(spec: Spec, rows: Mapping[str, Sequence[Row]]) -> Spec:
    """Return a chart of :func:`made` with rows, by the names of its data; all rows of a name have the same fields."""
    # Not through pandas, which takes longer than all else of a run.
    import pyarrow

    tables = {name: pyarrow.Table.from_pylist(list(found)) for name, found in rows.items()}
    # Altair puts what a chart holds by itself there, too.
    return spec | {"datasets": {**spec.get("datasets", {}), **tables}}
