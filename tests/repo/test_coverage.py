"""The ledger is complete: every statement of the article is covered, every claim judged, every source known."""

import dataclasses

import pytest

import geodata
from geodata import text
from ui.words import terms as words
from ui.words import verdicts

# How many checkable statements each part of the article was found to make when it was read for this list.
STATEMENTS = {
    "B": 4,
    "C1": 4,
    "P1": 14,
    "P2": 16,
    "P3": 14,
    "P4": 13,
    "C2": 7,
    "P5": 13,
    "C3": 4,
    "P6": 9,
    "P7": 10,
    "P8": 6,
}
CLAIMS = {claim.id: claim for claim in geodata.claims()}
SOURCES = {source.key: source for source in geodata.fact_sources()}
# Kinds of documents that tell what is new; others may be late and yet tell of old times.
NEWS = ("press", "agency", "security")


def test_the_paragraphs_are_those_of_the_article_with_all_their_statements():
    assert {paragraph.key: len(paragraph.statements) for paragraph in geodata.coverage()} == STATEMENTS
    assert list(STATEMENTS) == list(geodata.article().part_names)


@pytest.mark.parametrize("paragraph", geodata.coverage(), ids=lambda paragraph: paragraph.key)
def test_every_statement_is_covered_by_claims_that_exist(paragraph):
    assert [s.label for s in paragraph.statements if bool(s.claims) == bool(s.why_not)] == []
    assert [(s.label, c) for s in paragraph.statements for c in s.claims if c not in CLAIMS] == []
    labels = [statement.label for statement in paragraph.statements]
    assert len(set(labels)) == len(labels)


def test_every_claim_covers_a_statement_of_its_own_paragraph():
    covered = {
        (paragraph.key, claim) for paragraph in geodata.coverage() for s in paragraph.statements for claim in s.claims
    }
    assert [claim.id for claim in CLAIMS.values() if (claim.where, claim.id) not in covered] == []


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=lambda claim: claim.id)
def test_every_claim_has_a_verdict_a_check_and_a_source_or_a_reason(claim):
    assert claim.verdict in verdicts.names()
    assert claim.kind in words.KINDS
    assert claim.voice in words.VOICES
    assert claim.check
    assert bool(claim.sources) != bool(claim.no_source)
    cited = text.citations(*claim.texts)
    assert [key for key in cited if key not in claim.sources] == []


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=lambda claim: claim.id)
def test_what_the_author_could_know_stands_apart_from_what_came_later(claim):
    written = geodata.article().written

    def dated(part):
        cited = [SOURCES[key] for key in text.citations(part)]
        return [(one.key, one.date, one.kind) for one in cited if one.date]

    assert [one for one in dated(claim.check) if one[1][: len(written)] > written and one[2] in NEWS] == []
    assert [one for part in (claim.hindsight, claim.since) for one in dated(part) if one[1] < written] == []


@pytest.mark.parametrize("event", geodata.events(), ids=lambda event: event.id)
def test_every_later_event_bears_on_claims_and_has_a_source_or_a_reason(event):
    assert event.bears_on
    assert {bearing.claim for bearing in event.bears_on} <= set(CLAIMS)
    assert {bearing.direction for bearing in event.bears_on} <= set(words.DIRECTIONS)
    assert bool(event.sources) != bool(event.no_source)


def test_every_contradiction_sets_claims_against_each_other():
    for contradiction in geodata.contradictions():
        assert contradiction.claims, contradiction.id
        assert set(contradiction.claims) <= set(CLAIMS), contradiction.id


def strings(record):
    """Every text anywhere inside a record."""
    if isinstance(record, str):
        yield record
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from strings(getattr(record, field.name))
    elif isinstance(record, tuple | list):
        for one in record:
            yield from strings(one)


def test_every_source_cited_has_a_record_and_no_record_is_unused():
    panels = [geodata.panel(panel) for panel in ("overview", "method", *(place.id for place in geodata.places()))]
    records = [geodata.places(), geodata.claims(), geodata.contradictions(), geodata.events()]
    records += [geodata.moments(), geodata.steps(), geodata.quoted(), tuple(panels)]
    citing = (*geodata.places(), *geodata.claims(), *geodata.events(), *geodata.quoted(), *panels)
    listed = {key for record in citing for key in record.sources}
    cited = listed | set(text.citations(*(string for group in records for string in strings(group))))
    keys = geodata.source_keys()
    assert len(set(keys)) == len(keys)
    assert sorted(cited - set(keys)) == []
    found = geodata.documents(cited)
    kept = {key for source in found for key in source.better}
    kept |= {key for former in geodata.former_keys() for key in former.documents}
    assert sorted({source.key for source in geodata.fact_sources()} - {source.key for source in found} - kept) == []
    assert sorted(cited & {former.key for former in geodata.former_keys()}) == []
