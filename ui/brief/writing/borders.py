"""The Borders page written out, part by part: figures, texts and tables, with measured, quoted and inferred apart."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

import geodata
from geodata.model import Panel, Section
from ui import borders
from ui.address import State
from ui.borders import distances, ground, lengths, parcels, profile, scale, section
from ui.brief.writing.view import Drawn, View
from ui.brief.writing.writer import Writer, claim_state, summary
from ui.markup import NOTHING, element, heading, joined, lines, named, table
from ui.words import Table
from ui.words import terms as words

# Two of them stand side by side (pixels).
SMALL = (470, 560)
LIVE = "Where the text speaks of choosing, moving or clicking, it means the dashboard, which is linked below."


def borders_page(writer: Writer, state: State) -> View:
    """Write out the part of the page that is chosen."""
    written = {
        "lengths": _lengths,
        "profile": _profile,
        "parcels": _parcels,
        "distances": _distances,
        "scale": _scale,
    }[state.part]
    panel = geodata.panel(f"borders-{state.part}")
    body = lines(
        _chosen(writer, state),
        # Of the lengths, what the tolerance comes to stands after the finding.
        NOTHING if state.part == "lengths" else named(borders.offered()[state.part].results(state), "figures"),
        written(writer, state, panel),
        _data(writer, state.part),
        _method(writer),
    )
    title = _title(state)
    kicker = f"Borders: {borders.offered()[state.part].label.lower()}"
    return View(title, kicker, title, summary(panel.lead), body, _drawn(state, title), apart=_apart(state))


def _drawn(state: State, title: str) -> Drawn:
    scene = borders.offered()[state.part].scene(state)
    return Drawn(title, borders.map_state(state), scene, borders.legend(state, scene))


def _apart(state: State) -> tuple[Drawn, ...]:
    """Before and after as two small maps; none where the part has nothing of the kind."""
    views = parcels.apart(state) if state.part == "parcels" else ()
    return tuple(replace(_drawn(view, parcels.title(view.when)), size=SMALL) for view in views)


def _title(state: State) -> str:
    if state.part == "lengths":
        return f"How long the {lengths.told().name(state.border)} border is"
    if state.part == "profile":
        return profile.title(state.border)
    if state.part == "parcels":
        return f"{words.capital(parcels.told().noun)}, before and after"
    if state.part == "distances":
        ends = distances.offered(state)
        return f"How far apart: {ends[state.a]} and {ends[state.b]}"
    return f"{words.capital(scale.told().noun)} at true size over {scale.centre(state.over)[1]}"


def _chosen(writer: Writer, state: State) -> Markup:
    if state.place and state.part in borders.CHOOSING:
        return element("p", "Place chosen: ", writer.place(state.place), class_="note")
    return NOTHING


def _told(writer: Writer, panel: Panel, but: tuple[str, ...] = ()) -> Markup:
    sections = [_section(writer, section) for section in panel.sections if section.heading not in but]
    lead = element("div", writer.block(panel.lead), class_="lead")
    return lines(lead, element("p", LIVE, class_="note"), *sections)


def _section(writer: Writer, section: Section) -> Markup:
    return element("section", heading(2, section.heading), writer.block(section.body))


def _table(writer: Writer, caption: str, records: Table) -> Markup:
    rows = [[writer.inline(cell) for cell in row] for row in records.rows]
    return table(caption, records.head, rows, "numbers")


def _lengths(writer: Writer, state: State, panel: Panel) -> Markup:
    name, article = lengths.told().name(state.border), lengths.article_km(state.border)
    found = lengths.lengths(state.border)
    line = lengths.tolerance_text(state.tolerance).lower()
    tables = {
        kind: _table(writer, caption, lengths.table([one for one in found if one.kind == kind], article))
        for kind, caption in (
            ("measured", f"Length of the {name} border as measured here, by source and resolution"),
            ("quoted", f"Length of the {name} border as published"),
        )
    }
    none = "" if article else f" {lengths.NO_ARTICLE}"
    ours, others = lengths.sections(state.border)
    hidden = tuple(one.heading for one in panel.sections if one not in others)
    return lines(
        named(lengths.finding(state.border), "figures finding"),
        *(_section(writer, section) for section in ours),
        element("p", f"The {name} border, drawn on the map at this tolerance: {line}.{none}", class_="note"),
        named(lengths.results(state), "figures"),
        _told(writer, panel, hidden),
        element(
            "section",
            heading(2, "Measured"),
            element("p", lengths.told().note, class_="note"),
            tables["measured"],
            class_="measured",
        ),
        element("section", heading(2, "Quoted"), tables["quoted"], class_="quoted"),
    )


def _profile(writer: Writer, state: State, panel: Panel) -> Markup:
    return lines(
        element("p", f"Marked on the map: {profile.worded(profile.chosen(state))}.", class_="note"),
        _told(writer, panel),
        element(
            "section",
            heading(2, "Measured"),
            element("p", writer.inline(geodata.atlas().heights), class_="note"),
            _table(writer, profile.described(state.border), profile.table(state.border)),
            class_="measured",
        ),
    )


def _parcels(writer: Writer, state: State, panel: Panel) -> Markup:
    texts = {section.heading: section.body for section in panel.sections}
    checked = [
        writer.to(f"claim {one.claim}", "claims", claim_state(one.claim))
        for one in geodata.quoted()
        if one.about == parcels.told().place and one.claim
    ]
    shown = words.listed(parcels.old_names()[one] for one in state.old) or "none"
    when = {"swipe": "before and after"}.get(state.when, state.when)
    which = f"parcel {parcels.names()[state.parcel]}" if state.parcel else "both parcels"
    old = "" if state.when == "after" else f" Old maps drawn: {shown}."
    return lines(
        element("p", f"{parcels.told().warning}. Shown: the frontier {when}; {which}.{old}", class_="warning"),
        _told(writer, panel, (parcels.TEXTS, parcels.INFERRED)),
        element(
            "section",
            heading(2, "Measured"),
            element("p", parcels.NOTES["measured"], class_="note"),
            _table(writer, "Areas in square kilometres, by old map and by how many agree", parcels.areas_table()),
            heading(3, parcels.STAND_OUT),
            _table(writer, parcels.STAND_OUT_NOTE, parcels.noise_table()),
            class_="measured",
        ),
        element(
            "section",
            heading(2, "Quoted"),
            element("p", parcels.NOTES["quoted"], class_="note"),
            _table(writer, "Areas in square kilometres, as published", parcels.quoted_table()),
            heading(3, parcels.TEXTS),
            writer.block(texts[parcels.TEXTS]),
            element("p", "How the article’s figure was checked: ", joined(checked, ", ")) if checked else NOTHING,
            class_="quoted",
        ),
        element(
            "section",
            heading(2, "Inferred"),
            element("p", parcels.NOTES["inferred"], class_="note"),
            heading(3, parcels.INFERRED),
            writer.block(texts[parcels.INFERRED]),
            class_="inferred",
        ),
    )


def _distances(writer: Writer, state: State, panel: Panel) -> Markup:
    own = NOTHING
    if state.point:
        title = heading(2, f"The point {ground.degrees(state.point)}")
        own = element("section", title, named(distances.own(state.point), "figures"))
    same = element("p", distances.SAME, class_="note") if state.a == state.b else NOTHING
    matrix = _table(writer, distances.MATRIX_NOTE, distances.matrix())
    return lines(
        same,
        _told(writer, panel),
        _between(writer, state),
        own,
        element("section", heading(2, distances.MATRIX), matrix, class_="measured"),
    )


def _between(writer: Writer, state: State) -> Markup:
    """The ground between both ends, or why it is not shown."""
    if not section.offered(state):
        return NOTHING
    title = heading(2, section.TITLE)
    if sentence := section.missing(state):
        return element("section", title, element("p", sentence, class_="note"))
    return element(
        "section",
        title,
        named(section.results(state), "figures"),
        element("p", writer.inline(geodata.atlas().heights), class_="note"),
        _table(writer, section.described(state), section.table(state)),
        class_="measured",
    )


def _scale(writer: Writer, state: State, panel: Panel) -> Markup:
    shape = scale.LABELS[state.outline].lower()
    said = f"The shape drawn is a {shape} of the size that the article gives for {scale.told().noun}."
    return lines(element("p", said, class_="note"), _told(writer, panel))


def _data(writer: Writer, part: str) -> Markup:
    titles = words.listed(geodata.layer(layer).title for layer in borders.data(part))
    return element("p", f"Data used: {titles}. ", writer.to("Sources and data", "sources", State()), class_="note")


def _method(writer: Writer) -> Markup:
    method = geodata.panel("borders-method")
    sections = [lines(heading(3, section.heading), writer.block(section.body)) for section in method.sections]
    return element(
        "section", heading(2, "Method, and what would change the result"), writer.block(method.lead), lines(*sections)
    )
