"""The Map and Story pages written out: a place, the article's thesis, a step of the argument."""

from __future__ import annotations

from markupsafe import Markup

import geodata
from geodata import relations
from geodata.model import Claim, Place, Speaker, Step
from ui import panel, story
from ui.address import State
from ui.brief.writing.claims import card, voiced
from ui.brief.writing.corrections import under
from ui.brief.writing.view import Drawn, View
from ui.brief.writing.writer import Writer, claim_state, plain, searched, summary
from ui.markup import NOTHING, badge, element, heading, joined, lines, named, table
from ui.pages import page
from ui.panel import claim as claims
from ui.words import terms as words

FIRST = "A claim in hand"


def map_page(writer: Writer, state: State) -> View:
    """Write out the Map page: the place chosen, or the article's thesis, and the claim that the reader came with."""
    in_hand = NOTHING
    if state.claim:
        one = geodata.claim(state.claim)
        in_hand = element("section", heading(2, f"{FIRST}: {one.id}"), card(writer, one, 3), class_="in-hand")
    if not state.place:
        about = geodata.panel("overview")
        body = lines(in_hand, _panel(writer, "overview", 2), _all_places(writer))
        drawn = Drawn("All places of the article", state)
        return View("Map of all places", "The whole map", about.title, page("map").description, body, drawn)
    place = geodata.place(state.place)
    drawn = Drawn(place.name, state)
    body = lines(in_hand, place_body(writer, place, 2))
    title = geodata.panel(place.id).title
    return View(place.name, "Place of the article", title, plain(place.summary), body, drawn)


def place_body(writer: Writer, place: Place, level: int, since: bool = True) -> Markup:
    """Write out the panel of a place with headings from a level on; without ``since`` only what the article covers."""
    return lines(
        element("p", joined(panel.facts(place), Markup("<br>")), class_="note"),
        element("p", writer.inline(panel.known(place)), class_="precision"),
        element("p", writer.inline(panel.why(place.basis)), class_="precision") if place.basis else NOTHING,
        _panel(writer, place.id, level, place, since),
        _claims(writer, place, level, since),
        writer.sources({*place.sources, *geodata.panel(place.id).sources}, what=f"Sources for {place.name} as a whole"),
        under(writer, relations.corrections_of("place", place.id), level) if since else NOTHING,
    )


def _panel(writer: Writer, panel_id: str, level: int, place: Place | None = None, since: bool = True) -> Markup:
    told = geodata.panel(panel_id)
    blocks = []
    for speaker, sections in panel.spoken(told, place, since):
        parts = [
            lines(
                heading(level + 1, section.heading) if section.heading != speaker.label else NOTHING,
                writer.block(section.body),
            )
            for section in sections
        ]
        if place and speaker.id == "found":
            parts += [_distances(place, level + 1), _heights(writer, place, level + 1)]
        blocks.append(_speaking(speaker, level, lines(*parts)))
    led_on = [
        element("section", heading(level, section.heading), writer.block(section.body))
        for section in panel.led_on(told)
    ]
    return lines(element("div", writer.block(told.lead), class_="lead"), *blocks, *led_on)


def _speaking(speaker: Speaker, level: int, said: Markup) -> Markup:
    """Set what one speaker says apart, under the speaker's label."""
    until = searched() if speaker.id == "since" else NOTHING
    return element("section", heading(level, speaker.label), said, until, class_=f"says {speaker.id}")


def _distances(place: Place, level: int) -> Markup:
    rows = [(f"To {target}", distance) for target, distance in panel.distances(place)]
    if not rows:
        return NOTHING
    return lines(heading(level, panel.HOW_FAR), element("p", panel.HOW_FAR_NOTE), named(rows, "distances"))


def _heights(writer: Writer, place: Place, level: int) -> Markup:
    found = panel.heights(place)
    if not found:
        return NOTHING
    told = element("p", element("strong", found), " ", writer.inline(geodata.atlas().heights))
    return lines(heading(level, panel.HOW_HIGH), told)


def _claims(writer: Writer, place: Place, level: int, since: bool) -> Markup:
    found = claims.about(place.id)
    if not found:
        return NOTHING
    cards = [_claim(writer, one, level + 1, since) for one in found]
    return element("section", heading(level, f"Claims about this place ({len(found)})"), lines(*cards))


def _claim(writer: Writer, one: Claim, level: int, since: bool) -> Markup:
    number = writer.to(f"Claim {one.id}", "claims", claim_state(one.id))
    return element("article", heading(level, number), card(writer, one, level + 1, since), class_="claim")


def _all_places(writer: Writer) -> Markup:
    rows = [
        (writer.place(place.id), writer.inline(place.summary), panel.PRECISION[place.precision])
        for place in geodata.places()
    ]
    head = ("Place", "In the article", "How well it is known")
    return element(
        "section", heading(2, "The places"), table("Every place that the article names", head, rows, "stacked")
    )


def story_page(writer: Writer, state: State) -> View:
    """Write out a step of the story, and the place that the reader has opened on the way."""
    steps = geodata.steps()
    step = steps[state.step - 1]
    rests_on = [geodata.claim(claim_id) for claim_id in step.claims]
    on_the_way = NOTHING
    if state.place:
        place = geodata.place(state.place)
        title = heading(2, f"Opened on the way: {geodata.panel(place.id).title}")
        on_the_way = element("section", title, place_body(writer, place, 3), class_="on-the-way")
    body = lines(
        _step(writer, step),
        element("p", "Places: ", writer.places(step.places), class_="note") if step.places else NOTHING,
        element(
            "section",
            heading(2, f"What this step rests on ({words.counted(len(rests_on), 'claim')})"),
            writer.claims(rests_on),
        )
        if rests_on
        else NOTHING,
        on_the_way,
    )
    return View(
        f"Step {step.number}: {step.title}",
        f"The argument, step {step.number} of {len(steps)}",
        step.title,
        summary(f"{geodata.speakers()[0].label}: {step.argues}"),
        body,
        Drawn(f"Step {step.number}: {step.title}", state, story.scene(step)),
    )


def _step(writer: Writer, step: Step) -> Markup:
    blocks = []
    for speaker, said in story.spoken(step):
        text = writer.block(said)
        if speaker.id == "article":
            text = voiced(step.voice, lines(element("p", badge(words.VOICES[step.voice])), text))
        blocks.append(_speaking(speaker, 2, text))
    return lines(*blocks)
