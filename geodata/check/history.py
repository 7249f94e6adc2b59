"""What was published before: the versions of the data, and what was corrected since."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from geodata import load, relations, text
from geodata.check.common import Problems, cited, unique
from geodata.model import Correction

SHA256 = re.compile(r"[0-9a-f]{64}")


def versions() -> Problems:
    """Check that every version is the day it was made, in order, and that the past ones have their checksum."""
    found = load.versions()
    if not found:
        yield "There is no version of the data."
    yield from unique("version", (one.version for one in found))
    for one in found:
        if not _is_day(one.date) or one.version != one.date.replace("-", "."):
            yield f"Version {one.version}: it has to be the day it was made ({one.date}), written with dots."
    if [one.date for one in found] != sorted(one.date for one in found):
        yield "The versions do not stand in the order of their dates."
    for one in found[:-1]:
        if not SHA256.fullmatch(one.checksum):
            yield f"Version {one.version}: it is no longer the newest and needs the checksum it was published with."
    if found and found[-1].checksum:
        yield f"Version {found[-1].version}: it is the newest, so its checksum is computed and not written here."


def corrections() -> Problems:
    """Check that every correction is about a record there is, says what changed, and belongs to a version."""
    found = load.corrections()
    if [one.date for one in found] != sorted(one.date for one in found):
        yield "The corrections do not stand in the order of their dates."
    for one, times in Counter(found).items():
        if times > 1:
            yield f"{_name(one)}: it stands there {times} times."
        yield from _correction(one)


def _correction(one: Correction) -> Problems:
    name = _name(one)
    newest = load.versions()[-1].date if load.versions() else ""
    if not _is_day(one.date):
        yield f"{name}: its date is no day."
    elif one.date > newest:
        yield f"{name}: it is later than the newest version of the data; add a version (article/versions.toml)."
    if one.before == one.after:
        yield f"{name}: what is said now is what was said before."
    # What was given up is not there any more.
    if one.after and one.id not in relations.correctable(one.kind):
        yield f"{name}: there is no {one.kind} “{one.id}”."
    if not one.why:
        yield f"{name}: it does not say why."
    if any(text.measured(words) for words in (one.before, one.after)):
        yield f"{name}: what was said then stays; write the figure itself."
    yield from cited(name, (), one.before, one.after, one.why)


def _name(one: Correction) -> str:
    return f"Correction of {one.date} to {one.kind} {one.id}, {one.what}"


def _is_day(date: str) -> bool:
    try:
        return dt.date.fromisoformat(date).isoformat() == date
    except ValueError:
        return False
