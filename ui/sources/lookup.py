"""One document looked up: the record that a citation opens, and through it the document itself."""

from __future__ import annotations

import streamlit as st

import geodata
from geodata import relations
from geodata.errors import GeodataError
from geodata.model import FactSource
from ui.address import State, choose, session
from ui.sources.records import cited_by, former_line, record
from ui.words import documents, escape, markdown


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
        st.markdown(former_line(former[state.source]))
    if state.source:
        for source in geodata.documents([state.source]):
            with st.container(border=True, key=f"opened-{source.key}"):
                _show(source)


def _show(source: FactSource) -> None:
    st.markdown(f"**{source.key}** {escape(source.passage)}")
    st.markdown(f"[{escape(source.title)}]({source.link}) :small[{escape(documents.reading(source))}]")
    better = markdown.source_list(source.better)
    st.markdown(record(_values(source)))
    if better:
        st.markdown(f":small[**{documents.BETTER}:**]\n{better}")
    st.caption("To cite this document:")
    st.code(documents.cited(source), None, wrap_lines=True)


def _values(source: FactSource) -> dict[str, str]:
    copies = ", ".join(f"[{escape(url)}]({url})" for url in source.mirrors)
    return {
        "Publisher": escape(source.publisher),
        "Author": escape(source.author),
        "Published": documents.day(source.date),
        "Language": escape(documents.language(source)),
        "Kind": escape(documents.KINDS[source.kind]),
        "Address": f"[{escape(source.address)}]({source.address})" if source.address else "",
        "Copies on other sites (mirrors)": copies if source.address else f"{copies}; no other address is known",
        "Archive, not checked here": f"[{escape(source.archive)}]({source.archive})",
        "Note": escape(source.note),
        "Cited by": cited_by(relations.citing().get(source.key, ())).removeprefix("Cited by "),
    }
