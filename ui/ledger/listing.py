"""The ledger of claims: filters, counts by verdict, the table and the files to take away."""

from __future__ import annotations

from typing import Any

import streamlit as st

import geodata
from geodata import export
from ui.address import State, choose, choose_place, session
from ui.ledger import records
from ui.takeaway import files
from ui.words import escape, names_axis
from ui.words import terms as words

TABLE, _MARKED = "ledger table", "gate.ledger.marked"
LABELS = {"where": "Part of the article", "kind": "Kind", "voice": "Voice", "verdict": "Verdict"}
ANY = {"where": "Any part", "kind": "Any kind", "voice": "Any voice", "verdict": "Any verdict"}
# Pixels: four lines a row, and a claim as wide as a phone shows beside its number.
ROW_HEIGHT, HEADER_HEIGHT, TABLE_HEIGHT = 84, 38, 560
# Mid-tones that stand out from the light and from the dark page; the words beside the bars carry the meaning.
COLOURS = {
    "holds": "#3d8f63",
    "partly": "#4a86b8",
    "contradicted": "#c0504a",
    "outdated": "#c58a2b",
    "open": "#8d73bd",
    "opinion": "#8a8f94",
}


def filters(state: State) -> None:
    """Show the search box and the filters."""
    with st.container(key="ledger-filters", horizontal=True, gap="small"):
        _search(state)
        _place(state)
        for name in ("verdict", "where", "voice", "kind"):
            _filter(state, name)


def _search(state: State) -> None:
    st.session_state["ledger words"] = state.words
    st.text_input(
        "Search the claims",
        key="ledger words",
        max_chars=80,
        placeholder="Search claims and checks",
        type="search",
        on_change=lambda: session.change(words=st.session_state["ledger words"] or ""),
        label_visibility="collapsed",
    )


def _place(state: State) -> None:
    choose_place("Place", state.place, key="ledger place", placeholder="Any place")


def _filter(state: State, name: str) -> None:
    values = records.values(name)
    choose(
        st.multiselect,
        LABELS[name],
        values,
        list(getattr(state, name)),
        lambda chosen: session.change(**{name: tuple(value for value in values if value in chosen)}),
        key=f"ledger {name}",
        placeholder=ANY[name],
        label_visibility="collapsed",
    )


def counts(state: State) -> None:
    """Show how many of the claims have each verdict, as bars with their numbers: those shown, out of all."""
    import altair as alt

    everything = records.verdict_counts(geodata.claims())
    found = records.verdict_counts(records.shown(state))
    labels = {verdict: f"{words.VERDICTS[verdict]} · {_of(found[verdict], everything[verdict])}" for verdict in found}
    rows = [
        {"label": labels[verdict], "shown": found[verdict], "all": total, "colour": COLOURS[verdict]}
        for verdict, total in everything.items()
    ]
    gaps = alt.Scale(paddingInner=0.35, paddingOuter=0.1)
    length = alt.Scale(domain=[0, max(everything.values())])
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=None, title=None, scale=gaps, axis=names_axis(13, 260)),
        color=alt.Color("colour:N", scale=None),
        tooltip=[alt.Tooltip("label:N", title="Verdict")],
    )
    behind = base.mark_bar(opacity=0.22).encode(x=alt.X("all:Q", title=None, axis=None, scale=length))
    before = base.mark_bar().encode(x=alt.X("shown:Q", title=None, axis=None, scale=length))
    chart = (behind + before).properties(height=128)
    with st.container(key="ledger-counts"):
        st.altair_chart(chart, width="stretch", alt=f"Claims by verdict: {', '.join(labels.values())}")


def _of(found: int, total: int) -> str:
    return f"{total}" if found == total else f"{found} of {total}"


def table(state: State) -> None:
    """Show the claims that pass the filters; selecting a row opens its claim."""
    import pandas as pd

    shown = records.shown(state)
    counts(state)
    st.markdown(f"**{escape(records.counted(state))}**")
    if not shown:
        st.info("No claim passes these filters. Take one away, or search for fewer words.")
        return
    ids = [claim.id for claim in shown]
    _mark(_row_of(state.claim, ids))
    st.dataframe(
        pd.DataFrame([records.row(claim) for claim in shown]),
        key=TABLE,
        alt="The claims of the article",
        hide_index=True,
        height=min(TABLE_HEIGHT, HEADER_HEIGHT + ROW_HEIGHT * len(shown)),
        row_height=ROW_HEIGHT,
        column_config={
            "No.": st.column_config.TextColumn(width=50, pinned=True),
            "Claim": st.column_config.TextColumn(width=272),
            "Verdict": st.column_config.TextColumn(width=98),
            "Voice": st.column_config.TextColumn(width=106),
            "Part": st.column_config.TextColumn(width=98),
            "Kind": st.column_config.TextColumn(width=84),
        },
        on_select=_take_row,
        selection_mode=["single-row", "single-cell"],
    )
    st.html(records.printed(shown))


def _mark(row: int | None) -> None:
    """Mark the row of the claim that is open, and a cell in it from which the arrow keys go on."""
    before = st.session_state.get(TABLE, {"selection": {"cells": []}})["selection"]
    kept = [list(cell) for cell in before["cells"] if cell[0] == row]
    marked: dict[str, Any] = {"rows": [], "columns": [], "cells": []}
    if row is not None:
        marked |= {"rows": [row], "cells": kept or [[row, "Claim"]]}
    st.session_state[TABLE] = {"selection": marked}
    st.session_state[_MARKED] = _selected(marked)


def _selected(selection: Any) -> tuple[list[int], list[tuple[int, str]]]:
    return list(selection["rows"]), [(cell[0], cell[1]) for cell in selection["cells"]]


def _take_row() -> None:
    state, selection = session.current(), st.session_state[TABLE]["selection"]
    # Streamlit takes what this page has marked for a choice when the browser sends it back.
    if _selected(selection) == st.session_state.get(_MARKED):
        return
    ids = [claim.id for claim in records.shown(state)]
    row = records.row_chosen(selection["rows"], [cell[0] for cell in selection["cells"]], _row_of(state.claim, ids))
    open_claim("" if row is None else ids[row])


def _row_of(claim_id: str, ids: list[str]) -> int | None:
    return ids.index(claim_id) if claim_id in ids else None


def open_claim(claim_id: str) -> None:
    """Take in that the reader opens a claim, or closes the one that is open."""
    session.change(claim=claim_id, view=None)


def downloads() -> None:
    """Offer the whole ledger as files, whatever the filters, and say what their columns mean."""
    with st.container(horizontal=True, gap="small", key="ledger-downloads", vertical_alignment="center"):
        for label, make, name in (
            ("Whole ledger as CSV", export.claims_csv, export.named("-claims.csv")),
            ("Whole ledger as JSON", export.claims_json, export.named("-claims.json")),
        ):
            files.offer_file(label, make, name)
        with st.popover("What the columns mean"):
            st.markdown("\n".join(f"- **{name}**: {meaning}" for name, meaning in export.claim_fields().items()))
            st.caption(geodata.dashboard().claims_licence)
