"""The legend of a map or a chart as HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable


def legend(rows: Iterable[tuple[str, str]], label: str = "Legend", colours: Iterable[str] = ()) -> str:
    """Return a legend as a list.

    Parameters
    ----------
    rows
        The classes of a symbol, as the style sheets know it, and plain words; no classes: words alone.
    label
        What the list is called for those who do not see it.
    colours
        For each row the colour of its symbol, where the classes do not say it.
    """
    paints = iter(colours)
    items = []
    for classes, words in rows:
        paint = next(paints, "")
        style = f' style="background:{html.escape(paint)}"' if paint else ""
        symbol = f'<span class="{html.escape(classes)}"{style}></span>' if classes else ""
        items.append(f"<li>{symbol}{html.escape(words)}</li>")
    return f'<ul class="legend" aria-label="{html.escape(label)}">{"".join(items)}</ul>'
