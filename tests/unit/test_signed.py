"""Who signs the dashboard and where errors go, as the host says it."""

import pytest

import geodata
from ui import signed


@pytest.mark.parametrize(
    "address", ["mailto:desk@newspaper.example", "https://newspaper.example/contact?about=map", "https://a.example"]
)
def test_an_address_for_reports_of_errors_is_linked(address):
    assert f"[Report an error]({address})." in signed.sentence({"GATE_CONTACT": f" {address} "})


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://newspaper.example",
        "https://",
        "https://[a",
        "https://a.example) [b](https://b.example",
        "mailto:desk",
        "mailto:desk@newspaper.example?body=x",
        "desk@newspaper.example",
    ],
)
def test_anything_else_is_left_out_honestly_and_the_host_is_told(address, caplog):
    said = signed.sentence({"GATE_CONTACT": address})
    assert signed.NOBODY in said
    assert address not in said
    assert "GATE_CONTACT" in caplog.text


def test_without_an_address_nothing_is_warned_of_and_the_authors_still_sign(caplog):
    said = signed.sentence({})
    assert geodata.dashboard().authors[1:].split("“")[0].strip() in said
    assert signed.NOBODY in said
    assert not caplog.text


def test_who_publishes_a_copy_is_named_as_text():
    assert "published by A \\*Paper\\*\\." in signed.sentence({"GATE_PUBLISHER": "A *Paper*."})
