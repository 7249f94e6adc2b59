"""The Story page as a script: every step has its text, its voice, its view and its claims."""

import dataclasses
import re
from functools import partial

import pytest

import geodata
from geodata import text
from tests.app.running import ROOT, everything, inside, keys, message, run_page
from ui import story
from ui.words import terms as words
from ui.words.markdown import prose

run = partial(run_page, "pages/story.py")

STEPS = geodata.steps()


def test_the_story_has_eight_to_twelve_steps():
    assert 8 <= len(STEPS) <= 12


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.number))
def test_each_step_shows_its_text_voice_claims_and_place(step):
    app = run(step=str(step.number))
    shown = everything(app)
    assert app.header[0].value == step.title
    badge = f":gray-badge[{words.VOICES[step.voice]}]"
    assert inside(app, f"voice-{step.voice}") == f"{badge}\n{prose(step.argues).strip()}"
    for claim_id in step.claims:
        assert f"**{claim_id}**" in shown
    sent = message(app)
    assert sent["only"] == list(step.places)
    assert sent["goal"] == list(step.view)
    assert "{{" not in shown


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.number))
def test_the_article_what_we_found_and_what_came_since_stand_in_blocks_of_their_own_and_in_this_order(step):
    app = run(step=str(step.number))
    said = {"article": step.argues, "found": step.found or story.NOTHING_FOUND, "since": step.since}
    texts = {speaker: prose(text).strip() for speaker, text in said.items() if text}
    shown = [key for key in keys(app) if key.startswith("says-")]
    assert shown == [f"says-{speaker}-step-{step.number}" for speaker in texts]
    labels = {speaker.id: speaker.label for speaker in geodata.speakers()}
    for speaker in texts:
        block = inside(app, f"says-{speaker}-step-{step.number}", whole=True)
        assert block.startswith(f"### {labels[speaker]}\n")
        assert [one for one, text in texts.items() if text in block] == [speaker]
        assert (words.VOICES[step.voice] in block) is (speaker == "article")


def test_a_step_for_which_nothing_was_found_says_so():
    step = dataclasses.replace(STEPS[0], found="", since="")
    assert [(speaker.id, said) for speaker, said in story.spoken(step)] == [
        ("article", step.argues),
        ("found", story.NOTHING_FOUND),
    ]


def test_in_the_voice_of_the_article_nothing_is_cited():
    """A citation is ours: where the article has the word it would put our check into its mouth."""
    argued = {f"step {step.number}": step.argues for step in STEPS}
    for place in geodata.places():
        told = geodata.panel(place.id)
        argued |= {f"{place.id}, {s.heading}": s.body for s in told.sections if s.speaker == "article"}
    assert {where: text.citations(said) for where, said in argued.items() if text.citations(said)} == {}


def test_judgement_and_speculation_are_set_apart_and_from_each_other():
    css = (ROOT / "ui/frame/assets/page.css").read_text(encoding="utf-8")
    looks = [re.search(rf'st-key-voice-{voice}"\] {{(.+)}}', css)[1] for voice in ("judgement", "speculation")]
    assert looks[0] != looks[1]
    assert "dashed" in looks[1]
    assert "st-key-voice-fact" not in css


def test_next_and_back_and_the_row_of_steps_move_the_story():
    app = run()
    assert app.button(key="story Back").disabled
    app.button(key="story Next").click().run()
    assert app.header[0].value == STEPS[1].title
    assert app.query_params["step"] == "2"
    app.button_group(key="steps").set_value(5).run()
    assert app.header[0].value == STEPS[4].title
    app.button(key="story Back").click().run()
    assert app.header[0].value == STEPS[3].title
    assert run(step=str(len(STEPS))).button(key="story Next").disabled


def test_a_place_opened_on_the_way_leads_back_to_its_step():
    app = run(step="4", place="lyaur")
    assert app.header[0].value == geodata.panel("lyaur").title
    next(b for b in app.button if b.label == "Return to step 4").click().run()
    assert app.header[0].value == STEPS[3].title


def test_another_step_closes_the_place_opened_on_the_way():
    app = run(step="4", place="lyaur")
    app.button(key="story Next").click().run()
    assert app.header[0].value == STEPS[4].title
    assert "place" not in app.query_params


@pytest.mark.parametrize("bad", ["0", "99", "four", "-1", "1e3"])
def test_an_unknown_step_is_named_and_the_story_begins(bad):
    app = run(step=bad)
    assert len(app.warning) == 1
    assert app.header[0].value == STEPS[0].title
