"""Who signs the dashboard, and where an error can be reported: what the host says of this copy. Pure."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

import geodata
from ui.words import escape

CONTACT, PUBLISHER = "GATE_CONTACT", "GATE_PUBLISHER"
MAILTO = re.compile(r"mailto:([\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.ASCII)
# What would end a link in Markdown or does not belong in an address.
UNSAFE = re.compile(r"[\s<>()\[\]\\\"'`]")
NOBODY = "Whoever runs this copy has given no address for reports of errors."


def contact(value: str) -> str:
    """Return an address for reports of errors if it is one that a page may link: ``mailto:`` or ``https:``; else empty.

    Examples
    --------
    >>> from ui import signed
    >>> signed.contact("mailto:desk@newspaper.example"), signed.contact("javascript:alert(1)")
    ('mailto:desk@newspaper.example', '')
    """
    if MAILTO.fullmatch(value):
        return value
    try:
        parts = urlsplit(value)
        good = parts.scheme == "https" and bool(parts.hostname) and not UNSAFE.search(value)
    except ValueError:
        good = False
    return value if good else ""


def sentence(environment: Mapping[str, str] = os.environ) -> str:
    """Say in Markdown who made the dashboard, who publishes this copy, and how to report an error.

    Parameters
    ----------
    environment
        Where the host has set ``GATE_CONTACT`` (an address, see :func:`contact`) and ``GATE_PUBLISHER`` (a name).
    """
    asked, publisher = environment.get(CONTACT, "").strip(), environment.get(PUBLISHER, "").strip()
    address = contact(asked)
    if asked and not address:
        logging.getLogger(__name__).warning("%s is neither a mailto: nor an https: address and is left out.", CONTACT)
    authors = geodata.dashboard().authors
    made = f"Made by {escape(authors[0].lower() + authors[1:] if authors.startswith('The ') else authors)}"
    made += f", published by {escape(publisher)}." if publisher else "."
    return f"{made} [Report an error]({address})." if address else f"{made} {NOBODY}"
