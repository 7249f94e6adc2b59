"""The Timeline page written out: one entry in full, or all entries of the years chosen, later ones apart."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

import geodata
from geodata import text
from geodata.model import Claim, Event, Moment
from ui import panel, timeline
from ui.address import State, event_state
from ui.brief.writing.claims import voiced
from ui.brief.writing.places import place_body
from ui.brief.writing.view import Drawn, View
from ui.brief.writing.writer import Writer, searched, summary
from ui.markup import NOTHING, badge, element, heading, joined, lines, table
from ui.pages import page
from ui.timeline import Entry
from ui.timeline import chart as charts
from ui.timeline import entry as timeline_entry
from ui.words import terms as words

CAPTIONS = {
    "article": "What the article dates, or its story rests on",
    "then": "What the article could have told of",
    "later": "What came after the article",
}


def timeline_page(writer: Writer, state: State) -> View:
    """Write out the entry chosen, or the entries of the years in force; and a place opened on the way."""
    now = timeline.view(state)
    on_the_way = NOTHING
    if state.place:
        opened = heading(2, f"Opened on the way: {geodata.panel(state.place).title}")
        told = place_body(writer, geodata.place(state.place), 3, state.since)
        on_the_way = element("section", opened, told, class_="on-the-way")
    said = element("p", now.sentence, class_="note") if now.sentence else NOTHING
    became = _became(writer) if state.since and not now.chosen else NOTHING
    map_state, scene = timeline.map_state(now), timeline.scene(now)
    if now.chosen:
        title = f"{words.date_text(now.chosen.date)}: {now.chosen.title}"
        body = lines(_entry(writer, now.chosen), on_the_way)
        time = words.TIMES[now.chosen.time]
        kicker = f"{time}: no part of it" if now.chosen.later else time
        description = summary(now.chosen.record.text)
        return View(title, kicker, now.chosen.title, description, body, Drawn(title, map_state, scene))
    years = f"{now.start} to {now.end}"
    body = lines(said, element("p", timeline.DATED, class_="lead"), _tables(writer, now), on_the_way, became)
    drawn = Drawn(f"Where it was, {years}", map_state, scene)
    return View(f"Timeline, {years}", "Timeline", f"What is dated, {years}", page("timeline").description, body, drawn)


def _tables(writer: Writer, now: timeline.View) -> Markup:
    written, then, later = ([e for e in now.entries if e.time == one] for one in ("article", "then", "later"))
    found = [element("section", heading(2, timeline.covered(now)), _table(writer, written))]
    if then:
        note = element("p", timeline.then(), class_="note")
        found.append(element("section", heading(2, words.TIMES["then"]), note, _table(writer, then)))
    if now.state.since:
        note = lines(element("p", timeline.LATER, class_="note"), searched(how=True))
        title = heading(2, timeline.covered(now, "later"))
        found.append(element("section", title, note, _table(writer, later), class_="later"))
    else:
        found.append(searched(how=True))
    return lines(*found)


def _table(writer: Writer, entries: Sequence[Entry]) -> Markup:
    if not entries:
        return element("p", "No entry in these years.", class_="note")
    rows = [
        (
            str(entry.number),
            words.date_text(entry.date),
            joined((writer.to(entry.title, "timeline", event_state(entry.id)), _status(entry))),
            charts.PRECISION[entry.date.precision],
        )
        for entry in entries
    ]
    return table(CAPTIONS[entries[0].time], ("No.", "Date", "Entry", "Known"), rows, "dates")


def _status(entry: Entry) -> Markup:
    status = entry.record.status if isinstance(entry.record, Event) else ""
    return joined((" ", badge(status, "status"))) if status else NOTHING


def _entry(writer: Writer, entry: Entry) -> Markup:
    when = element("p", writer.inline(timeline_entry.known(entry)), _status(entry), class_="precision")
    told = lines(when, writer.block(entry.record.text))
    if isinstance(entry.record, Event):
        until = searched() if entry.later else NOTHING
        return element("div", until, told, _event(writer, entry.record), class_="later" if entry.later else "")
    return lines(told, _moment(writer, entry.record), writer.sources(text.citations(entry.record.text)))


def _event(writer: Writer, event: Event) -> Markup:
    bears = [
        lines(element("p", f"It {wording}:"), writer.claims(found)) for wording, found in timeline_entry.bearings(event)
    ]
    at = element("p", "Place of the article: ", writer.place(event.place), class_="note") if event.place else NOTHING
    return lines(
        element("p", timeline_entry.where(event), class_="note"),
        element("p", writer.inline(panel.why(event.basis)), class_="precision") if event.basis else NOTHING,
        at,
        element("section", heading(2, timeline_entry.BEARS), lines(*bears)) if bears else NOTHING,
        writer.sources(event.sources, event.no_source),
    )


def _moment(writer: Writer, moment: Moment) -> Markup:
    places = joined(("Places: ", writer.places(moment.places))) if moment.places else Markup(timeline_entry.NO_PLACE)
    found = [geodata.claim(claim_id) for claim_id in moment.claims]
    return lines(
        element("p", places, class_="note"),
        element("section", heading(2, timeline_entry.RESTS_ON), writer.claims(found)) if found else NOTHING,
    )


def _became(writer: Writer) -> Markup:
    told, untold = timeline.overtaken()
    rest = NOTHING
    if untold:
        rest = lines(heading(3, f"{timeline.UNTOLD} ({len(untold)})"), writer.claims(untold))
    return element(
        "section",
        heading(2, timeline.BECAME),
        element("p", timeline.BECAME_NOTE, class_="note"),
        searched(),
        lines(*(_outcome(writer, one) for one in told)),
        rest,
    )


def _outcome(writer: Writer, one: Claim) -> Markup:
    said = voiced(one.voice, element("p", writer.told(one)))
    number = writer.to(f"Claim {one.id}", "claims", State(claim=one.id))
    since = element("div", writer.block(one.since), class_="since")
    return element("article", heading(3, number), said, since, class_="claim")
