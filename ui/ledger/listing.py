"""The ledger of claims: filters, counts by verdict, the table and the files to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

import geodata
from geodata import export
from geodata.model import Claim
from ui.address import State, choose, choose_place, session
from ui.ledger import cards, records
from ui.markup import Html
from ui.takeaway import files
from ui.words import escape, verdicts

SHAPES = {"table": "Table", "cards": "Cards"}
TABLE, _MARKED, _SOUGHT = "ledger table", "gate.ledger.marked", "gate.ledger.sought"
LABELS = {"where": "Part of the article", "kind": "Kind", "voice": "Voice"}
ANY = {"where": "Any part", "kind": "Any kind", "voice": "Any voice"}
# Pixels: three lines a row.
ROW_HEIGHT, HEADER_HEIGHT, TABLE_HEIGHT = 66, 38, 632

# Streamlit marks a row but does not scroll to it; the table is drawn after this has begun to run.
INTO_SIGHT = """<script>{
  const seek = (left) => {
    const table = document.querySelector(".st-key-ledger-side [data-testid='stDataFrame'] .dvn-scroller");
    const top = ROW * HEIGHT, room = table ? table.clientHeight - HEADER : 0;
    if (table && table.scrollHeight > top) {
      if (top < table.scrollTop || top + HEIGHT > table.scrollTop + room) table.scrollTop = top - (room - HEIGHT) / 2;
    } else if (left) setTimeout(seek, 100, left - 1);
  };
  seek(50);
}</script>""".replace("HEIGHT", str(ROW_HEIGHT)).replace("HEADER", str(HEADER_HEIGHT))


def filters(state: State) -> None:
    """Show the search box and the filters; the bars of the verdicts are one more."""
    with st.container(key="ledger-filters", horizontal=True, gap="small"):
        _search(state)
        _place(state)
        for name in LABELS:
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
    """Show how many of the claims have each verdict, as bars with their numbers: those shown, out of all.

    A bar is a button: it lets only the claims of its verdict pass, pressed again it no longer does.
    """
    everything = records.verdict_counts(geodata.claims())
    # Beside the verdicts chosen stand the numbers that the others would show.
    found = records.verdict_counts(records.shown(replace(state, verdict=())))
    labels = {
        verdict: f"{verdicts.stamp(verdict)} · {_of(found[verdict], total)}" for verdict, total in everything.items()
    }
    with st.container(key="ledger-counts"):
        st.html(f"<style>{_lengths(found, everything)}</style>")
        choose(
            st.pills,
            "Claims by verdict: press a bar to list only these",
            labels,
            list(state.verdict),
            lambda chosen: session.change(verdict=tuple(verdict for verdict in labels if verdict in chosen)),
            key="ledger verdict",
            selection_mode="multi",
            width="stretch",
        )


def _lengths(found: Mapping[str, int], everything: Mapping[str, int]) -> str:
    """Colours and lengths of the bars, of which Streamlit knows nothing."""
    longest = max(everything.values(), default=0) or 1
    rules = []
    for number, (verdict, total) in enumerate(everything.items(), 1):
        look = verdicts.LOOKS[verdict]
        rules.append(
            f".st-key-ledger-counts button:nth-of-type({number}){{--verdict:light-dark({','.join(look.ink)});"
            f"--tint:light-dark({','.join(look.tint)});"
            f"--shown:{100 * found[verdict] / longest:.1f}%;--all:{100 * total / longest:.1f}%}}"
        )
    return "".join(rules)


def _of(found: int, total: int) -> str:
    return f"{total}" if found == total else f"{found} of {total}"


def table(state: State) -> None:
    """Show the claims that pass the filters, as a table or as cards; a row or a card opens its claim.

    A narrow window shows the cards whatever is chosen, so that they are there always.
    """
    shown = records.shown(state)
    counts(state)
    with st.container(key="ledger-shape", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{escape(records.counted(state))}**")
        choose(
            st.segmented_control,
            "Show the claims as",
            SHAPES,
            state.listed,
            lambda chosen: session.change(listed=chosen),
            key="ledger listed",
            required=True,
            label_visibility="collapsed",
        )
    if not shown:
        st.info("No claim passes these filters. Take one away, or search for fewer words.")
        return
    with st.container(key=f"ledger-{state.listed}"):
        st.html(Html(cards.markup(state, shown)))
        if state.listed == "table":
            _grid(state, shown)
    st.html(Html(records.printed(shown)))


def _grid(state: State, shown: Sequence[Claim]) -> None:
    import pandas as pd

    ids = [claim.id for claim in shown]
    row = _row_of(state.claim, ids)
    _mark(row)
    st.dataframe(
        pd.DataFrame([records.row(claim) for claim in shown]),
        key=TABLE,
        alt="The claims of the article",
        hide_index=True,
        height=min(TABLE_HEIGHT, HEADER_HEIGHT + ROW_HEIGHT * len(shown)),
        row_height=ROW_HEIGHT,
        column_config={
            "No.": st.column_config.TextColumn(width=46, pinned=True),
            "Verdict": st.column_config.MultiselectColumn(
                width=168,
                options=[verdicts.stamp(verdict) for verdict in verdicts.names()],
                color=[verdicts.LOOKS[verdict].colour for verdict in verdicts.names()],
            ),
            "Claim": st.column_config.TextColumn(width=274),
            "Voice": st.column_config.TextColumn(width=88),
            "Part": st.column_config.TextColumn(width=82),
            "Places": st.column_config.TextColumn(width=130),
            "Kind": st.column_config.TextColumn(width=84),
        },
        on_select=_take_row,
        selection_mode=["single-row", "single-cell"],
    )
    if state.claim == st.session_state.get(_SOUGHT):
        return
    st.session_state[_SOUGHT] = state.claim
    if row is not None:
        st.html(INTO_SIGHT.replace("ROW", str(row)), unsafe_allow_javascript=True)


def _mark(row: int | None) -> None:
    """Mark the row of the claim that is open, and a cell in it from which the arrow keys go on.

    What is marked already is left alone: Streamlit would send it anew, over a click made in the meantime.
    """
    before = st.session_state.get(TABLE, {"selection": {"rows": [], "columns": [], "cells": []}})["selection"]
    kept = [list(cell) for cell in before["cells"] if cell[0] == row]
    marked: dict[str, Any] = {"rows": [], "columns": [], "cells": _entered(before)}
    if row is not None:
        marked |= {"rows": [row], "cells": kept or [[row, "Claim"]]}
    if _selected(before) != _selected(marked):
        st.session_state[TABLE] = {"selection": marked}
    st.session_state[_MARKED] = _selected(marked)


def _entered(selection: Any) -> list[list[Any]]:
    """The cell that the table selects by itself when Tab leads into it, if that is all that is selected."""
    cells = [list(cell) for cell in selection["cells"]]
    return cells if cells == [[0, "No."]] and not selection["rows"] else []


def _selected(selection: Any) -> tuple[list[int], list[tuple[int, str]]]:
    return list(selection["rows"]), [(cell[0], cell[1]) for cell in selection["cells"]]


def _take_row() -> None:
    state, selection = session.current(), st.session_state[TABLE]["selection"]
    # Streamlit takes what this page has marked for a choice when the browser sends it back.
    if _selected(selection) == st.session_state.get(_MARKED):
        return
    # Nobody has chosen yet who has only come there with Tab.
    if not state.claim and _entered(selection):
        return
    ids = [claim.id for claim in records.shown(state)]
    row = records.row_chosen(selection["rows"], [cell[0] for cell in selection["cells"]], _row_of(state.claim, ids))
    chosen = "" if row is None else ids[row]
    # It is in sight, wherever sorting has put it.
    st.session_state[_SOUGHT] = chosen
    open_claim(chosen)


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
