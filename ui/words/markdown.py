"""From our texts to the Markdown that Streamlit shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import geodata
from geodata import text
from geodata.model import FactSource

CITED = re.compile(rf"\s*{text.CITATION.pattern}")


def escape(text: str) -> str:
    """Escape text from outside so that Markdown shows it as it is."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]()<>#+-.!|~$:&" else char for char in text)


def prose(markdown: str) -> str:
    """Fill in figures, turn citations into links to what they cite, and links between places into plain words.

    Places and claims are opened with buttons beside the text: a link inside it would open a new tab.
    """
    urls = {source.key: source.urls[0] for source in geodata.fact_sources()}
    return linked(markdown, lambda keys: _cited(keys, urls), lambda words, *_: words)


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


def _cited(keys: Iterable[str], urls: dict[str, str]) -> str:
    linked = ", ".join(f"[{key}]({urls[key]})" if key in urls else key for key in keys)
    return f":small[{linked}]"


def plain(markdown: str) -> str:
    """Return a text as :func:`geodata.filled` does, without its citations."""
    return " ".join(CITED.sub("", geodata.filled(markdown)).split())


def source_list(keys: Iterable[str]) -> str:
    """Return the fact sources of these keys as a Markdown list, in the order of their numbers."""
    wanted = set(keys)
    return "\n".join(_source(source) for source in geodata.fact_sources() if source.key in wanted)


def _source(source: FactSource) -> str:
    addresses = ", ".join(f"[{'address' if i == 1 else i}]({url})" for i, url in enumerate(source.urls, 1))
    note = f" *{escape(source.note)}*" if source.note else ""
    return f"- **{source.key}** {escape(source.title)}. {escape(source.publisher)}. {addresses}.{note}"
