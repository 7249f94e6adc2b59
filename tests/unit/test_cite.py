"""Citations of the dashboard and of a view, and the citation file of the repository."""

import datetime as dt
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import geodata
from docs.citation import FILE, identified
from geodata import about
from geodata.model import Version
from ui.takeaway import citation as cite

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "https://maps.example.org/gate/?place=lyaur&view=38.3400,68.5400,8.00"
DATA = Version("2026.03.01", "2026-03-01", "0123456789abcdef" * 4)
WHOLE = cite.Citation(ADDRESS, dt.date(2026, 3, 9), "1.2.3", DATA)
VIEW = cite.Citation(ADDRESS, dt.date(2026, 3, 9), "1.2.3", DATA, "Lyaur & {Fakhrabad}: 100 %")


def test_plain_text_states_version_checksum_date_and_address():
    assert cite.plain(WHOLE) == (
        "The authors of “A Gate Unguarded, mapped” (2026): A Gate Unguarded, mapped. Version 1.2.3, "
        f"data 2026.03.01 (sha256:0123456789abcdef). {ADDRESS} (accessed 2026-03-09)."
    )
    assert "Lyaur & {Fakhrabad}: 100 %. In: A Gate Unguarded, mapped." in cite.plain(VIEW)


def test_bibtex_is_balanced_and_escaped():
    entry = cite.bibtex(VIEW)
    assert entry.startswith(f"@misc{{gate-unguarded-mapped-{geodata.dashboard().year}-lyaur-fakhrabad-100,\n")
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, flags=re.MULTILINE))
    assert fields["title"] == r"{Lyaur \& \{Fakhrabad\}: 100 \%. In: A Gate Unguarded, mapped}"
    assert fields["url"] == ADDRESS
    assert fields["urldate"] == "2026-03-09"
    assert fields["note"] == r"Version 1.2.3, data 2026.03.01 (sha256:0123456789abcdef)"
    for text in (entry, cite.bibtex(WHOLE)):
        bare = re.sub(r"\\[{}]", "", text)
        assert bare.count("{") == bare.count("}")


def test_the_key_of_a_claim_stays_when_its_verdict_changes():
    for verdict in ("Outdated", "Opinion, not checkable"):
        entry = cite.bibtex(cite.Citation(ADDRESS, None, "1", DATA, f"Claims, claim c54 ({verdict})"))
        assert entry.startswith(f"@misc{{gate-unguarded-mapped-{geodata.dashboard().year}-claims-claim-c54,\n")


def test_an_address_cannot_break_out_of_the_entry():
    evil = cite.Citation("https://a.org/?q=}},\n@misc{x", dt.date(2026, 1, 1), "1", DATA)
    assert len(re.findall(r"^@misc", cite.bibtex(evil), flags=re.MULTILINE)) == 1
    assert "url = {https://a.org/?q=%7D%7D,%0A@misc%7Bx}" in cite.bibtex(evil)


def test_csl_json_has_what_reference_managers_need():
    (item,) = json.loads(cite.csl_json(VIEW))
    assert item["type"] == "webpage"
    assert item["URL"] == ADDRESS
    assert item["title"] == VIEW.title
    assert item["container-title"] == geodata.dashboard().title
    assert item["accessed"] == {"date-parts": [[2026, 3, 9]]}
    assert item["version"] == "1.2.3"
    assert item["note"] == "data 2026.03.01 (sha256:0123456789abcdef)"
    assert json.loads(cite.csl_json(WHOLE))[0]["title"] == geodata.dashboard().title


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("http://a.org/", ""),
        ("http://a.org", ""),
        ("http://a.org/?place=lyaur", "Map, Lyaur training ground"),
        ("http://a.org/gate/claims?claim=c54&view=1,2,3#x", "Claims, claim c54 (Outdated)"),
        ("http://a.org/story?step=4", "Story, step 4"),
        ("http://a.org/borders?part=parcels", "Borders, parcels"),
        ("http://a.org/sources?place=atlantis", "Sources and data"),
        ("http://a.org/gate/?layers=borders", ""),
    ],
)
def test_a_view_is_named_by_what_is_chosen_there(address, title):
    assert cite.view_title(address) == title


def cff(name):
    found = re.search(rf'^{name}: "?(.+?)"?$', (ROOT / "CITATION.cff").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert found, f"CITATION.cff has no {name}"
    return found.group(1)


def test_the_citation_file_agrees_with_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cff("version") == project["version"] == about.version()
    assert cff("title") == geodata.dashboard().title
    assert re.sub(r"[^a-z]+", "-", geodata.dashboard().title.lower()) == project["name"]


def test_the_citation_file_has_the_keys_its_format_requires():
    assert cff("cff-version") == "1.2.0"
    assert cff("message")
    assert cff("license") == "MIT"
    assert cff("type") == "software"
    whole = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'authors:\n  - name: "{geodata.dashboard().authors}"\n' in whole
    assert geodata.article().title in whole
    assert geodata.article().url in whole


def test_the_citation_file_names_the_version_and_the_checksum_of_the_data():
    text = FILE.read_text(encoding="utf-8")
    identifiers = dict(
        reversed(found) for found in re.findall(r'value: "(.+)"\n    description: "(.+)"$', text, flags=re.MULTILINE)
    )
    assert identifiers == {
        "Version of the data": geodata.versions()[-1].version,
        "Checksum of all data": f"sha256:{about.checksum()}",
    }, "the data changed: run python -m docs.citation"
    assert identified(text) == text


def test_the_year_is_that_of_the_licence():
    assert f"Copyright (c) {geodata.dashboard().year} " in (ROOT / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not installed")
def test_the_checksum_can_be_made_again_with_common_tools():
    command = "find article layers -type f | LC_ALL=C sort | xargs sha256sum | sha256sum"
    made = subprocess.run(command, shell=True, cwd=ROOT / "geodata", capture_output=True, text=True, check=True)
    assert made.stdout.split()[0] == about.checksum()
    assert command in about.checksum.__doc__
