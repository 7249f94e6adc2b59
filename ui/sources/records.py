"""Where everything comes from: the article, the data sources, the publications, and how they were used."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

import geodata
from geodata import relations
from geodata.model import Contradiction, DataSource, Event, FactSource, FormerKey, Moment
from geodata.relations import Citing
from ui import changes, markup
from ui.address import event_state, query
from ui.markup import NOTHING, element, folded, joined, lines, listed, note, page_text
from ui.words import block, documents, escape, inline, markdown

SECTIONS = {
    "downloads": "Downloads",
    "layers": "Layers",
    "data-sources": "Data sources",
    "publications": "Publications",
    "cite": "Cite",
    "corrected": "Corrections",
    "method": "Method and limits",
}
PUBLICATIONS = (
    "What the claims, panels and dates were checked against, one document a key: first what in it supports what "
    "we say, then what it is, how much of it was read and when, and where it is. Most were read in excerpts of "
    "stored copies, not as whole pages. Copies on other sites and encyclopedias are named as such, with a better "
    "document beside them where one was found. The addresses at the archive follow its rule; whether it has the "
    "page was not checked. Links open in a new tab."
)
# Where a text that cites a publication is read: what to call such texts, and the address of one. Claims go by number.
READ_AT = {
    "panel": ("panels", "./?place={}"),
    "claim": ("claims", "claims?claim={}"),
    "event": ("events", "timeline?event={}"),
    "moment": ("dates", "timeline?event={}"),
    "quoted": ("quoted figures", "borders?border={}"),
    "step": ("steps of the story", "story?step={}"),
    "contradiction": ("contradictions", ""),
    "correction": ("corrections", "#corrected"),
}


def heading(section: str) -> None:
    """Show the heading of a section of the page, with the anchor that the list of sections leads to."""
    st.header(SECTIONS[section], anchor=section)


def column() -> DeltaGenerator:
    """Return the container that the page is set in: a measure that can be read, and the whole width of a phone."""
    return st.container(key="sources", width=1040)


def article() -> None:
    """Credit the article and list the sections of the page."""
    about = geodata.article()
    credit = (
        f"Everything here is about one article: **{about.author}, [*{about.title}*]({about.url})**, "
        f"{about.publisher}, {about.year}. "
        "It belongs to its author and its publisher; this dashboard is independent of both, holds none of its text, "
        "and retells and checks it in other words."
    )
    sections = (element("a", title, href=f"#{anchor}") for anchor, title in SECTIONS.items())
    st.html(page_text(block(credit), element("p", joined(sections, " · "))))


def data_sources() -> None:
    """Show the record of every data set that the layers are derived from."""
    heading("data-sources")
    told = "The data sets that the layers are derived from, each pinned to one version of one package."
    st.html(page_text(element("p", told), *map(_data_source, geodata.data_sources())))


def _data_source(source: DataSource) -> Markup:
    derived = [layer.title for layer in geodata.layers() if source.id in layer.sources]
    told = record(
        {
            "Producer": escape(source.producer),
            "Version": escape(source.version),
            "Package": escape(source.package),
            "Licence": f"[{escape(source.licence)}]({source.licence_url})",
            "Credit": escape(source.credit),
            "Published": escape(source.published),
            "Accessed": escape(source.accessed),
            "Address": f"[{escape(source.url)}]({source.url})",
            "Precision": escape(source.precision),
            "Caveats": escape(source.caveats),
            "Used for": escape("; ".join(derived)),
        }
    )
    sums = element("pre", "\n".join(f"{digest}  {name}" for name, digest in source.files.items()))
    files = lines(note("SHA-256 of the files used"), sums) if source.files else NOTHING
    return folded(f"{source.title}: {source.licence}", lines(told, files))


def record(values: dict[str, str]) -> Markup:
    """Return named values, in Markdown, as a list; what is empty is left out."""
    return listed(inline(f"**{name}:** {value}") for name, value in values.items() if value)


def fact_sources() -> None:
    """Show every publication that facts were checked against, with the texts that cite it."""
    heading("publications")
    st.html(_documents(geodata.fact_sources(), geodata.former_keys()))


@lru_cache(maxsize=1)
def _documents(publications: tuple[FactSource, ...], former: tuple[FormerKey, ...]) -> str:
    """All publications as one text: Streamlit's own Markdown would keep a browser busy with it for a second."""
    cited = relations.citing()
    told = "\n".join(_publication(one, cited.get(one.key, ())) for one in publications)
    if former:
        keys = "\n".join(f"- {former_line(one)}" for one in former)
        told += f"\n\n{documents.FORMER}, and the documents that each leads on to:\n\n{keys}"
    name = f"All {len(publications)} documents, and where each is cited"
    return page_text(element("p", PUBLICATIONS), folded(name, block(told)))


def former_line(former: FormerKey) -> str:
    """Say what a former key leads on to."""
    note = f" *{escape(former.note)}*" if former.note else ""
    return f"**{former.key}** is now {markdown.records(former.documents, former.documents)}.{note}"


def _publication(source: FactSource, cited: Iterable[Citing]) -> str:
    return f"{markdown.source_line(source)}  \n:small[{cited_by(cited)}]"


def cited_by(cited: Iterable[Citing]) -> str:
    """Say which texts cite a document, each with a link to where it is read; one that is only named as better, so."""
    by_kind: dict[str, list[str]] = {}
    for one in cited:
        kind = "panel" if one.kind == "place" else one.kind
        by_kind.setdefault(kind, []).append(one.id)
    if not by_kind:
        return "Cited by no text now: it stands beside a weaker one, or a key that was published leads on to it."
    told = (f"{READ_AT[kind][0]} {', '.join(_read_at(kind, ids))}" for kind, ids in by_kind.items())
    return f"Cited by {'; '.join(told)}."


def _read_at(kind: str, ids: Iterable[str]) -> list[str]:
    address, names = READ_AT[kind][1], _names()
    if address.startswith("borders") and not geodata.comparison().parts:
        address = ""
    return [
        f"[{escape(names.get(one, one))}]({_address(address, one)})" if address else escape(names.get(one, one))
        for one in dict.fromkeys(ids)
    ]


def _names() -> dict[str, str]:
    titled: list[Event | Moment | Contradiction] = [*geodata.events(), *geodata.moments(), *geodata.contradictions()]
    named = {place.id: place.name for place in geodata.places()} | {one.id: one.title for one in titled}
    return named | {"overview": "the overview", "method": "the method", **_parts_of_borders()}


def _parts_of_borders() -> dict[str, str]:
    return {f"borders-{part}": f"Borders, {part}" for part in (*geodata.comparison().parts, "method")}


def _address(address: str, one: str) -> str:
    if address.startswith("borders") and one not in geodata.comparison().border_ids:
        return "borders?part=parcels"
    if address.startswith("timeline"):
        return f"timeline?{urlencode(query(event_state(one)))}"
    page, _, part = one.partition("-")
    if page == "borders" and part:
        return "borders" if part == "method" else f"borders?part={part}"
    return {"overview": "./", "method": "#method"}.get(one, address.format(one))


def corrections() -> None:
    """Show what was corrected, and the versions of the data."""
    heading("corrected")
    changes.show()


def method() -> None:
    """Show what is measured, what is inferred, what is not claimed, and how errors are corrected and reported."""
    heading("method")
    panel = geodata.panel("method")
    sections = (lines(markup.heading(3, one.heading), block(one.body)) for one in panel.sections)
    st.html(page_text(block(panel.lead), *sections))
