"""The list of corrections on the page Sources and data, and what was corrected in a record, under it."""

from __future__ import annotations

from itertools import groupby

import streamlit as st
from markupsafe import Markup

import geodata
from geodata import about, relations
from geodata.model import Correction, CorrectionKind
from ui.address import links
from ui.changes.records import NOTE, before_and_now, by_kind, link, name
from ui.markup import element, folded, joined, listed
from ui.words import escape, inline, prose
from ui.words import terms as words

# A day with more is folded, kind by kind.
UNFOLDED = 8


def show() -> None:
    """Show all corrections, the newest first, and the versions of the data."""
    st.markdown(NOTE)
    for day, kinds in groupby(by_kind(), key=lambda group: group[0]):
        st.markdown(f"**{words.iso_text(day)}**")
        groups = [(kind, found) for _, kind, found in kinds]
        if sum(len(found) for _, found in groups) <= UNFOLDED:
            st.markdown("\n".join(_item(one) for _, found in groups for one in found))
            continue
        for kind, found in groups:
            with st.expander(f"{words.CORRECTED[kind]} ({len(found)})"):
                st.markdown("\n".join(_item(one) for one in found))
    if not geodata.corrections():
        st.markdown("Nothing has been corrected so far.")
    st.markdown("**Versions of the data**, the newest first, each with its checksum (SHA-256):")
    st.markdown(
        "\n".join(
            f"- **{escape(one.version)}**, published on {words.iso_text(one.date)}: `{one.checksum}`"
            for one in about.versions()
        )
    )


def under(kind: CorrectionKind, record_id: str) -> Markup:
    """Return what was corrected in a record, folded, as HTML; nothing if nothing was."""
    found = relations.corrections_of(kind, record_id)
    return folded(f"Corrections ({len(found)})", listed(map(_change, found)))


def _change(one: Correction) -> Markup:
    when = element("strong", f"{words.iso_text(one.date)}, {one.what}.")
    return joined((when, before_and_now(one), inline(one.why)), " ")


def _item(one: Correction) -> str:
    there = link(one)
    named = f"[{escape(name(one))}]({links.view('./', *there)})" if there else escape(name(one))
    return f"- **{named}, {escape(one.what)}.** {_said(one)}"


def _said(one: Correction) -> str:
    return f"{escape(before_and_now(one))} {prose(one.why)}"
