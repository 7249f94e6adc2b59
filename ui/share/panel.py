"""The share panel: the address of exactly this view, a frame for somebody's page, a citation, files to take away."""

from __future__ import annotations

import datetime as dt
import html
from dataclasses import replace
from pathlib import Path

import streamlit as st

import geodata
from geodata import about
from geodata.errors import GeodataError
from ui import steady, takeaway
from ui.address import State, links, session
from ui.takeaway import files
from ui.takeaway import formats as citation
from ui.words import escape

HERE = Path(__file__).resolve().parent
SECTIONS = ("Link", "Embed", "Cite", "Download")


def button(page_id: str, state: State) -> None:
    """Show the button that opens the share panel over the page."""
    if st.button("Share", key="share", icon=":material/share:", help="Link, embed, cite or download this view"):
        _panel(page_id, state, session.home())


@st.dialog("Share this view", width="medium", position="right")
def _panel(page_id: str, state: State, home: str) -> None:
    """Show the panel. ``state`` is that of the moment the button was pressed: nothing moves below."""
    section = st.segmented_control(
        "What to share", SECTIONS, default=SECTIONS[0], key="share section", required=True, label_visibility="collapsed"
    )
    try:
        dated = links.view(home, page_id, replace(state, version=about.newest().version))
        if section == "Embed":
            _embed(links.view(home, page_id, replace(state, version=takeaway.which_version("share embed version"))))
        elif section == "Cite":
            st.markdown("Cites this very view, with the version and the state of the data.")
            citation.show(home, page_id, state, "share")
        elif section == "Download":
            _download(page_id, state, dated)
        else:
            _link(dated)
    except GeodataError as error:
        st.error(f"This cannot be made from the data as it is. {escape(str(error))}")


def _link(address: str) -> None:
    st.markdown("This address opens the page on exactly what you see now, in any browser, without an account.")
    _copied("Address of this view", address)
    st.caption(
        "It holds your choices, where the map looks and the version of the data, and nothing about you. Should what "
        "you see be corrected later, whoever opens it is told what has changed."
    )


def _copied(label: str, words: str) -> None:
    """Show words in a field, with a button that copies them and says so."""
    st.html(
        f'<div class="gate-copy"><textarea readonly rows="3" aria-label="{html.escape(label)}">{html.escape(words)}'
        '</textarea><button type="button">Copy</button><span role="status"></span></div>'
        f"<script>{steady.text(HERE / 'copy.js')}</script>",
        unsafe_allow_javascript=True,
    )


def _embed(address: str) -> None:
    st.markdown("For a page of your own: the same view without navigation, with its title and credits.")
    size = links.SIZES[
        st.radio("Size", list(links.SIZES), format_func=lambda one: links.SIZES[one].label, key="share size")
    ]
    theme = st.radio(
        "Theme", list(links.THEMES), format_func=links.THEMES.__getitem__, key="share theme", horizontal=True
    )
    ticked = [name for name, words in links.EMBED_OPTIONS.items() if st.checkbox(words, key=f"share {name}")]
    framed = links.framed(address, [*ticked, theme])
    _copied("HTML of the frame", links.snippet(framed, geodata.dashboard().title, size))
    st.markdown("**Preview**")
    with st.container(key="share-preview"):
        alt = f"Preview: {geodata.dashboard().title}"
        if size.width.isdigit():
            st.iframe(framed, width=int(size.width), height=size.height, alt=alt)
        else:
            st.iframe(framed, height=size.height, alt=alt)


def _download(page_id: str, state: State, address: str) -> None:
    from ui import brief

    def drawn() -> str:
        return brief.picture(page_id, state) or ""

    today = dt.datetime.now(dt.UTC).date()
    stem = brief.stem(page_id, state)
    st.markdown(
        "**One file that outlives the server**: the map, the texts, the sources and the citation of this view. It "
        "opens in any browser without a network and prints on A4."
    )
    files.offer(
        "This view as one HTML file",
        lambda: brief.document(page_id, state, address, today).encode(),
        f"{stem}.html",
        "text/html",
        primary=True,
    )
    if brief.mapped(page_id, state):
        st.markdown("**The map alone**, with legend, scale and credits.")
        with st.container(horizontal=True, gap="small"):
            files.offer("Map as SVG", lambda: drawn().encode(), f"{stem}.svg", "image/svg+xml")
            files.offer("Map as PNG", lambda: brief.png(drawn()), f"{stem}.png", "image/png")
    st.page_link("pages/sources.py", label="All data as files: Sources and data", icon=":material/download:")
