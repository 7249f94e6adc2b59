"""Addresses of views, and the HTML that frames one in somebody’s page. Pure: no streamlit here."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

import geodata
from geodata import relations
from ui.address import parameters
from ui.address.state import State
from ui.pages import PAGES

# Where `streamlit run` starts the dashboard when nothing else is said.
LOCAL = "http://localhost:8501/"
# Streamlit's options for a page in a frame that are a matter of taste, and what ticking one does.
EMBED_OPTIONS = {
    "show_padding": "Space around the page",
    "show_toolbar": "Streamlit’s menu",
    "disable_scrolling": "No scrolling inside the frame",
    "hide_loading_screen": "No loading screen",
}
THEMES = {"": "The reader’s", "light_theme": "Light", "dark_theme": "Dark"}


@dataclass(frozen=True, slots=True)
class Size:
    """A size of the frame: its name, its width in CSS (pixels, or a share of the column), its height in pixels."""

    label: str
    width: str
    height: int


SIZES = {
    "column": Size("As wide as the column", "100%", 760),
    "wide": Size("Wide, 960 × 680", "960", 680),
    "narrow": Size("Narrow, 420 × 760", "420", 760),
}


def event_state(event_id: str) -> State:
    """Return the choice that opens an entry of the timeline; what came after the article has to be asked for."""
    later = {event.id for event in geodata.events() if not relations.of_its_time(event)}
    return State(event=event_id, since=event_id in later)


def home(address: str) -> str:
    """Return the address of the dashboard's first page from that of any of its pages, query and fragment left out.

    What is no address of a page is taken for :data:`LOCAL`: browsers say by themselves where they are.
    """
    try:
        parts = urlsplit(address)
        found = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        found = False
    if not found:
        return LOCAL
    bare = address.partition("#")[0].partition("?")[0].rstrip("/")
    start, _, last = bare.rpartition("/")
    return f"{start if any(last == page.id for page in PAGES) else bare}/"


def view(start: str, page_id: str, state: State) -> str:
    """Return the address that opens a page on exactly what a state shows.

    Parameters
    ----------
    start
        Address of the dashboard's first page, as :func:`home` gives it.
    page_id
        Id of the page; ``"map"`` is the first one.
    state
        What the reader has chosen.
    """
    return named(start, page_id, parameters.query(state))


def named(start: str, page_id: str, chosen: Mapping[str, str]) -> str:
    """Return the address of a page with names of the query string and their values; ``start`` as for :func:`view`."""
    query = urlencode(chosen, safe=",", quote_via=quote)
    return f"{start}{'' if page_id == 'map' else page_id}{'?' if query else ''}{query}"


def framed(address: str, options: Sequence[str] = ()) -> str:
    """Return the address of a view as a frame must ask for it: without navigation, with Streamlit's ``options``."""
    query = urlencode([("embed", "true"), *(("embed_options", option) for option in options if option)])
    return f"{address}{'&' if '?' in address else '?'}{query}"


def snippet(address: str, title: str, size: Size) -> str:
    """Return the HTML that puts a framed address into a page; ``title`` tells screen readers what the frame holds."""
    return (
        f'<iframe src="{html.escape(address)}" title="{html.escape(title)}" width="{size.width}" '
        f'height="{size.height}" style="border:0;max-width:100%" loading="lazy" '
        'allow="clipboard-write; fullscreen"></iframe>'
    )
