"""The panel beside the map: the article's analysis of what is selected, and how well the place is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

import geodata
from geodata import text
from geodata.errors import GeodataError
from geodata.model import Panel, Place, Section, Speaker
from ui import changes
from ui.address import offer_each, session
from ui.panel import claim
from ui.panel import measured as borders_links
from ui.words import prose, source_list
from ui.words import terms as words

PRECISION = {
    1: "Known to about a kilometre",
    2: "Known roughly",
    3: "Known only as an area, a distance or a reconstruction",
}
WHY = "Why this shape."
HOW_FAR = "How far it is"
HOW_FAR_NOTE = "In a straight line, as far as its precision allows:"
HOW_HIGH = "How high it is"


def show(place_id: str, claim_id: str = "", since: bool = True) -> None:
    """Show the panel of a place, or the article's thesis for no place; a broken text is named in one sentence.

    A claim that the reader came with stands above it; without ``since`` what came after the article is left out.
    """
    if claim_id:
        with st.container(border=True, key="claim-in-hand"):
            claim.card(geodata.claim(claim_id))
            st.page_link("pages/claims.py", label="Back to the ledger", query_params={"claim": claim_id})
            st.button("Put the claim away", on_click=session.change, kwargs={"claim": ""})
    try:
        panel = geodata.panel(place_id or "overview")
        place = geodata.place(place_id) if place_id else None
    except GeodataError as error:
        st.error(str(error))
        return
    st.header(panel.title, anchor=False)
    if place:
        _known(place)
    st.markdown(prose(panel.lead))
    for speaker, sections in spoken(panel, place, since):
        with speaking(speaker, panel.id):
            for section in sections:
                _section(section, place_id, "" if section.heading == speaker.label else f"#### {section.heading}")
            if place and speaker.id == "found":
                _distances(place)
                _heights(place)
    for section in led_on(panel):
        _section(section, place_id, f"### {section.heading}")
    if place:
        borders_links.offer((place.id,))
        _claims(place)
    _sources(panel, place)
    # What was corrected may be about later things.
    if place and since:
        changes.under("place", place.id)


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
    languages = geodata.article().languages
    names = " · ".join(
        f"{n.name} ({', '.join(filter(None, (languages.get(n.lang, n.lang), n.part)))})" for n in place.local_names
    )
    when = "; ".join(f"{words.date_text(date)}{f' ({date.note})' if date.note else ''}" for date in place.dates)
    where = words.parts_text(place.paragraphs)
    return tuple(
        filter(None, (names, f"In the article: {where}" if where else "", when, words.changed_text("place", place.id)))
    )


def known(place: Place) -> str:
    """Say in Markdown how well a place is known, and why."""
    radius = f", within about {place.extent.radius_km:.0f} km" if place.extent.radius_km else ""
    return f"**{PRECISION[place.precision]}{radius}.** {place.precision_note}"


def why(basis: str) -> str:
    """Say in Markdown by which numbers a place or an event has the shape that is drawn; empty for one without."""
    return f"*{WHY}* {basis}" if basis else ""


def _known(place: Place) -> None:
    st.caption("  \n".join(facts(place)))
    st.markdown(prose(known(place)))
    if place.basis:
        st.markdown(prose(why(place.basis)))


def _section(section: Section, here: str, heading: str) -> None:
    st.markdown(f"{heading}\n\n{prose(section.body)}")
    named = [target for kind, target in text.links(section.body) if kind == "place" and target != here]
    if named:
        open_buttons(tuple(dict.fromkeys(named)), section.heading)


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


def _heights(place: Place) -> None:
    if found := heights(place):
        st.markdown(f"#### {HOW_HIGH}\n\n**{found}** {prose(geodata.atlas().heights)}")


def _distances(place: Place) -> None:
    rows = [f"- {target}: {distance}" for target, distance in distances(place)]
    if rows:
        st.markdown(f"#### {HOW_FAR}\n\n{HOW_FAR_NOTE}\n\n" + "\n".join(rows))


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
