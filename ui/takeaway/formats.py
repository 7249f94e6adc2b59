"""How to cite an address, in the formats that readers and reference managers take."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from geodata import about, export
from ui.address import State, links
from ui.takeaway import citation as cite
from ui.takeaway import files


def which_version(key: str) -> str:
    """Ask whether an address is to name the version of the data; return that, or nothing for always the newest."""
    version = about.newest().version
    chosen = st.radio(
        "Which data",
        (version, ""),
        format_func=lambda one: f"This version ({one})" if one else "Always the newest",
        key=key,
        horizontal=True,
        help="The dashboard shows its newest data. An address with a version also says what has been corrected since.",
    )
    return chosen or ""


def show(home: str, page_id: str, state: State, key: str) -> None:
    """Show the citation of a view, as of today, as plain text, BibTeX and CSL-JSON.

    Parameters
    ----------
    home
        Address of the dashboard's first page.
    page_id, state
        The view; the first page without any choice stands for the dashboard as a whole.
    key
        Tells the citations on a page apart.
    """
    address = links.view(home, page_id, replace(state, version=which_version(f"{key} cite version")))
    today = dt.datetime.now(dt.UTC).date()
    cited = cite.Citation(address, today, about.version(), about.newest(), cite.view_title(address))
    text, bibtex, csl = st.tabs(["Plain text", "BibTeX", "CSL-JSON"])
    text.code(cite.plain(cited), None, wrap_lines=True)
    with bibtex:
        _format(cite.bibtex(cited), "bibtex", "bib", "text/plain")
    with csl:
        _format(cite.csl_json(cited), "json", "json", "application/json")


def _format(entry: str, language: str, ending: str, mime: str) -> None:
    st.code(entry, language, wrap_lines=True)
    files.offer(f"Download as .{ending}", entry.encode, export.named(f"-citation.{ending}"), mime)
