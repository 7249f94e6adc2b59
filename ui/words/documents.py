"""What is said of a document that facts were checked against: what it is, what was read of it, where it is. Pure."""

from __future__ import annotations

import geodata
from geodata import text
from geodata.model import FactSource, Period

KINDS = {
    "official": "official document",
    "press": "press",
    "agency": "news agency",
    "scholarly": "scholarly work",
    "reference": "reference work",
    "data": "data set",
    "security": "security bulletin",
    "encyclopedia": "encyclopedia that anyone may edit",
    "travel": "traveller’s account",
}
READ = {"whole": "Read whole on", "excerpt": "Excerpts read on", "no": "Not read; last looked for on"}
COPIES_ONLY = "known only from copies on other sites (mirrors)"
ARCHIVE = "archive, not checked here"
BETTER = "Better for the same"
FORMER = "Former keys"


def facts(source: FactSource) -> tuple[str, ...]:
    """Return who made a document, when, in what language, and what kind of document it is."""
    found = (source.publisher, source.author, day(source.date), language(source), KINDS[source.kind])
    return tuple(fact for fact in (*found, "" if source.address else COPIES_ONLY) if fact)


def language(source: FactSource) -> str:
    """Return the language of a document in words."""
    return geodata.article().languages.get(source.language, source.language)


def reading(source: FactSource) -> str:
    """Say how much of a document was read, and when last."""
    return f"{READ[source.read]} {day(source.read_on)}"


def day(iso: str) -> str:
    """Word a date as precisely as it is known; empty for none."""
    return text.date_text(Period(iso, iso, "day")) if iso else ""


def addresses(source: FactSource) -> dict[str, str]:
    """Return where a document is besides its own address, by what to call each: copies, and the archive."""
    copies = source.mirrors if source.address else source.mirrors[1:]
    named = {f"copy {number}" if len(copies) > 1 else "copy": url for number, url in enumerate(copies, 1)}
    return {**named, ARCHIVE: source.archive}


def cited(source: FactSource) -> str:
    """Return a document as a list of references has it, with the day on which it was read."""
    title = source.title if source.title.endswith(("?", "!")) else f"{source.title}."
    who = f"{source.author}: " if source.author else ""
    published = ", ".join(filter(None, (source.publisher, day(source.date))))
    read = reading(source)
    return f"{who}{title} {published}. {source.link} ({read[:1].lower()}{read[1:]})"
