"""What is installed to run the dashboard is known: by its hashes, its licences and as a bill of materials."""

import json
import re
import sys
from pathlib import Path

import pytest

from docs import supply

WANTED = supply.pins(supply.PINS.read_text(encoding="utf-8"))
FILES = (supply.PINS, supply.LOCK, supply.LICENCES, supply.MATERIALS)


def test_every_pin_has_the_hashes_of_its_files_and_nothing_else_is_installed():
    text = supply.LOCK.read_text(encoding="utf-8")
    assert supply.pins(text) == WANTED
    entries = re.split(r"\n(?=\w)", "\n" + re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))[1:]
    assert len(entries) == len(WANTED)
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_the_licences_are_those_that_the_installed_packages_name():
    assert supply.LICENCES.read_text(encoding="utf-8") == supply.licences(list(WANTED), Path(sys.executable))


def test_no_licence_is_unknown():
    rows = re.findall(r"^\| ([\w.-]+) \| [\d.]+ \| (.+) \| (.+) \|$", supply.LICENCES.read_text(encoding="utf-8"), re.M)
    assert {supply.normalised(name) for name, *_ in rows} == set(WANTED)
    assert [row for row in rows if "UNKNOWN" in row or not row[2].startswith("http")] == []


def test_the_bill_of_materials_lists_what_is_installed_and_nothing_of_the_machine_it_was_made_on():
    made = json.loads(supply.MATERIALS.read_text(encoding="utf-8"))
    assert {supply.normalised(part["name"]): part["version"] for part in made["components"]} == WANTED
    assert made["bomFormat"] == "CycloneDX"
    assert "serialNumber" not in made
    assert "timestamp" not in made["metadata"]
    assert not re.search(r"file:|/home/|/root/|/tmp/|localhost", supply.MATERIALS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_index_is_prescribed(file):
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", file.read_text(encoding="utf-8"))
