"""The Story page as a script: every step has its text, its voice, its view and its claims."""

import re
from functools import partial

import pytest

import geodata
from tests.app.running import ROOT, everything, inside, message, run_page
from ui.words import terms as words
from ui.words.markdown import prose

run = partial(run_page, "pages/story.py")

STEPS = geodata.steps()


def test_the_story_has_eight_to_twelve_steps():
    assert 8 <= len(STEPS) <= 12


@pytest.mark.parametrize("step", STEPS, ids=lambda step: str(step.number))
def test_each_step_shows_its_text_voice_claims_and_place(step):
    app = run(step=str(step.number))
    text = everything(app)
    assert app.header[0].value == step.title
    assert inside(app, f"voice-{step.voice}") == f":gray-badge[{words.VOICES[step.voice]}]\n{prose(step.body).strip()}"
    for claim_id in step.claims:
        assert f"**{claim_id}**" in text
    sent = message(app)
    assert sent["only"] == list(step.places)
    assert sent["goal"] == list(step.view)
    assert "{{" not in text


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
