"""How much the tests notice: small faults put into the pure modules one at a time, each against its own tests."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DATA = "tests/unit/test_meaning_data.py"
TEXTS = (DATA, "tests/unit/test_text.py", "tests/unit/test_words.py", "tests/unit/test_meaning_words.py")
ADDRESSES = ("tests/unit/test_meaning_address.py", "tests/unit/test_state.py", "tests/unit/test_links.py")
CITATIONS = ("tests/unit/test_meaning_address.py", "tests/unit/test_cite.py")
MAPS = ("tests/unit/test_fit.py", "tests/unit/test_maps.py", "tests/unit/test_meaning_maps.py")
BORDERS = ("tests/unit/test_borders.py", "tests/unit/test_meaning_borders.py")
PICTURES = ("tests/unit/test_meaning_pictures.py", "tests/unit/test_brief_picture.py")
BRIEFS = ("tests/unit/test_meaning_brief.py", "tests/unit/test_brief.py")

# Module -> the files of the tests that concern it, the quickest first: the first fault found ends a run.
CONCERNED: dict[str, tuple[str, ...]] = {
    "geodata/text.py": TEXTS,
    "geodata/heights.py": ("tests/unit/test_heights.py",),
    "geodata/world.py": ("tests/unit/test_heights.py",),
    "geodata/relations.py": (
        DATA,
        "tests/unit/test_ledger.py",
        "tests/repo/test_coverage.py",
        "tests/repo/test_check.py",
    ),
    "geodata/measure.py": (DATA, "tests/unit/test_measure.py"),
    "geodata/load.py": (DATA, "tests/unit/test_ledger.py", "tests/unit/test_maps.py", "tests/repo/test_check.py"),
    "geodata/about.py": CITATIONS,
    "geodata/schemas/__init__.py": ("tests/unit/test_schemas.py", "tests/repo/test_check.py"),
    "geodata/check/written.py": ("tests/repo/test_check.py",),
    "geodata/check/figures.py": ("tests/unit/test_figures_typed.py",),
    "geodata/design.py": (DATA, "tests/unit/test_borders.py", "tests/unit/test_maps.py"),
    "ui/words/documents.py": ("tests/unit/test_meaning_words.py", "tests/unit/test_meaning_brief.py"),
    "ui/words/legends.py": ("tests/unit/test_legends.py",),
    "ui/words/markdown.py": (*TEXTS, "tests/unit/test_ledger.py"),
    "ui/words/names.py": ("tests/unit/test_words.py", "tests/unit/test_search.py"),
    "ui/words/tables.py": (*TEXTS, "tests/unit/test_borders.py"),
    "ui/words/terms.py": (*TEXTS, "tests/unit/test_ledger.py"),
    "ui/words/verdicts.py": (*TEXTS, "tests/unit/test_meaning_colours.py"),
    "ui/twin/sentences.py": ("tests/unit/test_twin.py",),
    "ui/twin/listing.py": ("tests/unit/test_twin.py",),
    "ui/maps/fit.py": MAPS,
    "ui/maps/ground.py": MAPS,
    "ui/maps/labels.py": MAPS,
    "ui/maps/scene.py": MAPS,
    "ui/maps/style.py": MAPS,
    "ui/address/parameters.py": ADDRESSES,
    "ui/address/state.py": ADDRESSES,
    "ui/address/links.py": ADDRESSES,
    "ui/search/index.py": ("tests/unit/test_search.py",),
    "ui/changes/records.py": ("tests/unit/test_changes.py",),
    "ui/brief/site/feed.py": ("tests/unit/test_feed.py",),
    "ui/ledger/records.py": (DATA, "tests/unit/test_ledger.py"),
    "ui/timeline/dated.py": ("tests/unit/test_timeline.py", "tests/unit/test_meaning_timeline.py"),
    "ui/timeline/chart.py": ("tests/unit/test_timeline.py", "tests/unit/test_meaning_timeline.py"),
    "ui/borders/ends.py": BORDERS,
    "ui/borders/ground.py": BORDERS,
    "ui/borders/point.py": BORDERS,
    "ui/borders/profile.py": BORDERS,
    "ui/borders/profilechart.py": BORDERS,
    "ui/borders/scale.py": BORDERS,
    "ui/borders/section.py": ("tests/unit/test_heights.py",),
    "ui/borders/blank.py": ("tests/unit/test_heights.py",),
    "ui/borders/lengths.py": BORDERS,
    "ui/takeaway/citation.py": CITATIONS,
    "ui/brief/drawing/projection.py": PICTURES,
    "ui/brief/drawing/outlines.py": PICTURES,
    "ui/brief/drawing/names.py": PICTURES,
    "ui/brief/drawing/lettering.py": PICTURES,
    "ui/markup.py": (*BRIEFS, "tests/unit/test_rendering.py"),
    "ui/words/rendering.py": ("tests/unit/test_rendering.py",),
    "ui/brief/writing/writer.py": BRIEFS,
    "ui/brief/site/linked.py": ("tests/unit/test_linked.py",),
    "ui/brief/site/plan.py": ("tests/unit/test_meaning_brief.py",),
}

# Faults that change nothing a reader could notice: module, line before, line after -> why.
EQUIVALENT: dict[tuple[str, str, str], str] = {
    (
        "ui/borders/lengths.py",
        'return f"{tolerance:g}° ({metres / 1000:.1f} km)" if metres > 950 else f"{tolerance:g}° ({metres:.0f} m)"',
        'return f"{tolerance:g}° ({metres / 1000:.1f} km)" if metres >= 950 else f"{tolerance:g}° ({metres:.0f} m)"',
    ): "no tolerance that is offered comes to 950 m",
    (
        "ui/borders/scale.py",
        'reach = math.sqrt(area_km2 / math.pi) if outline == "circle" else math.sqrt(area_km2 / 2)',
        'reach = math.sqrt(area_km2 * math.pi) if outline == "circle" else math.sqrt(area_km2 / 2)',
    ): "only where the search begins, which comes to the same size from anywhere near",
    (
        "ui/maps/labels.py",
        '"rank": 15 + number / 100,',
        '"rank": 15 + number / 101,',
    ): "ranks are compared, never shown",
    (
        "ui/borders/point.py",
        "return f\"That is the {'North' if lat > 0 else 'South'} Pole, which is not on this map.\"",
        "return f\"That is the {'North' if lat >= 0 else 'South'} Pole, which is not on this map.\"",
    ): "it is asked only for latitudes of 90 and -90",
    (
        "ui/brief/drawing/lettering.py",
        'return f"{round(value, 1) + 0:g}" if abs(value) < 1e5 else str(round(value))',
        'return f"{round(value, 1) + 0:g}" if abs(value) <= 1e5 else str(round(value))',
    ): "both ways of writing come to 100000 there",
    (
        "ui/brief/drawing/names.py",
        "reach = mark.width / 2 + mark.ring if mark else 0",
        "reach = mark.width / 2 + mark.ring if mark else 1",
    ): "without a dot its reach is not used",
    ("ui/maps/labels.py", '"rank": 50,', '"rank": 51,'): "ranks are compared, never shown",
}
