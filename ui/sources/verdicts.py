"""The rules by which verdicts are given, and how far two readers agreed who gave them apart from each other."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import geodata
from geodata.model import Judgement
from ui.words import Table, escape, judged, prose


def method() -> None:
    """Show the rules, the agreement and what was settled."""
    st.subheader(judged.TITLE, anchor="verdicts")
    st.markdown(judged.RULES)
    rules = geodata.verdicts()
    st.markdown("\n".join(f"- **{rule.name}**: {escape(rule.meaning)}. {escape(rule.rule)}" for rule in rules))
    if not geodata.judgements():
        return
    st.markdown(f"{judged.READERS} {judged.agreed()}")
    st.caption(judged.CROSSED)
    st.markdown(judged.crossed().markdown())
    _told(judged.DIFFERED, judged.differed(), judged.SETTLED, ("first", "second", "settled", "why"))
    _told(judged.CHANGED, judged.changed(), judged.REPLACED, ("before", "settled"))


def _told(title: str, found: Sequence[Judgement], head: tuple[str, ...], fields: Sequence[str]) -> None:
    if not found:
        return
    rows = tuple((f"[{one.claim}](claims?claim={one.claim})", *map(prose, judged.row(one, fields))) for one in found)
    with st.expander(f"{title} ({len(found)})"):
        st.markdown(Table(head, rows, numbers=False).markdown())
