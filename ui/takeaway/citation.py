"""How to cite the dashboard, or one view of it. Pure: what it needs to know is given to it."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

import geodata
from geodata.model import Version
from ui.pages import PAGES
from ui.words import verdicts

# As many digits of the checksum as tell two states of the data apart in print.
DIGITS = 16
# What BibTeX would take for its own.
SPECIAL = {**{char: f"\\{char}" for char in "&%$#_{}"}, "\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation of a view states.

    ``version`` is that of the dashboard, ``made_from`` that of the data. ``title`` is empty for the dashboard as a
    whole; ``accessed`` is None for a page that stays as it is.
    """

    address: str
    accessed: dt.date | None
    version: str
    made_from: Version
    title: str = ""

    @property
    def whole_title(self) -> str:
        """The dashboard's title, led by that of the view where there is one."""
        return f"{self.title}. In: {geodata.dashboard().title}" if self.title else geodata.dashboard().title

    @property
    def data(self) -> str:
        """The version of the data and the beginning of its checksum."""
        return f"data {self.made_from.version} (sha256:{self.made_from.checksum[:DIGITS]})"


def view_title(address: str) -> str:
    """Name the view that an address opens: its page and what is chosen there; empty for the dashboard as such."""
    parts = urlsplit(address)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    last = parts.path.rstrip("/").rpartition("/")[2]
    page = next((page for page in PAGES if page.id == last), PAGES[0])
    verdict_names = verdicts.names()
    names = {"place": {place.id: place.name for place in geodata.places()}}
    names["claim"] = {claim.id: f"claim {claim.id} ({verdict_names[claim.verdict]})" for claim in geodata.claims()}
    names["step"] = {str(step.number): f"step {step.number}" for step in geodata.steps()}
    names["event"] = {moment.id: moment.title for moment in geodata.moments()}
    names["event"] |= {event.id: event.title for event in geodata.events()}
    names["source"] = {key: f"source {key}" for key in geodata.source_keys()}
    names["part"] = {part: part for part in geodata.comparison().parts}
    shown = [names[name][query[name]] for name in names if query.get(name) in names[name]]
    if page is PAGES[0] and not shown:
        return ""
    return ", ".join((page.label, *shown))


def plain(citation: Citation) -> str:
    """Return the citation as one line of plain text."""
    dashboard = geodata.dashboard()
    accessed = f" (accessed {citation.accessed.isoformat()})" if citation.accessed else ""
    return (
        f"{dashboard.authors} ({dashboard.year}): {citation.whole_title}. Version {citation.version}, "
        f"{citation.data}. {citation.address}{accessed}."
    )


def bibtex(citation: Citation) -> str:
    """Return the citation as a BibTeX entry; everything but the address is escaped for LaTeX."""
    fields = {
        "author": f"{{{_latex(geodata.dashboard().authors)}}}",
        "title": f"{{{_latex(citation.whole_title)}}}",
        "year": str(geodata.dashboard().year),
        "version": _latex(citation.version),
        "note": _latex(f"Version {citation.version}, {citation.data}"),
        "url": quote(citation.address, safe="!#$%&'()*+,/:;=?@[]~"),
    }
    if citation.accessed:
        fields["urldate"] = citation.accessed.isoformat()
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(citation)},\n{body}}}\n"


def csl_json(citation: Citation) -> str:
    """Return the citation as CSL-JSON, which Zotero and other reference managers read."""
    day = citation.accessed
    item = {
        "id": _key(citation),
        "type": "webpage",
        "title": citation.title or geodata.dashboard().title,
        "container-title": geodata.dashboard().title,
        "author": [{"literal": geodata.dashboard().authors}],
        "issued": {"date-parts": [[geodata.dashboard().year]]},
        **({"accessed": {"date-parts": [[day.year, day.month, day.day]]}} if day else {}),
        "version": citation.version,
        "note": citation.data,
        "URL": citation.address,
    }
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"


def _latex(words: str) -> str:
    return "".join(SPECIAL.get(char, char) for char in words)


def _key(citation: Citation) -> str:
    # Without what stands in brackets: a key stays when a verdict changes.
    words = re.sub(r"(?:\([^()]*\)|[^a-z0-9])+", "-", citation.title.lower()).strip("-")
    return "-".join(filter(None, (geodata.dashboard().key, str(geodata.dashboard().year), words)))
