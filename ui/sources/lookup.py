"""One document looked up: the record that a citation opens, and through it the document itself."""

from __future__ import annotations

import streamlit as st

import geodata
from geodata import relations
from geodata.errors import GeodataError
from geodata.model import FactSource
from ui.address import State, choose, session
from ui.markup import note, page_text
from ui.sources.records import cited_by, former_line
from ui.words import block, documents, escape, markdown


def looked_up(state: State) -> None:
    """Offer to look a document up by its key, and show the record of the one that is chosen.

    A former key shows the documents that it leads on to.
    """
    try:
        sources, former = geodata.fact_sources(), {one.key: one for one in geodata.former_keys()}
    except GeodataError:
        # The list of all documents says what is wrong, and this must not take the rest of the page along.
        return
    if not sources:
        return
    offered = {source.key: f"{source.key} · {source.title}" for source in sources}
    offered |= {key: f"{key} · now {', '.join(one.documents)}" for key, one in former.items()}
    choose(
        st.selectbox,
        "Look up a source",
        offered,
        state.source or None,
        lambda chosen: session.change(source=chosen or ""),
        key="source",
        index=None,
        placeholder="Key or words of the title",
    )
    if state.source in former:
        st.html(page_text(block(former_line(former[state.source]))))
    if state.source:
        for source in geodata.documents([state.source]):
            with st.container(border=True, key=f"opened-{source.key}"):
                _show(source)


def _show(source: FactSource) -> None:
    """What supports us, then the way to the document, then in small type all that is known of it."""
    title = f"[{escape(source.title)}]({source.link})"
    told = f"**{source.key}** {escape(source.passage)}\n\n{title}"
    known = "  \n".join(f":small[{line}]" for line in _lines(source) if line)
    better = f"\n\n:small[**{documents.BETTER}:**]\n\n{markdown.source_list(source.better)}" if source.better else ""
    st.html(page_text(block(f"{told}\n\n{known}{better}"), note("To cite this document:")))
    st.code(documents.cited(source), None, wrap_lines=True)


def _lines(source: FactSource) -> tuple[str, ...]:
    copies = ", ".join(f"[{escape(url)}]({url})" for url in source.mirrors)
    return (
        " · ".join(map(escape, (*documents.facts(source), documents.reading(source)))),
        f"Address: [{escape(source.address)}]({source.address})" if source.address else "",
        f"Copies on other sites (mirrors): {copies}" if copies else "",
        f"Archive, not checked here: [{escape(source.archive)}]({source.archive})",
        f"*{escape(source.note)}*" if source.note else "",
        cited_by(relations.citing().get(source.key, ())),
    )
