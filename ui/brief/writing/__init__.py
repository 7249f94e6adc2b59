"""Any view as HTML: a module a page, the writer of our texts, and the file round them."""

from ui.brief.writing.file import VIEWS, Setting, address_fault, mapped, picture, sheet, svg, view, whole, written
from ui.brief.writing.view import Drawn, View
from ui.brief.writing.writer import Link, Writer, claim_state, plain
from ui.markup import NOTHING, element, heading, joined, lines, listed

__all__ = [
    "NOTHING",
    "VIEWS",
    "Drawn",
    "Link",
    "Setting",
    "View",
    "Writer",
    "address_fault",
    "claim_state",
    "element",
    "heading",
    "joined",
    "lines",
    "listed",
    "mapped",
    "picture",
    "plain",
    "sheet",
    "svg",
    "view",
    "whole",
    "written",
]
