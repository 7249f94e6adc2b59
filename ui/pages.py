"""The pages there are, in the order of the navigation row. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.about import TITLE


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the dashboard: its script, its name in the navigation row, and what link previews say of it.

    ``id`` is also the last part of the page's address, but for the first page. ``keeps`` are the parameters of the
    address that still make sense there when a reader comes from another page.
    """

    id: str
    script: str
    label: str
    description: str
    keeps: tuple[str, ...]

    @property
    def title(self) -> str:
        """The title of the page as such: that of the browser's tab while nothing is chosen."""
        return TITLE if self.id == "map" else f"{self.label} · {TITLE}"


PAGES: tuple[Page, ...] = (
    Page(
        "map",
        "dashboard.py",
        "Map",
        "Every place that the article “A Gate Unguarded” names, on one map that shows how precisely each is known.",
        ("place", "layers", "basemap", "claim"),
    ),
    Page(
        "story",
        "pages/story.py",
        "Story",
        "The argument of “A Gate Unguarded” step by step on the map, from the attack at Danghara to its conclusion.",
        ("layers", "basemap", "step"),
    ),
    Page(
        "timeline",
        "pages/timeline.py",
        "Timeline",
        "What “A Gate Unguarded” dates, from 1991 to 2018, and, kept apart from it, what has happened since.",
        ("layers", "basemap", "from", "to", "event", "since"),
    ),
    Page(
        "claims",
        "pages/claims.py",
        "Claims",
        "Every statement of “A Gate Unguarded” that can be checked, with a verdict, the check and its sources.",
        ("claim", "q", "where", "kind", "voice", "verdict", "place"),
    ),
    Page(
        "borders",
        "pages/borders.py",
        "Borders",
        "Tajikistan’s borders with Afghanistan and China and the land ceded in the Pamirs, measured source by source.",
        (
            *("part", "border", "tolerance", "old", "when", "parcel", "a", "b", "point", "over", "outline"),
            *("layers", "basemap"),
        ),
    ),
    Page(
        "sources",
        "pages/sources.py",
        "Sources and data",
        "Every source and data layer of the dashboard: licence, date, precision, method, and files to download.",
        (),
    ),
)


def page(page_id: str) -> Page:
    """Return the page of an id in :data:`PAGES`."""
    return next(one for one in PAGES if one.id == page_id)
