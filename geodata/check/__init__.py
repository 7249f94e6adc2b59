"""Check all data at once: ``python -m geodata.check`` prints every problem and exits 1 if there is any.

A warning is printed too, but is no problem.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from geodata.check import design, figures, history, layers, records, where, written
from geodata.check.common import Problems
from geodata.errors import GeodataError

__all__ = ["problems", "warnings"]
CHECKS: tuple[tuple[Callable[[], Problems], str], ...] = (
    (design.article, "article/article.toml"),
    (design.atlas, "article/atlas.toml"),
    (design.labelled, "article/places.toml"),
    (design.comparison, "article/borders.toml"),
    (layers.layers, "layers/"),
    (layers.credits, "sources/"),
    (records.places, "article/places.toml"),
    (where.located, "article/places.toml, article/events.toml"),
    (records.panels, "article/panels/"),
    (records.fact_sources, "article/sources.toml"),
    (records.unused, "article/sources.toml"),
    (records.former_cited, "article/"),
    (records.claims, "article/claims.toml"),
    (records.judged, "article/claims.toml"),
    (records.coverage, "article/coverage.toml"),
    (records.contradictions, "article/contradictions.toml"),
    (records.events, "article/events.toml"),
    (records.searched, "article/events.toml"),
    (records.moments, "article/timeline.toml"),
    (records.quoted, "article/quoted.toml"),
    (records.steps, "article/steps.toml"),
    (figures.typed, "article/"),
    (history.versions, "article/versions.toml"),
    (history.corrections, "article/corrections.toml"),
)
# What a sentence names a file by.
NAMED = re.compile(r"\b(article|layers|sources|panels)/|\.(toml|md|geojson)\b")


def problems() -> list[str]:
    """Return one sentence for everything that is wrong with the data; an empty list if nothing is.

    Every file is held to its schema and read, geometry is tested with shapely, and every reference (source, place,
    claim, figure) followed.
    """
    found = list(written.records())
    # What the loader says of a record that it cannot read begins with the file, and the schema has said more of that.
    faulty = tuple(re.split("[,:] ", one)[0] for one in found)
    for check, file in CHECKS:
        try:
            told = list(check())
        except GeodataError as error:
            told = [str(error)]
        found += [_in_file(one, file) for one in told if not one.startswith(faulty)]
    return list(dict.fromkeys(found))


def warnings(today: dt.date) -> list[str]:
    """Return one sentence for everything that is right in itself, but that a day calls to be looked at again."""
    try:
        return list(records.search_is_old(today))
    except GeodataError:
        # A record that cannot be read is a problem, and told of as one.
        return []


def _in_file(problem: str, file: str) -> str:
    """Add which file to mend, where the sentence does not name one."""
    return problem if NAMED.search(problem) else f"{problem.removesuffix('.')} ({file})."
