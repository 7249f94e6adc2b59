"""The Claims page written out: one claim in full, or the ledger as far as the filters let it pass."""

from __future__ import annotations

import textwrap

from markupsafe import Markup

import geodata
from geodata import relations
from geodata.model import Claim, Contradiction, Direction, Event
from ui import ledger
from ui.address import State, event_state
from ui.brief.writing.corrections import under
from ui.brief.writing.view import Drawn, View
from ui.brief.writing.writer import Writer, claim_state, plain, searched, summary
from ui.ledger import records
from ui.markup import NOTHING, badge, element, heading, joined, lines, listed, named, table
from ui.pages import page
from ui.panel import claim as claims
from ui.words import terms as words
from ui.words import verdicts

# As much of a claim as a title shows.
TITLE_LETTERS = 140


def claims_page(writer: Writer, state: State) -> View:
    """Write out the claim that is open, or else the claims that pass the filters."""
    return _one(writer, state, geodata.claim(state.claim)) if state.claim else _ledger(writer, state)


def _one(writer: Writer, state: State, claim: Claim) -> View:
    named_places = [geodata.place(place).name for place in claim.places]
    drawn = None
    if claim.places:
        title = words.listed(named_places)
        drawn = Drawn(title, ledger.map_state(state, claim), ledger.scene(claim))
    where = joined(("About ", writer.places(claim.places), ".")) if claim.places else Markup(ledger.NOT_MAPPABLE)
    return View(
        f"{_shortened(claim)} · Claim {claim.id}",
        "",
        writer.told(claim),
        summary(f"{' '.join(verdicts.told(claim))} {claims.CHECK}: {claim.check}"),
        lines(
            element("p", where, class_="note"),
            _contradictions(writer, claim),
            _referred(writer, claim),
            _then(writer, relations.events_of_its_time(claim.id)),
            _later(writer, relations.later_events(claim.id)),
            under(writer, relations.corrections_of("claim", claim.id), 2),
        ),
        drawn,
        _facts(claim),
        f"claim-head verdict-{claim.verdict}",
        _found(writer, claim, 2),
    )


def _shortened(claim: Claim) -> str:
    return textwrap.shorten(plain(" ".join(verdicts.told(claim))), TITLE_LETTERS, placeholder=" …")


def card(writer: Writer, claim: Claim, level: int, since: bool = True) -> Markup:
    """Write out a claim, led by its verdict, with the check and its sources.

    ``level`` is that of headings inside; without ``since`` what came later is left out.
    """
    text = element("p", writer.told(claim), class_="statement")
    head = element("div", lines(text, _facts(claim)), class_=f"claim-head verdict-{claim.verdict}")
    return lines(head, _found(writer, claim, level, since))


def _facts(claim: Claim) -> Markup:
    return element("p", " · ".join((*claims.facts(claim), words.VOICES[claim.voice])), class_="note")


def _found(writer: Writer, claim: Claim, level: int, since: bool = True) -> Markup:
    parts = [
        element(
            "section",
            lines(heading(level, label), writer.block(found), searched() if name == "since" else NOTHING),
            class_=name,
        )
        for name, label, found in claims.findings(claim)
        if since or name != "since"
    ]
    return lines(*parts, writer.sources(claim.sources, claim.no_source))


def voiced(voice: str, content: Markup) -> Markup:
    """Set a text apart by the voice in which the article says it, as the pages do."""
    return element("div", content, class_=f"voice-{voice}")


def _contradictions(writer: Writer, claim: Claim) -> Markup:
    found = relations.contradictions_of(claim.id)
    if not found:
        return NOTHING
    return element(
        "section",
        heading(2, ledger.AT_ODDS),
        lines(*(_contradiction(writer, one, claim.id) for one in found)),
    )


def _contradiction(writer: Writer, one: Contradiction, here: str = "") -> Markup:
    others = [geodata.claim(claim_id) for claim_id in one.claims if claim_id != here]
    return lines(heading(3, one.title), writer.block(one.text), writer.claims(others))


def _referred(writer: Writer, claim: Claim) -> Markup:
    found = [geodata.claim(one) for one in records.linked(claim)]
    if not found:
        return NOTHING
    return element("section", heading(2, ledger.REFERRED), writer.claims(found))


def _then(writer: Writer, found: relations.Bearings) -> Markup:
    if not found:
        return NOTHING
    told = lines(*(_event(writer, event, direction) for event, direction in found))
    return element("section", heading(2, words.TIMES["then"]), told)


def _later(writer: Writer, found: relations.Bearings) -> Markup:
    if not found:
        return NOTHING
    return element(
        "section",
        heading(2, "Later events that bear on it"),
        element("p", ledger.LATER, class_="note"),
        searched(),
        lines(*(_event(writer, event, direction) for event, direction in found)),
        class_="later",
    )


def _event(writer: Writer, event: Event, direction: Direction) -> Markup:
    title = writer.to(event.title, "timeline", event_state(event.id))
    status = joined((" ", badge(event.status, "status"))) if event.status else NOTHING
    said = element("p", f"Which {words.DIRECTIONS[direction]} this claim.", status)
    return lines(
        heading(3, joined((f"{words.date_text(event.date)}: ", title))),
        said,
        writer.block(event.text),
        element("p", event.place_name, class_="note") if event.place_name else NOTHING,
        writer.sources(event.sources, event.no_source),
    )


def _ledger(writer: Writer, state: State) -> View:
    shown = records.shown(state)
    head = ("No.", "Verdict", "Claim", "Voice", "Part", "Kind", "Places")
    rows = [
        (
            writer.to(claim.id, "claims", claim_state(claim.id)),
            verdicts.stamped(claim.verdict),
            writer.inline(claim.text),
            words.VOICES[claim.voice],
            geodata.article().part_names[claim.where],
            words.KINDS[claim.kind],
            writer.places(claim.places) if claim.places else "Not mappable",
        )
        for claim in shown
    ]
    counted = records.counted(state)
    found = table(counted, head, rows, "stacked ledger") if rows else element("p", f"{counted}. None passes.")
    meanings = [(verdicts.stamped(rule.id), rule.meaning) for rule in geodata.verdicts()]
    contradictions = geodata.contradictions()
    body = lines(
        element("p", ledger.INTRODUCTION, class_="lead"),
        element(
            "section",
            heading(2, "What the verdicts mean"),
            named(meanings, "meanings"),
            element("p", ledger.VERDICT_NOTE, class_="note"),
        ),
        element("section", heading(2, "Claims"), _counts(shown), found),
        element(
            "section",
            heading(2, ledger.AT_ODDS),
            lines(*(_contradiction(writer, one) for one in contradictions)),
        )
        if contradictions
        else NOTHING,
    )
    return View("Claims", "The ledger", "Every claim, checked", page("claims").description, body)


def _counts(shown: tuple[Claim, ...]) -> Markup:
    counts = records.verdict_counts(shown)
    return listed(
        (joined((verdicts.stamped(one), f" {number}")) for one, number in counts.items()),
        "counts",
    )
