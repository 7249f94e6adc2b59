"""The rules by which verdicts are given, and how far two readers agreed who gave them apart from each other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

import geodata
from geodata.model import Judgement
from ui import markup
from ui.markup import element, folded, lines, listed, page_text
from ui.words import Table, escape, inline, judged


def method() -> None:
    """Show the rules, the agreement and what was settled."""
    rules = listed(
        inline(f"**{rule.name}**: {escape(rule.meaning)}. {escape(rule.rule)}") for rule in geodata.verdicts()
    )
    agreement = _agreement() if geodata.judgements() else markup.NOTHING
    title = markup.heading(3, judged.TITLE, id="verdicts")
    st.html(page_text(title, element("p", judged.RULES), rules, agreement))


def _agreement() -> Markup:
    return lines(
        element("p", f"{judged.READERS} {judged.agreed()}"),
        judged.crossed().html(judged.CROSSED),
        _told(judged.DIFFERED, judged.differed(), judged.SETTLED, ("first", "second", "settled", "why")),
        _told(judged.CHANGED, judged.changed(), judged.REPLACED, ("before", "settled")),
    )


def _told(title: str, found: Sequence[Judgement], head: tuple[str, ...], fields: Sequence[str]) -> Markup:
    rows = tuple((f"[{one.claim}](claims?claim={one.claim})", *judged.row(one, fields)) for one in found)
    return folded(f"{title} ({len(found)})", Table(head, rows, numbers=False).html()) if rows else markup.NOTHING
