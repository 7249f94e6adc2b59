"""How to cite an address, in the formats that readers and reference managers take."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from geodata import about, export
from ui.takeaway import citation as cite
from ui.takeaway import files


def show(address: str) -> None:
    """Show the citation of the dashboard or of a view, as of today, as plain text, BibTeX and CSL-JSON."""
    today = dt.datetime.now(dt.UTC).date()
    cited = cite.Citation(address, today, about.version(), about.checksum(), cite.view_title(address))
    text, bibtex, csl = st.tabs(["Plain text", "BibTeX", "CSL-JSON"])
    text.code(cite.plain(cited), None, wrap_lines=True)
    with bibtex:
        _format(cite.bibtex(cited), "bibtex", "bib", "text/plain")
    with csl:
        _format(cite.csl_json(cited), "json", "json", "application/json")


def _format(entry: str, language: str, ending: str, mime: str) -> None:
    st.code(entry, language, wrap_lines=True)
    files.offer(f"Download as .{ending}", entry.encode, export.named(f"-citation.{ending}"), mime)
