"""What the overview offers a reader who has just arrived: three ways in, and places to begin with as links."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

import geodata
from geodata import text
from geodata.model import Panel, Section
from ui import pages
from ui.address import query, session
from ui.words import prose

KEPT = ("place", "layers", "basemap")


def ways(panel: Panel, here: str) -> None:
    """Show the three ways in: the story, the map from the first place that the panel leads to, the claims.

    There is none where a place is open already, ``here``.
    """
    if here:
        return
    offered = {one.id: one for one in pages.offered()}
    with st.container(key="ways-in", horizontal=True, gap="small"):
        if "story" in offered:
            st.page_link(offered["story"].script, label="Read the story", icon=":material/menu_book:")
        if first := _first(panel):
            # A link to the page that is open already would leave its address as it is.
            key = f"open ways {first}"
            st.button("Explore the map", key=key, icon=":material/map:", on_click=lambda: session.change(place=first))
        if "claims" in offered:
            st.page_link(offered["claims"].script, label="Check the claims", icon=":material/fact_check:")


def _first(panel: Panel) -> str:
    leading = [one for one in panel.sections if not one.speaker]
    named = [target for one in leading for kind, target in text.links(one.body) if kind == "place"]
    return next(iter((*named, *(place.id for place in geodata.places()))), "")


def links(section: Section, here: str) -> None:
    """Show a section whose places are links where they are named; the page's script opens them without a new tab.

    ``here`` is the place of the panel, empty for the overview.
    """
    with st.container(key=f"opens-{here}-{section.heading}"):
        st.markdown(f"### {section.heading}\n\n{prose(text.LINK.sub(_linked, section.body))}")


def _linked(found: re.Match[str]) -> str:
    words, kind, target = found.groups()
    if kind != "place":
        return words
    address = urlencode(query(replace(session.current(), place=target), KEPT), safe=",")
    return f"[{words}](?{address})"
