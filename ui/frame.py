"""What every page stands in: page set-up, style sheet, navigation row and footer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.about import ARTICLE_TITLE, ARTICLE_URL, TITLE
from geodata.errors import GeodataError
from ui import session, style
from ui import state as states

SUBTITLE = f"The places of Paul Pryce’s article [*{ARTICLE_TITLE}*]({ARTICLE_URL}), and how well each is known"
ASSETS = Path(__file__).resolve().parent / "assets"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the dashboard: its script, its name in the navigation row and the title of its browser tab.

    ``keeps`` are the parameters of the address that still make sense there when a reader comes from another page.
    """

    id: str
    script: str
    label: str
    title: str
    keeps: tuple[str, ...]


PAGES: tuple[Page, ...] = (
    Page("map", "dashboard.py", "Map", TITLE, ("place", "layers", "basemap", "claim")),
    Page("story", "pages/story.py", "Story", f"Story · {TITLE}", ("layers", "basemap", "step")),
    Page(
        "timeline",
        "pages/timeline.py",
        "Timeline",
        f"Timeline · {TITLE}",
        ("layers", "basemap", "from", "to", "event", "since"),
    ),
    Page(
        "claims",
        "pages/claims.py",
        "Claims",
        f"Claims · {TITLE}",
        ("claim", "q", "where", "kind", "voice", "verdict", "place"),
    ),
    Page(
        "borders",
        "pages/borders.py",
        "Borders",
        f"Borders · {TITLE}",
        (
            *("part", "border", "tolerance", "old", "when", "parcel", "a", "b", "point", "over", "outline"),
            *("layers", "basemap"),
        ),
    ),
    Page("sources", "pages/sources.py", "Sources and data", f"Sources and data · {TITLE}", ()),
)


@contextmanager
def page(page_id: str) -> Iterator[states.State]:
    """Set a page up, run what stands inside, close it with the credits.

    Anything in the address that is not known is named in one sentence; so is a data file that the page cannot do
    without and that is missing or broken.

    Parameters
    ----------
    page_id
        Id of the page in :data:`PAGES`.

    Yields
    ------
    State
        What the reader has chosen.
    """
    this = next(p for p in PAGES if p.id == page_id)
    st.set_page_config(page_title=this.title, layout="wide", menu_items={"About": _about()})
    st.html(f"<style>{_css()}</style>")
    try:
        state, sentence = session.begin()
        with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
            st.title(TITLE, anchor=False, width="content")
            st.caption(SUBTITLE)
        _navigation(state, this)
        # Always there, so that nothing below moves when the sentence goes.
        with st.container(key="notice"):
            if sentence:
                st.warning(escape(sentence))
        yield state
    except GeodataError as error:
        st.error(f"This page cannot be shown in full. {escape(str(error))}")
    _footer()


def panel(key: str) -> DeltaGenerator:
    """Return the container beside the map; it scrolls by itself and begins at its top whenever ``key`` changes."""
    return st.container(key=f"panel-{key}")


def _footer() -> None:
    with st.container(key="footer"):
        st.caption(
            f"An independent companion to [*{ARTICLE_TITLE}*]({ARTICLE_URL}) by Paul Pryce (offiziere.ch, 2018), "
            "retold and checked in our own words. Boundaries and other data: © OpenStreetMap contributors (ODbL 1.0), "
            "CIA World Data Bank II, GSHHG, Natural Earth, GeoNames (CC BY 4.0). Boundaries shown imply no endorsement."
        )


def escape(text: str) -> str:
    """Escape text from outside so that Markdown shows it as it is."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-.!|~$:&" else char for char in text)


def _navigation(state: states.State, here: Page) -> None:
    if len(PAGES) == 1:
        return
    with st.container(key="navigation", horizontal=True):
        for target in PAGES:
            st.page_link(
                target.script,
                label=f"**{target.label}**" if target is here else target.label,
                query_params=states.query(state, target.keeps),
            )


def _about() -> str:
    return f"**{TITLE}**: an independent companion to [{ARTICLE_TITLE}]({ARTICLE_URL}) by Paul Pryce."


def _css() -> str:
    return f":root{{{style.variables()}}}" + (ASSETS / "page.css").read_text(encoding="utf-8")
