"""What a view comes to on paper: its words, and what its map shows."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ui import maps
from ui.address import State
from ui.markup import NOTHING


@dataclass(frozen=True, slots=True)
class Drawn:
    """The map of a view as the page makes it; ``legend`` None: that of the layers drawn; ``size`` in pixels."""

    title: str
    state: State
    scene: maps.Scene = maps.WHOLE
    legend: tuple[tuple[str, str], ...] | None = None
    size: tuple[int, int] = (960, 600)


@dataclass(frozen=True, slots=True)
class View:
    """One view of the dashboard, written out.

    ``title`` names it in plain words, ``kicker`` says above the heading what it is, ``heading`` is the heading,
    ``description`` one or two sentences for previews, ``body`` everything below the map. ``under`` stands below the
    heading, and ``look`` is the class of both; ``first`` stands above the map. Where paper cannot do what the map
    ``drawn`` does, the ``apart`` stand there side by side.
    """

    title: str
    kicker: str
    heading: str | Markup
    description: str
    body: Markup
    drawn: Drawn | None = None
    under: Markup = NOTHING
    look: str = ""
    first: Markup = NOTHING
    apart: tuple[Drawn, ...] = ()
