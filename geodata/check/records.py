"""The article's records: places, panels, claims, events, dates, steps, and the publications they cite."""

from __future__ import annotations

import datetime as dt
import re

from geodata import load, text
from geodata.check.common import MAKES, Problems, cited, each, periods, unique
from geodata.errors import MissingFileError
from geodata.model import Annotation, Event, Extent, FactSource
from geodata.relations import citations, citing

DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
# Days after which a search for later events has to be done again.
A_YEAR = 365
# A day, a month or a year.
ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
NEEDED = {
    "point": ("lat", "lon"),
    "circle": ("lat", "lon", "radius_km"),
    "band": ("along", "within", "near_km", "far_km"),
    "line": ("layer", "features"),
    "area": ("layer", "features"),
    "parcels": ("layer", "features"),
}


def places() -> Problems:
    """Check every place: extent, precision, sources, periods, parts of the article."""
    found = load.places()
    yield from unique("place", (place.id for place in found))
    for place in found:
        name = f"Place {place.id}"
        yield from extent(name, place.extent)
        if not any(place.bounds) and (load.LAYERS / "places.geojson").exists():
            yield f"{name}: it is not in the built layer of places; make it with: {MAKES}."
        if place.precision not in (1, 2, 3) or not place.precision_note:
            yield f"{name}: it does not say how precisely it is known."
        yield from cited(name, place.sources, place.precision_note, place.basis)
        yield from periods(name, place.dates)
        yield from (
            f"{name}: there is no paragraph {key}." for key in place.paragraphs if key not in load.article().part_names
        )


def extent(name: str, extent: Extent) -> Problems:
    """Say what an extent lacks."""
    for field in NEEDED[extent.symbol]:
        if getattr(extent, field) in (None, "", ()):
            yield f"{name}: a {extent.symbol} needs {field}."
    if extent.radius_km is not None and extent.radius_km <= 0:
        yield f"{name}: its radius is not above 0 km."


def panels() -> Problems:
    """Check that every panel can be read and cites what exists."""
    others = [path.stem for path in sorted((load.ARTICLE / "panels").glob("*.md"))]
    yield from each(dict.fromkeys(["overview", "method", *(place.id for place in load.places()), *others]), _panel)


def _panel(panel_id: str) -> Problems:
    if not (load.ARTICLE / "panels" / f"{panel_id}.md").exists():
        about = {"overview": "the whole article", "method": "method and limits"}.get(panel_id, f"the place {panel_id}")
        yield f"The file article/panels/{panel_id}.md is missing: it begins with “# ” and a title and tells of {about}."
        return
    try:
        panel = load.panel(panel_id)
    except MissingFileError as error:
        yield f"{error} Make it with: {MAKES}."
        return
    yield from cited(f"Panel {panel_id}", panel.sources, panel.lead, *(s.body for s in panel.sections))
    of_place = panel_id in {place.id for place in load.places()}
    for section in panel.sections:
        name = f"Panel {panel_id}, “{section.heading}”"
        if of_place and not section.speaker:
            yield f"{name}: nobody has the word there; give the heading to a [[speaker]] in article/article.toml."
        if section.speaker == "article":
            yield from _quiet(name, section.body)


def _quiet(name: str, argued: str) -> Problems:
    """Say where what the article argues cites a source: a citation is a voice of ours."""
    if keys := text.citations(argued):
        yield f"{name}: the article has the word there, so {', '.join(keys)} cannot be cited; say what was found apart."


def fact_sources() -> Problems:
    """Check the documents: each says what it is, where it is, and what was read of it and when."""
    sources, former = load.fact_sources(), load.former_keys()
    keys = {source.key for source in sources}
    yield from unique("fact source", load.source_keys())
    for source in sources:
        name = f"Fact source {source.key}"
        yield from (f"{name}: it has no {what}." for what in _missing(source))
        yield from _addresses(name, source)
        yield from _dates(name, source)
        if source.language not in load.article().languages:
            yield f"{name}: article/article.toml does not name the language “{source.language}”."
        yield from (
            f"{name}: there is no better document {one}." for one in source.better if one not in keys - {source.key}
        )
        if (source.kind == "encyclopedia" or not source.address) and not source.better and not source.note:
            known_by = "an encyclopedia" if source.kind == "encyclopedia" else "known only by copies"
            yield f"{name}: it is {known_by} and names neither a better document nor, in its note, why there is none."
    for one in former:
        yield from (f"Former key {one.key}: there is no fact source {key}." for key in one.documents if key not in keys)
        if not one.documents:
            yield f"Former key {one.key}: it leads on to nothing."


def _missing(source: FactSource) -> list[str]:
    """What a document lacks; an address or a copy will do."""
    needed = {
        "title": source.title,
        "publisher": source.publisher,
        "language": source.language,
        "address": source.link,
        "day on which it was read (read_on)": source.read_on,
        "passage": source.passage,
    }
    return [what for what, value in needed.items() if not value.strip()]


def _addresses(name: str, source: FactSource) -> Problems:
    for url in filter(None, (source.address, *source.mirrors)):
        if not url.startswith(("https://", "http://")):
            yield f"{name}: “{url}” is not an address."


def _dates(name: str, source: FactSource) -> Problems:
    for field, value in (("date", source.date), ("read_on", source.read_on)):
        if value and not ISO.fullmatch(value):
            yield f"{name}: its {field} “{value}” is not a date such as 2018-07-29, 2018-07 or 2018."
    if len(source.read_on) != len("2018-07-29"):
        yield f"{name}: its read_on “{source.read_on}” is not a day."
    elif source.date > source.read_on:
        yield f"{name}: it was read ({source.read_on}) before it was published ({source.date})."


def unused() -> Problems:
    """Name the documents that no text cites, unless a former key leads to them or they stand as better beside one."""
    cited = citing()
    kept = {one for former in load.former_keys() for one in former.documents}
    kept |= {one for source in load.fact_sources() if source.key in cited for one in source.better}
    for source in load.fact_sources():
        if source.key not in cited and source.key not in kept:
            yield f"Fact source {source.key}: no text cites it."


def former_cited() -> Problems:
    """Name the texts that cite a former key: each has to cite the one document that it rests on."""
    leads = {one.key: " or ".join(one.documents) for one in load.former_keys()}
    for where, keys in citations():
        for key in keys:
            if key in leads:
                yield f"The {where.kind} {where.id} cites the former key {key}: it is {leads[key]} now."


def claims() -> Problems:
    """Check the ledger."""
    claims, places = load.claims(), {place.id for place in load.places()}
    yield from unique("claim", (claim.id for claim in claims))
    for claim in claims:
        name = f"Claim {claim.id}"
        yield from cited(name, claim.sources, *claim.texts)
        yield from periods(name, claim.dates)
        if claim.where not in load.article().part_names:
            yield f"{name}: there is no paragraph {claim.where}."
        if not claim.sources and not claim.no_source:
            yield f"{name}: it has neither a source nor a reason why not."
        if claim.hindsight and not load.article().written:
            yield f"{name}: it speaks of hindsight, but the article does not say by when it was written."
        yield from (f"{name}: there is no place “{place}”." for place in claim.places if place not in places)


def judged() -> Problems:
    """Check that each verdict is one that its rule allows, and the one that was settled after two readers' verdicts."""
    allowed = {rule.id: rule.kinds for rule in load.verdicts()}
    settled = {one.claim: one for one in load.judgements()}
    yield from unique("judgement of claim", (one.claim for one in load.judgements()))
    yield from (
        f"Judgement of claim {one}: there is no such claim." for one in settled.keys() - {c.id for c in load.claims()}
    )
    for one in load.judgements():
        yield from cited(f"Judgement of claim {one.claim}", (), one.why)
    for claim in load.claims():
        name = f"Claim {claim.id}"
        if claim.kind not in allowed[claim.verdict]:
            yield f"{name}: a claim of the kind {claim.kind} cannot have the verdict “{claim.verdict}” (verdicts.toml)."
        judgement = settled.get(claim.id)
        if not judgement:
            if settled:
                yield f"{name}: it was not judged by two readers (article/judgements.toml)."
        elif judgement.settled != claim.verdict:
            yield f"{name}: its verdict is not the one that was settled, “{judgement.settled}”."
        elif not judgement.why and {judgement.first, judgement.second} != {judgement.settled}:
            yield f"Judgement of claim {claim.id}: it does not say why it was settled so."


def coverage() -> Problems:
    """Check which statements of the article are covered by which claims."""
    known = {claim.id for claim in load.claims()}
    yield from unique("paragraph", (paragraph.key for paragraph in load.coverage()))
    for paragraph in load.coverage():
        name = f"Paragraph {paragraph.key}"
        if paragraph.key not in load.article().part_names:
            yield f"{name}: the article has no such part."
        for statement in paragraph.statements:
            if bool(statement.claims) == bool(statement.why_not):
                yield f"{name}: “{statement.label}” needs either claims or a reason why it has none."
            yield from (f"{name}: there is no claim “{one}”." for one in statement.claims if one not in known)


def contradictions() -> Problems:
    """Check what the article is at odds with itself about."""
    known = {claim.id for claim in load.claims()}
    yield from unique("contradiction", (c.id for c in load.contradictions()))
    for contradiction in load.contradictions():
        yield from cited(f"Contradiction {contradiction.id}", (), contradiction.text)
        for claim in contradiction.claims:
            if claim not in known:
                yield f"Contradiction {contradiction.id}: there is no claim “{claim}”."


def events() -> Problems:
    """Check what came later."""
    yield from unique("event", (event.id for event in load.events()))
    for event in load.events():
        yield from _event(event)


def searched() -> Problems:
    """Check that whoever tells of later events says until when they were looked for."""
    found = load.searched()
    if not found:
        if load.events():
            yield "Later events: [searched] does not say until when they were looked for (until, how)."
        return
    if not DAY.fullmatch(found.until):
        yield f"Later events: “{found.until}” in [searched] is not a day such as 2026-11-26."
    if not found.how.strip():
        yield "Later events: [searched] does not say how they were looked for."


def search_is_old(today: dt.date) -> Problems:
    """Warn of a search that ended more than a year before a day."""
    found = load.searched()
    if found and DAY.fullmatch(found.until) and (today - dt.date.fromisoformat(found.until)).days > A_YEAR:
        yield f"{text.searched_text(found)} That is more than a year ago: look for later events again."


def _event(event: Event) -> Problems:
    name = f"Event {event.id}"
    known = {claim.id for claim in load.claims()}
    yield from cited(name, event.sources, event.text, event.basis)
    yield from periods(name, (event.date,))
    if event.extent:
        yield from extent(name, event.extent)
        if event.extent.symbol != "circle":
            yield f"{name}: its extent has to be a circle, as that is how later events are drawn."
        if event.place:
            yield f"{name}: it has both a place and an extent of its own."
    if event.place and event.place not in {place.id for place in load.places()}:
        yield f"{name}: there is no place “{event.place}”."
    if not event.sources and not event.no_source:
        yield f"{name}: it has neither a source nor a reason why not."
    yield from (f"{name}: there is no claim “{b.claim}”." for b in event.bears_on if b.claim not in known)


def moments() -> Problems:
    """Check what the article dates."""
    places, claims = {place.id for place in load.places()}, {claim.id for claim in load.claims()}
    yield from unique("moment", (moment.id for moment in load.moments()))
    for moment in load.moments():
        name = f"Moment {moment.id}"
        yield from cited(name, (), moment.text)
        yield from periods(name, (moment.date,))
        yield from (f"{name}: there is no place “{place}”." for place in moment.places if place not in places)
        yield from (f"{name}: there is no claim “{claim}”." for claim in moment.claims if claim not in claims)


def quoted() -> Problems:
    """Check the published lengths and areas."""
    claims = {claim.id for claim in load.claims()}
    for quoted in load.quoted():
        name = f"Quoted figure {quoted.about}, {quoted.value:g}"
        yield from cited(name, quoted.sources)
        if quoted.claim and quoted.claim not in claims:
            yield f"{name}: there is no claim “{quoted.claim}”."
        if not quoted.sources and not quoted.claim:
            yield f"{name}: it has neither a source nor a claim."


def steps() -> Problems:
    """Check the story."""
    places, claims = {place.id for place in load.places()}, {claim.id for claim in load.claims()}
    steps = load.steps()
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        yield "The steps of the story are not numbered one by one."
    for step in steps:
        name = f"Step {step.number}"
        yield from cited(name, (), step.argues, step.found, step.since)
        yield from _quiet(f"{name}, “argues”", step.argues)
        yield from (f"{name}: there is no place “{place}”." for place in step.places if place not in places)
        yield from (f"{name}: there is no claim “{claim}”." for claim in step.claims if claim not in claims)
        yield from _on_the_map(f"{name}, “caption”", step.caption)
        for n, note in enumerate(step.annotations, 1):
            yield from _annotation(f"{name}, annotation {n}", note)


def _on_the_map(name: str, said: str) -> Problems:
    """Check words that stand on the map, where nothing can be opened."""
    yield from cited(name, (), said)
    if text.citations(said) or text.links(said):
        yield f"{name}: on the map nothing can be cited or linked; say that in the step."


def _annotation(name: str, note: Annotation) -> Problems:
    yield from _on_the_map(name, note.text)
    if not note.text.strip():
        yield f"{name}: it has no words."
    west, south, east, north = load.atlas().bounds
    if not (south <= note.at[0] <= north and west <= note.at[1] <= east):
        yield f"{name}: {note.at[0]:g}, {note.at[1]:g} lies outside the map; “at” is latitude, longitude."
