"""The panel beside the map: the article's analysis of what is selected, and how well the place is known."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

import geodata
from geodata import text
from geodata.errors import GeodataError
from geodata.model import Panel, Period, Place, Section, Speaker
from ui import changes
from ui.address import offer_each, session
from ui.panel import claim, start
from ui.panel import measured as borders_links
from ui.words import escape, prose, source_list
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


def show(place_id: str, claim_id: str = "", since: bool = True) -> None:
    """Show the panel of a place, or the article's thesis for no place; a broken text is named in one sentence.

    A claim that the reader came with stands above it; without ``since`` what came after the article is left out.
    """
    if claim_id:
        _in_hand(claim_id)
    try:
        panel = geodata.panel(place_id or "overview")
        place = geodata.place(place_id) if place_id else None
    except GeodataError as error:
        st.error(str(error))
        return
    st.header(headed(panel, place), anchor=False)
    _known(place)
    with st.container(key="lead"):
        st.markdown(prose(panel.lead))
    start.ways(panel, place_id)
    for speaker, sections in spoken(panel, place, since):
        with speaking(speaker, panel.id):
            _said(speaker, sections, place_id, _measured(place) if place and speaker.id == "found" else ())
    for section in led_on(panel):
        start.links(section, place_id)
    if place:
        borders_links.offer((place.id,))
        _claims(place)
    _sources(panel, place)
    # What was corrected may be about later things.
    if place and since:
        changes.under("place", place.id)


def _in_hand(claim_id: str) -> None:
    with st.container(border=True, key="claim-in-hand"):
        claim.card(geodata.claim(claim_id))
        st.page_link("pages/claims.py", label="Back to the ledger", query_params={"claim": claim_id})
        st.button("Put the claim away", on_click=session.change, kwargs={"claim": ""})


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


@contextmanager
def speaking(speaker: Speaker, where: str) -> Iterator[None]:
    """Set what one speaker says apart, under the speaker's label; ``where`` tells the blocks of a page apart."""
    with st.container(key=f"says-{speaker.id}-{where}"):
        st.markdown(f"### {speaker.label}")
        yield
        if speaker.id == "since":
            claim.searched()


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


def _known(place: Place | None) -> None:
    if not place:
        return
    names = " · ".join(
        f'<span lang="{html.escape(tag)}">{html.escape(name)}</span> ({escape(which)})'
        for name, tag, which in local_names(place)
    )
    st.caption("  \n".join(filter(None, (names, *_others(place)))), unsafe_allow_html=True)
    st.markdown("\n\n".join(filter(None, (prose(known(place)), prose(why(place.basis))))))


def _said(speaker: Speaker, sections: Sequence[Section], here: str, more: Sequence[str]) -> None:
    """Show what one speaker says, up to each row of buttons as one text: each text costs a message to the browser."""
    said: list[str] = []
    for section in sections:
        heading = "" if section.heading == speaker.label else f"#### {section.heading}\n\n"
        said.append(f"{heading}{prose(section.body)}")
        named = [target for kind, target in text.links(section.body) if kind == "place" and target != here]
        if named:
            st.markdown("\n\n".join(said))
            said.clear()
            open_buttons(tuple(dict.fromkeys(named)), section.heading)
    if said or more:
        st.markdown("\n\n".join((*said, *more)))


def open_buttons(place_ids: Sequence[str], where: str) -> None:
    """Show a button for each place that opens it; ``where`` tells the rows of buttons on a page apart."""
    named = {place_id: geodata.place(place_id).name for place_id in place_ids}
    offer_each(named, lambda place_id: session.change(place=place_id), key=f"open {where}", type="tertiary")


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


def _measured(place: Place) -> tuple[str, ...]:
    """What was measured of a place, in Markdown: how far it is, how high it lies."""
    rows = [f"- {target}: {distance}" for target, distance in distances(place)]
    far = f"#### {HOW_FAR}\n\n{HOW_FAR_NOTE}\n\n" + "\n".join(rows)
    found = heights(place)
    high = f"#### {HOW_HIGH}\n\n**{found}** {prose(geodata.atlas().heights)}"
    return (*((far,) if rows else ()), *((high,) if found else ()))


def _claims(place: Place) -> None:
    found = claim.about(place.id)
    if found:
        with st.expander(f"Claims about this place ({len(found)})"):
            st.markdown(claim.lines(found))
            claim.opener(found, f"claims of {place.id}")


def _sources(panel: Panel, place: Place | None) -> None:
    keys = {*(place.sources if place else ()), *panel.sources}
    if keys:
        with st.expander(f"Sources ({len(keys)})"):
            st.markdown(source_list(keys))
            st.caption("Excerpts of these were read, not always the whole page.")
