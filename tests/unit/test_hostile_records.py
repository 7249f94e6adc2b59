"""Damaged records: whatever stands in a file, reading it gives records or one sentence, and nothing else."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geodata
from geodata import load
from geodata.errors import GeodataError
from tests.repo.test_check import copied, forget

HOSTILE = settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
READERS = {
    "article": (geodata.article, geodata.dashboard, load.speakers),
    "atlas": (geodata.atlas,),
    "borders": (geodata.comparison,),
    "claims": (geodata.claims, lambda: geodata.claim("c01")),
    "contradictions": (geodata.contradictions,),
    "corrections": (geodata.corrections,),
    "coverage": (geodata.coverage,),
    "events": (geodata.events, geodata.searched),
    "judgements": (geodata.judgements,),
    "places": (geodata.places, lambda: geodata.place("lyaur")),
    "quoted": (geodata.quoted,),
    "sources": (geodata.fact_sources, geodata.source_keys, lambda: geodata.documents(["S1"])),
    "steps": (geodata.steps,),
    "timeline": (geodata.moments,),
    "versions": (geodata.versions,),
}
# TOML that may stand where a value should.
VALUES = st.one_of(
    st.sampled_from(
        (
            "",
            "nan",
            "-inf",
            "1e400",
            "9" * 5000,
            "[]",
            "{}",
            "[[[]]]",
            "[" * 3000,
            "{a = {b = 1}}",
            "true",
            "1979-05-27",
        )
    ),
    st.integers().map(str),
    st.text(max_size=40).map(json.dumps),
    st.sampled_from(("<script>alert(1)</script>", "{{nothing|9}}", "../../x", "\u202e", "[S999]")).map(json.dumps),
)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of all records, which may be damaged."""
    for name in ("layers", "article"):
        monkeypatch.setattr(load, name.upper(), copied(name, tmp_path))
    forget()
    yield tmp_path
    forget()


def read(readers):
    """Read after everything has been forgotten; what was told of faults."""
    forget()
    told = []
    for one in readers:
        try:
            one()
        except GeodataError as error:
            told.append(str(error))
    return told


def is_one_sentence(text):
    return text.strip() and "\n" not in text and "Traceback" not in text and len(text) < 2000


@pytest.mark.parametrize("name", READERS)
def test_a_value_that_is_none_is_told_in_one_sentence(data, name):
    file = data / "article" / f"{name}.toml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    settable = [number for number, line in enumerate(lines) if " = " in line]

    @HOSTILE
    @given(st.sampled_from(settable), VALUES)
    def damage(number, value):
        key = lines[number].split(" = ")[0]
        file.write_text("".join([*lines[:number], f"{key} = {value}\n", *lines[number + 1 :]]), encoding="utf-8")
        assert all(map(is_one_sentence, read(READERS[name])))

    damage()


@pytest.mark.parametrize("name", READERS)
def test_tables_that_are_something_else_are_told_in_one_sentence(data, name):
    file = data / "article" / f"{name}.toml"
    tables = {line.strip("[]\n") for line in file.open(encoding="utf-8") if line.startswith("[")}
    for table in (*tables, name):
        for value in ("5", '"x"', "[5]", "[[]]", "[{id = []}]", "true"):
            file.write_text(f"{table} = {value}\n", encoding="utf-8")
            assert all(map(is_one_sentence, read(READERS[name]))), (table, value)


@HOSTILE
@given(name=st.sampled_from(sorted(READERS)), share=st.floats(0, 1), rest=st.binary(max_size=30))
def test_a_file_cut_off_and_gone_on_with_rubbish_is_told_in_one_sentence(data, name, share, rest):
    whole = (load.HERE / "article" / f"{name}.toml").read_bytes()
    (data / "article" / f"{name}.toml").write_bytes(whole[: int(share * len(whole))] + rest)
    assert all(map(is_one_sentence, read(READERS[name])))


def inner(value, path=()):
    """The ways to all values inside a JSON value, the long lists of coordinates by their beginning."""
    yield path
    parts = value.items() if isinstance(value, dict) else enumerate(value[:3]) if isinstance(value, list) else ()
    for key, part in parts:
        yield from inner(part, (*path, key))


JSON = st.one_of(
    st.none(), st.booleans(), st.floats(), st.integers(), st.text(max_size=9), st.just([]), st.just({}), st.just([[[]]])
)


@pytest.mark.parametrize("layer", ["places", "towns", "events"])
def test_a_layer_with_other_values_is_read_or_told_in_one_sentence(data, layer):
    file = data / "layers" / f"{layer}.geojson"
    whole = file.read_text(encoding="utf-8")
    ways = sorted(set(inner(json.loads(whole))), key=str)

    @HOSTILE
    @given(st.sampled_from(ways), JSON)
    def damage(way, value):
        changed = json.loads(whole)
        if way:
            held = changed
            for key in way[:-1]:
                held = held[key]
            held[way[-1]] = value
        else:
            changed = value
        file.write_text(json.dumps(changed), encoding="utf-8")
        assert all(map(is_one_sentence, read((lambda: geodata.features(layer), geodata.places, geodata.events))))

    damage()


@HOSTILE
@given(share=st.floats(0, 1), rest=st.binary(max_size=30))
def test_figures_cut_off_are_told_in_one_sentence(data, share, rest):
    file = data / "layers/figures.json"
    whole = (load.HERE / "layers/figures.json").read_bytes()
    file.write_bytes(whole[: int(share * len(whole))] + rest)
    assert all(map(is_one_sentence, read((geodata.figures, lambda: geodata.panel("lyaur")))))


@pytest.mark.parametrize(
    "written", ["[]", "5", '{"a": "x"}', '{"chinese-border.length_km": "<b>"}', "[" * 99999, "9" * 5000]
)
def test_figures_that_are_no_numbers_are_told_in_one_sentence(data, written):
    (data / "layers/figures.json").write_text(written, encoding="utf-8")
    told = read((geodata.figures, lambda: geodata.panel("chinese-border"), lambda: geodata.filled("{{a|0}}")))
    assert told
    assert all(map(is_one_sentence, told))
