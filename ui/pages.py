"""The pages there are, in the order of the navigation row. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import geodata
from geodata.errors import GeodataError


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the dashboard: its script, its name in the navigation row, and what it needs.

    ``id`` is also the last part of the page's address, but for the first page. ``keeps`` are the parameters of the
    address that still make sense there when a reader comes from another page. ``matter`` gives the records without
    which there is nothing to show.
    """

    id: str
    script: str
    label: str
    keeps: tuple[str, ...]
    matter: Callable[[], Sequence[object]]

    @property
    def title(self) -> str:
        """The title of the page as such: that of the browser's tab while nothing is chosen."""
        title = geodata.dashboard().title
        return title if self.id == "map" else f"{self.label} · {title}"

    @property
    def description(self) -> str:
        """What bookmarks, search engines and link previews say of the page."""
        return geodata.dashboard().descriptions.get(self.id, "")

    @property
    def offered(self) -> bool:
        """Whether the page has anything to show; one whose records cannot be read is there to say so."""
        try:
            return bool(self.matter())
        except GeodataError:
            return True


PAGES: tuple[Page, ...] = (
    Page("map", "dashboard.py", "Map", ("place", "layers", "basemap", "claim"), lambda: geodata.places()),
    Page("story", "pages/story.py", "Story", ("layers", "basemap", "step"), lambda: geodata.steps()),
    Page(
        "timeline",
        "pages/timeline.py",
        "Timeline",
        ("layers", "basemap", "from", "to", "event", "since"),
        lambda: geodata.moments() + geodata.events(),
    ),
    Page(
        "claims",
        "pages/claims.py",
        "Claims",
        ("claim", "q", "where", "kind", "voice", "verdict", "listed", "place"),
        lambda: geodata.claims(),
    ),
    Page(
        "borders",
        "pages/borders.py",
        "Borders",
        (
            *(
                "part",
                "border",
                "km",
                "tolerance",
                "old",
                "when",
                "swipe",
                "parcel",
                "a",
                "b",
                "point",
                "over",
                "outline",
            ),
            *("layers", "basemap"),
        ),
        lambda: geodata.comparison().parts,
    ),
    Page("sources", "pages/sources.py", "Sources and data", ("source",), lambda: (geodata.article(),)),
)


def page(page_id: str) -> Page:
    """Return the page of an id in :data:`PAGES`."""
    return next(one for one in PAGES if one.id == page_id)


def offered() -> tuple[Page, ...]:
    """Return the pages that have anything to show, in the order of the navigation row."""
    return tuple(one for one in PAGES if one.offered)
