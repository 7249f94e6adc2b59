"""From our texts to the Markdown that Streamlit shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence

from markupsafe import Markup

import geodata
from geodata import text
from geodata.model import FactSource
from ui.words import documents, rendering

# Where the record of a document opens, from any page.
RECORD = "sources?source={}"

CITED = re.compile(rf"\s*{text.CITATION.pattern}")


ESCAPED = str.maketrans({char: f"\\{char}" for char in r"\`*_{}[]()<>#+-.!|~$:&"})


def escape(text: str) -> str:
    """Escape text from outside so that Markdown shows it as it is."""
    return text.translate(ESCAPED)


def block(markdown: str) -> Markup:
    """Return one of our texts as HTML for a page, paragraphs and lists: citations, places and claims are links."""
    return rendering.block(linked(markdown, _cited, _kept), page=True)


def inline(markdown: str) -> Markup:
    """Return one of our texts as HTML for a page, as part of a paragraph, as :func:`block` does."""
    return rendering.inline(linked(markdown, _cited, _kept), page=True)


def _cited(keys: Sequence[str]) -> str:
    return f":small[{records(keys, geodata.source_keys())}]"


def _kept(words: str, kind: str, target: str) -> str:
    return f"[{words}]({kind}:{target})"


def linked(markdown: str, cite: Callable[[Sequence[str]], str], link: Callable[[str, str, str], str]) -> str:
    """Fill in figures, and put into the text what the caller makes of its references.

    Parameters
    ----------
    markdown
        One of our texts.
    cite
        Gives the Markdown for a run of citations from their keys.
    link
        Gives the Markdown for a link from its words, ``"place"`` or ``"claim"``, and the id.
    """
    filled = text.fill(markdown, geodata.figures())
    cited = text.CITATIONS.sub(lambda run: cite(text.citations(run.group(0))), filled)
    return text.LINK.sub(lambda found: link(*found.groups()), cited)


def records(keys: Iterable[str], known: Container[str]) -> str:
    """Return keys as links that open their records and are named by their titles; one not known stays a word."""
    asked = tuple(keys)
    titles = {source.key: source.title for source in geodata.documents(asked)}
    return ", ".join(
        f"[{key}]({RECORD.format(key)}{_named(titles.get(key, ''))})" if key in known else key for key in asked
    )


def _named(title: str) -> str:
    """The title of a link, as Markdown has it."""
    return f' "{escape(title)}"' if title else ""


def plain(markdown: str) -> str:
    """Return a text as :func:`geodata.filled` does, without its citations."""
    return " ".join(CITED.sub("", geodata.filled(markdown)).split())


def source_list(keys: Iterable[str]) -> str:
    """Return the documents of these keys as a Markdown list, in the order of their numbers."""
    return "\n".join(source_line(source) for source in geodata.documents(keys))


def sources(keys: Iterable[str]) -> Markup:
    """Return the documents of these keys as a list in HTML, as :func:`source_list` does in Markdown."""
    return rendering.block(source_list(keys), page=True)


def source_line(source: FactSource) -> str:
    """Return a document as an entry of a Markdown list: what it supports, and in small type what and where it is."""
    title = f"[{escape(source.title)}]({source.link})"
    elsewhere = [f"[{name}]({url})" for name, url in documents.addresses(source).items()]
    if source.better:
        elsewhere.append(f"{documents.BETTER.lower()}: {records(source.better, source.better)}")
    told = " · ".join((*map(escape, documents.facts(source)), escape(documents.reading(source)), *elsewhere))
    note = f" *{escape(source.note)}*" if source.note else ""
    return f"- **{source.key}** {escape(source.passage)}  \n:small[{title} · {told}.{note}]"
