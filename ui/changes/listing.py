"""The list of corrections on the page Sources and data, and what was corrected in a record, under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st
from markupsafe import Markup

import geodata
from geodata import about, relations
from geodata.model import Correction, CorrectionKind
from ui.address import links
from ui.changes.records import NOTE, before_and_now, by_kind, link, name
from ui.markup import element, folded, joined, lines, listed, page_text
from ui.words import block, escape, inline
from ui.words import terms as words

# A day with more is folded, kind by kind.
UNFOLDED = 8


def show() -> None:
    """Show all corrections, the newest first, and the versions of the data."""
    days = (_day(day, list(kinds)) for day, kinds in groupby(by_kind(), key=lambda group: group[0]))
    told = days if geodata.corrections() else [element("p", "Nothing has been corrected so far.")]
    st.html(page_text(block(NOTE), *told, _versions()))


def _day(day: str, groups: Sequence[tuple[str, CorrectionKind, Sequence[Correction]]]) -> Markup:
    """What was corrected on a day: as one list, or folded by kind if there is much."""
    head = element("p", element("strong", words.iso_text(day)))
    if sum(len(found) for _, _, found in groups) <= UNFOLDED:
        return lines(head, listed(_item(one) for _, _, found in groups for one in found))
    folds = (folded(f"{words.CORRECTED[kind]} ({len(found)})", listed(map(_item, found))) for _, kind, found in groups)
    return lines(head, *folds)


def _versions() -> Markup:
    told = "**Versions of the data**, the newest first, each with its checksum (SHA-256):"
    rows = (
        f"**{escape(one.version)}**, published on {words.iso_text(one.date)}: `{one.checksum}`"
        for one in about.versions()
    )
    return lines(element("p", inline(told)), listed(map(inline, rows)))


def under(kind: CorrectionKind, record_id: str) -> Markup:
    """Return what was corrected in a record, folded, as HTML; nothing if nothing was."""
    found = relations.corrections_of(kind, record_id)
    return folded(f"Corrections ({len(found)})", listed(map(_change, found)))


def _change(one: Correction) -> Markup:
    when = element("strong", f"{words.iso_text(one.date)}, {one.what}.")
    return joined((when, before_and_now(one), inline(one.why)), " ")


def _item(one: Correction) -> Markup:
    there = link(one)
    named = f"[{escape(name(one))}]({links.view('./', *there)})" if there else escape(name(one))
    return inline(f"**{named}, {escape(one.what)}.** {escape(before_and_now(one))} {one.why}")
