"""A view of the dashboard as a file that needs no server."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import geodata
from ui.address import State
from ui.brief import drawing, writing

__all__ = ["document", "mapped", "picture", "png", "stem", "view", "webp"]


def document(page: str, state: State, address: str, accessed: dt.date) -> str:
    """Return a view as one HTML file that holds all it shows and asks for nothing.

    Parameters
    ----------
    page
        Id of the page in :data:`ui.pages.PAGES`.
    state
        What the reader has chosen there.
    address
        Address of the view in the dashboard.
    accessed
        The day to cite it with.

    Raises
    ------
    GeodataError
        If a record or a file that the view needs is missing or broken.
    ValueError
        If the address is no web address; the message is one sentence.
    """
    return writing.whole(page, state, address, accessed)


def picture(page: str, state: State) -> str | None:
    """Return the map of a view as one SVG; None where it has none."""
    return writing.picture(page, state)


def mapped(page: str, state: State) -> bool:
    """Return whether a view has a map."""
    return writing.mapped(page, state)


def png(svg: str, width: int = 1600) -> bytes:
    """Return an SVG of :func:`picture` as a PNG that is ``width`` pixels wide."""
    return drawing.png(svg, width)


def view(page: str, state: State) -> writing.View:
    """Return a view in words: how it is titled, headed and described, and what its map shows."""
    return writing.view(page, state)


def webp(
    page: str, state: State, size: tuple[int, int], *, dark: bool = False, width: int = 0, covered: int = 0
) -> bytes | None:
    """Return the map of a view as the page shows it at first, in a WebP; None where it has none.

    Parameters
    ----------
    page, state
        The view.
    size
        Width and height in pixels of the frame in which the map stands.
    dark
        Whether in the colours of the dark theme.
    width
        Width of the picture in pixels; 0 for that of the frame.
    covered
        Pixels of the frame at its top on which the page puts its controls.
    """
    drawn = writing.view(page, state).drawn
    if drawn is None:
        return None
    with drawing.dark(dark):
        svg = writing.svg(replace(drawn, title="", legend=(), size=size), covered)
    return drawing.webp(svg, size, width or size[0])


def stem(page: str, state: State) -> str:
    """Return the name of a view's file without its ending: that of the dashboard, then what is chosen."""
    chosen = {
        "map": (state.place, f"claim-{state.claim}" if state.claim else ""),
        "story": (f"step-{state.step}", state.place),
        "timeline": ("timeline", state.event, state.place),
        "claims": (f"claim-{state.claim}" if state.claim else "claims",),
        "borders": ("borders", state.part),
        "sources": ("sources",),
    }[page]
    return "-".join((geodata.dashboard().name, *(filter(None, chosen) if any(chosen) else ("map",))))
