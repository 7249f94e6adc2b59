"""Colours and patterns say what they mean, and say the same wherever they are met."""

import colorsys
import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from PIL import ImageFont

import geodata
from ui.brief import writing
from ui.brief.drawing import stylesheet as ink
from ui.brief.drawing.lettering import font_files
from ui.maps import style
from ui.timeline import dated
from ui.words import verdicts

BRIEF = writing.sheet()
NAMES = verdicts.names()
THEMES = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
# Colours of Streamlit's badges by name, other colours by their hue in degrees.
FAMILIES = {"red": (0, 20), "orange": (20, 55), "green": (75, 170), "blue": (185, 235), "violet": (245, 320)}
SYMBOLS = [
    "attack circle",
    "exercise circle",
    "exercise band",
    "region area",
    "city point",
    "ceded parcel-best",
    "later circle",
]


def channels(colour):
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def family(colour):
    """What somebody would call a colour: red, orange, green, blue, violet, gray."""
    if not colour.startswith("#"):
        return colour
    hue, _, saturation = colorsys.rgb_to_hls(*channels(colour))
    if saturation < 0.12:
        return "gray"
    return next((name for name, (low, high) in FAMILIES.items() if low <= hue * 360 < high), "red")


def far_apart(one, other):
    return sum((a - b) ** 2 for a, b in zip(channels(one), channels(other), strict=True)) ** 0.5 > 0.2


def contrast(one, other):
    """Contrast of two colours by WCAG 2."""

    def luminance(colour):
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def drawn(mark):
    return bytes(ImageFont.truetype(str(font_files()[0]), 40).getmask(mark))


def badge_of(code):
    return verdicts.LOOKS[code].colour, verdicts.stamped(code).striptags()


def stamp_of(code):
    """Colour and words of a verdict in the brief."""
    css, said = re.fullmatch(r'<span class="badge ([\w-]+)">(.+)</span>', verdicts.stamped(code)).groups()
    return re.search(rf"\.{css}{{--verdict:(#\w+);", BRIEF)[1], said


def shape(css):
    return ink.sheet().shape(f"gate-place {css}")


def test_what_holds_is_green_and_what_is_contradicted_is_red():
    assert family(badge_of("holds")[0]) == "green"
    assert family(badge_of("contradicted")[0]) == "red"
    assert family(badge_of("opinion")[0]) == "gray"
    for between in ("partly", "outdated", "open"):
        assert family(badge_of(between)[0]) not in ("green", "red", "gray")


@pytest.mark.parametrize("code", NAMES)
def test_a_verdict_has_one_colour_one_mark_and_one_name_on_pages_and_in_the_brief(code):
    colour, said = badge_of(code)
    stamped, said_there = stamp_of(code)
    assert said == said_there == f"{verdicts.LOOKS[code].mark} {NAMES[code]}"
    assert family(stamped) == family(colour)


@pytest.mark.parametrize("code", NAMES)
def test_streamlits_colours_of_a_verdict_are_those_of_the_palette_in_both_themes(code):
    look = verdicts.LOOKS[code]
    for theme, colour, tint in zip(("light", "dark"), look.ink, look.tint, strict=True):
        assert THEMES[theme][f"{look.colour}Color"] == THEMES[theme][f"{look.colour}TextColor"] == colour
        assert THEMES[theme][f"{look.colour}BackgroundColor"] == tint


@pytest.mark.parametrize("code", NAMES)
def test_a_verdict_can_be_read_on_its_ground_and_on_the_page_in_both_themes(code):
    look = verdicts.LOOKS[code]
    for theme, colour, tint in zip(("light", "dark"), look.ink, look.tint, strict=True):
        for ground in (tint, THEMES[theme]["backgroundColor"], THEMES[theme]["secondaryBackgroundColor"]):
            assert contrast(colour, ground) >= 4.5, (theme, ground)
        assert contrast(THEMES[theme]["textColor"], tint) >= 7


def test_marks_are_told_apart_and_printed_with_the_font_of_pictures():
    marks = [look.mark for look in verdicts.LOOKS.values()]
    assert len(set(marks)) == len(NAMES)
    none = drawn("\U0010ffff")
    assert [mark for mark in marks if drawn(mark) == none] == []


def test_no_two_verdicts_share_a_colour():
    for colours in (
        [family(badge_of(code)[0]) for code in NAMES],
        [family(stamp_of(code)[0]) for code in NAMES],
    ):
        assert len(set(colours)) == len(NAMES)


@pytest.mark.parametrize("entry", dated.entries("article"), ids=lambda entry: entry.id)
def test_the_timeline_colours_a_date_as_the_map_colours_its_place(entry):
    place = geodata.place(entry.record.places[0]) if entry.record.places else None
    if place is None or place.kind == "city":
        assert entry.colour == "ink"
    else:
        css = "ceded parcel-best" if place.kind == "ceded" else f"{place.kind} {place.extent.symbol}"
        assert style.palette()[entry.colour][0] == shape(css)["fill"]


def test_the_timeline_colours_what_came_later_as_the_map_does():
    assert {style.palette()[entry.colour][0] for entry in dated.entries("later")} == {shape("later circle")["fill"]}


def test_kinds_of_places_are_told_apart_by_their_colour():
    for one, other in combinations(SYMBOLS, 2):
        first, second = shape(one)["fill"], shape(other)["fill"]
        same = one.split()[0] == other.split()[0]
        assert first == second if same else far_apart(first, second), (one, other)


# Colours as the eye tells them apart: for all, and with protanopia, deuteranopia and tritanopia (Machado and others,
# 2009, in full), as matrices on linear red, green and blue.
EYES = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "deuteranopia": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "tritanopia": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}


def seen(colour, eye):
    """A colour in CIE L*a*b*, as an eye sees it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    red, green, blue = (
        min(max(sum(part * one for part, one in zip(row, linear, strict=True)), 0), 1) for row in EYES[eye]
    )
    white = (0.9505, 1, 1.089)
    xyz = (
        0.4124 * red + 0.3576 * green + 0.1805 * blue,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        0.0193 * red + 0.1192 * green + 0.9505 * blue,
    )
    x, y, z = (
        (part / full) ** (1 / 3) if part / full > 0.008856 else 7.787 * part / full + 16 / 116
        for part, full in zip(xyz, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_exercises_are_like_nothing_else_on_the_map_for_any_eye(theme, eye):
    own = seen(style.palette()["exercise"][theme], eye)
    for other in ("water", "later", "ceded", "attack", "region", "chinese", "afghan", "accent"):
        apart = sum((a - b) ** 2 for a, b in zip(own, seen(style.palette()[other][theme], eye), strict=True)) ** 0.5
        assert apart > 15, (other, apart)


def test_only_water_is_blue():
    for name, pair in style.palette().items():
        for colour in pair:
            hue, _, saturation = colorsys.rgb_to_hls(*channels(colour[:7]))
            blue = saturation > 0.3 and 190 <= hue * 360 <= 235
            assert not blue or name.startswith("water"), name


@pytest.mark.parametrize("css", SYMBOLS)
def test_a_name_on_the_map_has_the_colour_of_its_symbol(css):
    kind = css.split()[0]
    assert ink.sheet().letters(f"gate-label place {kind}").colour == shape(css)["fill"]


def test_what_came_after_the_article_is_drawn_with_a_dash_of_its_own():
    later, told = shape("later circle"), shape("attack circle")
    assert later["stroke-dasharray"] != told["stroke-dasharray"]
    dash, gap = (float(one) for one in later["stroke-dasharray"].split())
    assert dash < gap / 2, "dots, not dashes"
    assert float(later["fill-opacity"]) < float(told["fill-opacity"])


def test_the_two_borders_are_told_apart_by_colour_and_by_dash():
    afghan, chinese = shape("line afghan"), shape("line chinese")
    assert afghan["stroke"] == style.palette()["afghan"][0]
    assert chinese["stroke"] == style.palette()["chinese"][0]
    assert far_apart(afghan["stroke"], chinese["stroke"])
    assert "stroke-dasharray" not in afghan
    assert "stroke-dasharray" in chinese
    assert ink.sheet().letters("gate-label place border chinese").colour == chinese["stroke"]


def test_reconstructed_land_is_dashed_and_the_surer_the_fuller():
    outer, best, core = (shape(f"ceded parcel-{one}") for one in ("outer", "best", "core"))
    assert outer["stroke-dasharray"] != best["stroke-dasharray"]
    assert core["stroke"] == "none"
    assert float(outer["fill-opacity"]) < float(best["fill-opacity"]) < float(core["fill-opacity"])


def test_only_a_place_that_is_known_exactly_is_drawn_solid():
    assert "stroke-dasharray" not in shape("city point")
    assert shape("city point")["fill-opacity"] == "1"
    for vague in ("attack circle", "exercise band", "region area"):
        assert "stroke-dasharray" in shape(vague)
        assert float(shape(vague)["fill-opacity"]) < 0.5


def test_old_maps_are_told_apart_by_colour_or_dash():
    drawn = [ink.sheet().shape(f"gate-drawing old {one}") for one in ("wdb2", "vmap0", "ne10m")]
    assert len({one["stroke"] for one in drawn}) == 3
    assert len({one.get("stroke-dasharray") for one in drawn}) == 3
    meant = {style.palette()[kind.colour][0] for kind in geodata.atlas().kinds if kind.colour not in ("", "ink")}
    assert not meant & {one["stroke"] for one in drawn}


def test_reconstructed_land_and_its_name_have_one_colour():
    kind = geodata.place(geodata.comparison().parcels.place).kind
    colour = shape(f"{kind} parcel-best")["stroke"]
    assert ink.sheet().letters("gate-label drawing parcel").colour == colour
    assert style.palette()[style.reconstructed()][0] == colour


@pytest.mark.parametrize("old", geodata.comparison().old_maps, ids=lambda one: one.id)
def test_the_legend_has_the_dash_of_the_line(old):
    drawn = ink.sheet().shape(f"gate-drawing old {old.id}")
    edge = re.search(rf"\.swatch\.drawn\.{old.id}\{{[^}}]*border-top-style:(\w+)\}}", style.swatches()).group(1)
    dash = float(drawn.get("stroke-dasharray", "0").split()[0])
    assert edge == ("solid" if not dash else "dotted" if dash <= float(drawn["stroke-width"]) else "dashed")
