"""The schemas of the records: they let pass what the loader takes and nothing else, and say what each thing is."""

import copy
import json
import tomllib

import pytest
from jsonschema import Draft202012Validator

from geodata import load, schemas
from geodata.errors import DamagedFileError
from geodata.schemas.__main__ import main
from tests.fixtures import FERRY, ROOT

FILES = [
    *(("verdicts", ROOT / "geodata/verdicts.toml"),),
    *((path.stem, path) for folder in (ROOT / "geodata", FERRY) for path in sorted(folder.glob("article/*.toml"))),
    *(("layer", path) for folder in (ROOT / "geodata", FERRY) for path in sorted(folder.glob("layers/*.toml"))),
    *(("data-source", path) for folder in (ROOT / "geodata", FERRY) for path in sorted(folder.glob("sources/*.toml"))),
]
VALIDATORS = {name: Draft202012Validator(schema) for name, schema in schemas.schemas().items()}


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def example(name):
    """A file of records that holds some."""
    return next(found for one, path in FILES if one == name and (found := read(path)))


def loaded(name, table, record):
    """Whether the loader takes a record of a file; what it adds by itself is added here."""
    added = {"layer": {"file": "x", "id": "x", "sha256": ""}, "data-source": {"id": "x"}}.get(name, {})
    kind = schemas.LISTS[name][table] if name in schemas.LISTS else schemas.WHOLE[name]
    try:
        load._record(added | record, kind, "here")
    except DamagedFileError:
        return False
    return True


@pytest.mark.parametrize("name", schemas.schemas())
def test_it_is_a_schema_of_the_draft_it_names(name):
    Draft202012Validator.check_schema(schemas.schema(name))
    assert schemas.schema(name)["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda one: "/".join(getattr(one, "parts", [one])[-3:]))
def test_every_file_is_as_its_schema_says(name, path):
    assert [fault.message for fault in VALIDATORS[name].iter_errors(read(path))] == []


def test_every_file_of_records_has_a_schema():
    assert {name for name, _ in FILES} == set(schemas.schemas())


@pytest.mark.parametrize("name", [*schemas.LISTS, "layer", "data-source"])
def test_a_field_can_be_left_out_where_the_loader_can_do_without_it_and_there_alone(name):
    whole = example(name)
    tables = [table for table in schemas.LISTS.get(name, ()) if table in whole]
    for table in tables or [None]:
        for field in list(whole[table][0] if table else whole):
            less = copy.deepcopy(whole)
            record = less[table][0] if table else less
            del record[field]
            assert VALIDATORS[name].is_valid(less) == loaded(name, table, record), field


@pytest.mark.parametrize("name", [*schemas.LISTS, "layer", "data-source"])
def test_a_field_that_the_loader_does_not_know_is_refused(name):
    whole = example(name)
    (whole[next(iter(schemas.LISTS[name]))][0] if name in schemas.LISTS else whole)["colour_of_the_sky"] = "grey"
    (fault,) = VALIDATORS[name].iter_errors(whole)
    assert "colour_of_the_sky" in fault.message


@pytest.mark.parametrize(
    ("name", "record", "field", "right", "wrong"),
    [
        ("claims", "Period", "start", ["1992", "1992-05", "1992-05-31"], ["92", "1992-5", "1992-13", "5 May 1992", ""]),
        ("places", "LocalName", "lang", ["tg", "fa-AF", "zh-Hans", "sr-Latn-RS"], ["Tajik", "fa_AF", "zh-hans", ""]),
        ("article", "Article", "url", ["https://a.org", "http://a.org/?b=1"], ["a.org", "ftp://a.org", "https://a b"]),
        ("claims", "Claim", "id", ["c01", "old-gate"], ["C01", "c 1", "c--1", "-c"]),
        ("places", "Extent", "lat", [-90, 0, 38.5], [-90.1, 91]),
        ("places", "Extent", "lon", [-180, 180], [-181, 180.5]),
        ("places", "Extent", "symbol", ["circle", "band"], ["square", ""]),
    ],
)
def test_values_have_their_forms(name, record, field, right, wrong):
    one = Draft202012Validator(schemas.schema(name)["$defs"][record]["properties"][field])
    assert [value for value in right if not one.is_valid(value)] == []
    assert [value for value in wrong if one.is_valid(value)] == []


def test_a_description_is_that_of_the_record_and_a_field_carries_what_is_said_of_it():
    extent = schemas.schema("places")["$defs"]["Extent"]
    assert extent["description"].startswith("What is known of where a place is, as the record states it.")
    assert "`band` runs `near_km` to `far_km`" in extent["properties"]["near_km"]["description"]
    start = schemas.schema("places")["$defs"]["Period"]["properties"]["start"]["description"]
    assert start == "An ISO date cut to what is known, such as 1992, 1992-05 or 1992-05-05."


def test_what_is_measured_is_not_to_be_written():
    fields = set(schemas.schema("places")["$defs"]["Place"]["properties"])
    assert {"id", "extent", "dates"} <= fields
    assert not {"bounds", "distances", "measures"} & fields


def test_the_command_writes_them_all(tmp_path, capsys):
    assert main([str(tmp_path / "new/schema")]) == 0
    assert capsys.readouterr().out == f"{tmp_path}/new/schema: {len(schemas.schemas())} schemas.\n"
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "new/schema").iterdir()}
    assert found == schemas.schemas()


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main([str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err == f"“{tmp_path}/file” cannot be written: File exists.\n"
