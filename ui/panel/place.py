"""The panel beside the map: the article's analysis of what is selected, and how well the place is known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import streamlit as st
from markupsafe import Markup

import geodata
from geodata import text
from geodata.errors import GeodataError
from geodata.model import Panel, Period, Place, Section, Speaker
from ui import changes
from ui.address import session
from ui.markup import NOTHING, element, folded, heading, joined, lines, listed, note, onward, open_place, page_text
from ui.panel import claim, start
from ui.panel import measured as borders_links
from ui.words import block, inline, sources
from ui.words import terms as words

PRECISION = {
    1: "Known to about a kilometre",
    2: "Known roughly",
    3: "Known only as an area, a distance or a reconstruction",
}
# The same in a heading, for what is known no better than by its form.
ONLY_AS = {"band": "by its distance", "area": "as an area", "parcels": "as a reconstruction"}
WHY = "Why this shape."
HOW_FAR = "How far it is"
HOW_FAR_NOTE = "In a straight line, as far as its precision allows:"
HOW_HIGH = "How high it is"
# Panels kept as HTML, which are 30 kB each: what they are made of does not change while a process runs.
KEPT = 200


def show(place_id: str, claim_id: str = "", since: bool = True) -> None:
    """Show the panel of a place, or the article's thesis for no place; a broken text is named in one sentence.

    A claim that the reader came with stands above it; without ``since`` what came after the article is left out.
    """
    if claim_id:
        _in_hand(claim_id)
    try:
        # That link is left out while its records cannot be read, and is back as soon as they can.
        st.html(_text(place_id, since, borders_links.links((place_id,))))
    except GeodataError as error:
        st.error(str(error))


def _in_hand(claim_id: str) -> None:
    with st.container(border=True, key="claim-in-hand"):
        back = onward("Back to the ledger", f"claims?claim={claim_id}")
        st.html(page_text(claim.card(geodata.claim(claim_id)), back))
        st.button("Put the claim away", on_click=session.change, kwargs={"claim": ""})


@lru_cache(KEPT)
def _text(place_id: str, since: bool, where_measured: Markup) -> str:
    panel = geodata.panel(place_id or "overview")
    if not place_id:
        return page_text(begun(panel), start.ways(panel), _analysis(panel, None, since), _sources(panel.sources))
    place = geodata.place(place_id)
    return page_text(begun(panel, place), _analysis(panel, place, since), where_measured, _records(panel, place, since))


def begun(panel: Panel, place: Place | None = None) -> Markup:
    """Return how a panel begins: its heading, what places a place and how well that is known, the lead."""
    return lines(
        heading(2, headed(panel, place)),
        *(_known(place) if place else ()),
        element("div", block(panel.lead), class_="lead"),
    )


def _analysis(panel: Panel, place: Place | None, since: bool) -> Markup:
    """What each speaker says, then the sections that lead on."""
    return lines(
        *(
            speaking(speaker, *_said(speaker, sections), *(_measured(place) if place and speaker.id == "found" else ()))
            for speaker, sections in spoken(panel, place, since)
        ),
        *(lines(heading(3, section.heading), block(section.body)) for section in led_on(panel)),
    )


def _records(panel: Panel, place: Place, since: bool) -> Markup:
    """What stands below a place: its claims, its sources, what was corrected."""
    about = claim.about(place.id)
    return lines(
        folded(f"Claims about this place ({len(about)})", claim.rows(about)),
        _sources({*place.sources, *panel.sources}),
        # What was corrected may be about later things.
        changes.under("place", place.id) if since else NOTHING,
    )


def spoken(panel: Panel, place: Place | None, since: bool = True) -> tuple[tuple[Speaker, tuple[Section, ...]], ...]:
    """Return who has the word in a panel and the sections in which each has it, in the fixed order of the speakers.

    Distances and heights are found by us, so a place that has any gives us the word; without ``since`` what came after
    the article is left out.
    """
    said = {
        speaker: tuple(one for one in panel.sections if one.speaker == speaker.id) for speaker in geodata.speakers()
    }
    measured = bool(place and (distances(place) or heights(place)))
    return tuple(
        (speaker, sections)
        for speaker, sections in said.items()
        if (sections or (measured and speaker.id == "found")) and (since or speaker.id != "since")
    )


def led_on(panel: Panel) -> tuple[Section, ...]:
    """Return the sections of a panel in which nobody has the word: they only lead the reader on."""
    return tuple(section for section in panel.sections if not section.speaker)


def speaking(speaker: Speaker, *said: Markup) -> Markup:
    """Set what one speaker says apart, under the speaker's label."""
    until = note(words.searched()) if speaker.id == "since" else NOTHING
    return element("div", lines(heading(3, speaker.label), *said, until), class_=f"says {speaker.id}")


def facts(place: Place) -> tuple[str, ...]:
    """Return what places a place: its local names, its parts of the article, its dates, and when it last changed."""
    return tuple(
        filter(None, (" · ".join(f"{name} ({which})" for name, _, which in local_names(place)), *_others(place)))
    )


def local_names(place: Place) -> tuple[tuple[str, str, str], ...]:
    """Return the local names of a place, each with its BCP 47 tag and with which language and part of it that is."""
    languages = geodata.article().languages
    return tuple(
        (n.name, n.lang, ", ".join(filter(None, (languages.get(n.lang, n.lang), n.part)))) for n in place.local_names
    )


def _others(place: Place) -> tuple[str, ...]:
    when = "; ".join(dated(date) for date in place.dates)
    where = words.parts_text(place.paragraphs)
    return (f"In the article: {where}" if where else "", when, words.changed_text("place", place.id))


def headed(panel: Panel, place: Place | None) -> str:
    """Return the heading of a panel: what it is about and, of a place, how well that is known."""
    return f"{panel.title}: {how_well(place)}" if place else panel.title


def how_well(place: Place) -> str:
    """Say in a few words, as they go on from its name, how well a place is known."""
    if place.extent.radius_km:
        return f"known to about {place.extent.radius_km:.0f} km"
    if place.precision == 3:
        return f"known only {ONLY_AS.get(place.extent.symbol, 'roughly')}"
    return text_of(PRECISION[place.precision])


def text_of(sentence: str) -> str:
    """Return the beginning of a sentence as it stands inside another."""
    return f"{sentence[:1].lower()}{sentence[1:]}"


def dated(period: Period) -> str:
    """Word a date of a place with what it is the date of."""
    return f"{words.date_text(period)}{f' ({period.note})' if period.note else ''}"


def known(place: Place) -> str:
    """Say in Markdown how well a place is known, and why."""
    radius = f", within about {place.extent.radius_km:.0f} km" if place.extent.radius_km else ""
    return f"**{PRECISION[place.precision]}{radius}.** {place.precision_note}"


def why(basis: str) -> str:
    """Say in Markdown by which numbers a place or an event has the shape that is drawn; empty for one without."""
    return f"*{WHY}* {basis}" if basis else ""


def _known(place: Place) -> tuple[Markup, ...]:
    """The paragraphs that place a place, and those that say how well it is known."""
    names = joined(
        (joined((element("span", name, lang=tag), f" ({which})")) for name, tag, which in local_names(place)), " · "
    )
    told = (known(place), why(place.basis))
    return (
        note(joined(filter(None, (names, *_others(place))), "<br>")),
        *(element("p", inline(one)) for one in told if one),
    )


def _said(speaker: Speaker, sections: Iterable[Section]) -> tuple[Markup, ...]:
    return tuple(
        lines(
            NOTHING if section.heading == speaker.label else heading(4, section.heading),
            block(section.body),
        )
        for section in sections
    )


def openers(place_ids: Iterable[str], **attributes: object) -> Markup:
    """Return the names of places as links that open them, in a row; nothing for none."""
    links = [open_place(place_id, geodata.place(place_id).name, **attributes) for place_id in place_ids]
    return element("p", joined(links, " "), class_="openers") if links else NOTHING


def distances(place: Place) -> tuple[tuple[str, str], ...]:
    """Return how far a place is from what distances are measured to, in words."""
    phrases = {target.id: target.phrase for target in geodata.dashboard().targets}
    return tuple(
        (phrases[d.to], text.range_text(d.low_km, d.high_km))
        for d in place.distances
        if d.to in phrases and d.to != place.id
    )


def heights(place: Place) -> str:
    """Say how high the ground of a place is, from its lowest to its highest; empty where no heights are known."""
    low, high = (place.measures.get(f"height_{end}_m") for end in ("low", "high"))
    return "" if low is None or high is None else f"{text.height_text(low, high)} above the sea."


def _measured(place: Place) -> tuple[Markup, ...]:
    """What was measured of a place: how far it is, how high it lies."""
    rows = listed(f"{target}: {distance}" for target, distance in distances(place))
    far = lines(heading(4, HOW_FAR), element("p", HOW_FAR_NOTE), rows) if rows else NOTHING
    found = heights(place)
    told = element("p", element("strong", found), " ", inline(geodata.atlas().heights))
    return far, lines(heading(4, HOW_HIGH), told) if found else NOTHING


def _sources(keys: Iterable[str]) -> Markup:
    known = tuple(keys)
    read = note("Excerpts of these were read, not always the whole page.")
    return folded(f"Sources ({len(known)})", lines(sources(known), read)) if known else NOTHING
