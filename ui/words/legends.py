"""The legend of a map or a chart as HTML."""

from __future__ import annotations

import html
from collections.abc import Iterable


def legend(
    rows: Iterable[tuple[str, str]], label: str = "Legend", colours: Iterable[str] = (), tokens: Iterable[str] = ()
) -> str:
    """Return a legend as a list.

    Parameters
    ----------
    rows
        The classes of a symbol, as the style sheets know it, and plain words; no classes: words alone.
    label
        What the list is called for those who do not see it.
    colours
        For each row the colour of its symbol, where the classes do not say it.
    tokens
        For each row the word by which a map says whether anything of it is to be seen.
    """
    paints, known = iter(colours), iter(tokens)
    items = []
    for classes, words in rows:
        paint, token = next(paints, ""), next(known, "")
        style = f' style="background:{html.escape(paint)}"' if paint else ""
        symbol = f'<span class="{html.escape(classes)}"{style}></span>' if classes else ""
        row = f' data-row="{html.escape(token)}"' if token else ""
        items.append(f"<li{row}>{symbol}{html.escape(words)}</li>")
    return f'<ul class="legend" aria-label="{html.escape(label)}">{"".join(items)}</ul>'
