"""The corrections as an Atom feed (RFC 4287). Pure."""

from __future__ import annotations

import html
from urllib.parse import urlsplit

import geodata
from geodata import about
from geodata.model import Correction
from ui import changes
from ui.brief.site.plan import CORRECTIONS

FEED = "corrections.atom"
MIME = "application/atom+xml"


def title() -> str:
    """Return the title of the feed."""
    return f"{geodata.dashboard().title}: corrections"


def feed(stands: str) -> str:
    """Return the feed, the newest correction first; ``stands`` is the address of the site, which ends in a slash.

    Ids are tags (RFC 4151) of the host of the site; they stay when the site moves within it.
    """
    found = tuple(reversed(geodata.corrections()))
    page = stands + CORRECTIONS
    rows = [
        _element("id", _tag(stands, geodata.versions()[0].date, "corrections")),
        _element("title", title()),
        _element("subtitle", changes.NOTE),
        _element("updated", _moment(found[0].date if found else about.newest().date)),
        f"<author>{_element('name', geodata.dashboard().authors)}</author>",
        _element("rights", geodata.dashboard().claims_licence),
        _link("self", MIME, stands + FEED),
        _link("alternate", "text/html", page),
        *(_entry(stands, page, one) for one in found),
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        + "\n".join(rows)
        + "\n</feed>\n"
    )


def _entry(stands: str, page: str, one: Correction) -> str:
    anchor = changes.anchor(one)
    return (
        "<entry>"
        + _element("id", _tag(stands, one.date, anchor))
        + _element("title", f"{changes.name(one)}: {one.what}")
        + _element("published", _moment(one.date))
        + _element("updated", _moment(one.date))
        + _link("alternate", "text/html", f"{page}#{anchor}")
        + f'<category term="{one.kind}"/>'
        + _element("content", f"{changes.before_and_now(one)} {geodata.filled(one.why)}")
        + "</entry>"
    )


def _tag(stands: str, day: str, what: str) -> str:
    return f"tag:{urlsplit(stands).hostname},{day}:{geodata.dashboard().name}/{what}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _element(name: str, words: str) -> str:
    return f"<{name}>{html.escape(words)}</{name}>"


def _link(rel: str, mime: str, address: str) -> str:
    return f'<link rel="{rel}" type="{mime}" href="{html.escape(address)}"/>'
