"""What was corrected since it was published, written out, with the versions of the data."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from geodata import about
from geodata.model import Correction
from ui import changes
from ui.address import State
from ui.brief.writing.view import View
from ui.brief.writing.writer import Writer
from ui.markup import NOTHING, element, heading, joined, lines, listed
from ui.words import terms as words


def corrections_page(writer: Writer, _: State) -> View:
    """Write out all corrections as a page of their own."""
    body = lines(corrections(writer, 2), versions(2))
    return View("Corrections", "What was said before", "Corrections", changes.NOTE, body)


def corrections(writer: Writer, level: int) -> Markup:
    """Return all corrections, the newest day first, kind by kind, with headings from a level on."""
    days = [
        lines(
            heading(level, words.iso_text(day)),
            *(
                lines(heading(level + 1, f"{words.CORRECTED[kind]} ({len(found)})"), _list(writer, found))
                for _, kind, found in kinds
            ),
        )
        for day, kinds in groupby(changes.by_kind(), key=lambda group: group[0])
    ]
    return lines(element("p", changes.NOTE), *days or [element("p", "Nothing has been corrected so far.")])


def _list(writer: Writer, found: tuple[Correction, ...]) -> Markup:
    rows = [element("li", _told(writer, one), id=changes.anchor(one)) for one in found]
    return element("ul", lines(*rows), class_="corrections")


def _told(writer: Writer, one: Correction) -> Markup:
    there = changes.link(one)
    named = writer.to(changes.name(one), *there) if there else changes.name(one)
    return joined((element("b", named, f", {one.what}."), _said(writer, one)), " ")


def _said(writer: Writer, one: Correction) -> Markup:
    return joined((changes.before_and_now(one), writer.inline(one.why)), " ")


def under(writer: Writer, found: tuple[Correction, ...], level: int) -> Markup:
    """Return what was corrected in a record, the newest first; nothing if nothing was."""
    if not found:
        return NOTHING
    rows = [
        joined((element("b", f"{words.iso_text(one.date)}, {one.what}."), _said(writer, one)), " ") for one in found
    ]
    return element("section", heading(level, "Corrections"), listed(rows, "corrections"))


def versions(level: int) -> Markup:
    """Return the versions of the data, the newest first, each with its checksum."""
    rows = [
        joined(
            (element("b", one.version), f", published on {words.iso_text(one.date)}: ", element("code", one.checksum))
        )
        for one in about.versions()
    ]
    note = "The newest first, each with its checksum (SHA-256)."
    return element(
        "section",
        heading(level, "Versions of the data"),
        element("p", note),
        listed(rows, "versions"),
        id="versions",
    )
