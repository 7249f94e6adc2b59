"""The host, without a server: what is read from strangers, what is kept, what is said of a view."""

import asyncio
import io
import json
import re

import pytest
from fontTools.ttLib import TTFont

import geodata
from tests.app.talking import alone
from ui import internals, pages
from ui.address import State
from ui.host import compressed, data, document, fonts, headers, oembed, pictures, views, worker
from ui.host.options import read as options
from ui.takeaway import stable

HOME = "https://gate.example.org/maps/"
HOSTILE = [
    "place=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "place=lyaur&place=%00%ff%fe",
    "view=NaN,inf,1e999&km=-1&tolerance=%E2%82%AC",
    "q=" + "%3Cimg src=x onerror=alert(1)%3E" * 40,
    "&".join(f"a{n}=1" for n in range(5000)),
    "a=" + "x" * 1_000_000,
    "%",
    "&&&===",
    "v=9999.99.99&step=99999999999999999999",
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["--server.port=8600"], {"server.port": 8600}),
        (["--server.port", "8600", "--server.headless", "true"], {"server.port": 8600, "server.headless": True}),
        (["--server.baseUrlPath=2018"], {"server.baseUrlPath": "2018"}),
        (["--server.address=127.0.0.1"], {"server.address": "127.0.0.1"}),
    ],
)
def test_options_are_those_of_streamlit_run(written, meant):
    assert options(written) == meant


def test_options_come_from_the_environment_too_and_what_is_written_counts_more(monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8700")
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "maps/gate")
    assert options([]) == {"server.port": 8700, "server.baseUrlPath": "maps/gate"}
    assert options(["--server.port=1"])["server.port"] == 1


@pytest.mark.parametrize("written", [["--server.prot=1"], ["dashboard.py"]])
def test_an_unknown_option_is_named(written, capsys):
    with pytest.raises(SystemExit):
        options(written)
    assert re.search(r"--server\.prot|dashboard\.py", capsys.readouterr().err)


@pytest.mark.parametrize("asked", ["*\r\nX: y", "'self'; script-src *", "javascript:alert(1)", "https://a.example/;"])
def test_who_may_frame_cannot_bring_in_another_rule(asked):
    assert headers.ancestors({"GATE_FRAME_ANCESTORS": asked}) == "'self'"


def test_only_a_document_that_evaluates_may():
    assert "'unsafe-eval'" not in headers.policy("'self'")
    assert "'unsafe-eval'" in headers.policy("'self'", evaluates=True)


@pytest.mark.parametrize("written", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.id)
def test_a_hostile_address_opens_the_page_and_is_not_told_on(page, written):
    state = views.read(page.id, written)
    html = document.written(document.Asked(page.id, state, HOME))
    assert "<script>alert" not in html
    assert "onerror=alert" not in html
    assert len(html) < 60_000
    assert views.told(page.id, state).title


def test_the_html_says_of_a_view_what_the_page_will():
    html = document.written(document.Asked("map", State(place="lyaur"), HOME))
    place = geodata.place("lyaur")
    assert f"<title>{place.name} · {geodata.dashboard().title}</title>" in html
    assert f'<meta property="og:url" content="{HOME}?place=lyaur">' in html
    assert f"{place.name}: known to about" in html
    for shape in ("wide", "narrow"):
        for theme in ("light", "dark"):
            assert f"./picture/map-{shape}-{theme}.webp?place=lyaur&amp;made=" in html
    assert html.index('id="gate-cover"') < html.index('id="root"')


def test_a_claim_stands_in_words_where_the_page_has_it_and_nothing_speaks_of_the_framework():
    written = document.written(document.Asked("claims", State(claim="c54"), HOME))
    assert "<h2>Outdated: the article says that" in written
    assert 'class="gate-cover-map"' not in written
    assert "You need to enable JavaScript" not in written
    assert document.STANDS in written
    assert 'class="gate-cover-map"' in document.written(document.Asked("map", State(place="lyaur"), HOME))


def test_a_frame_that_asks_for_a_theme_gets_its_picture_only():
    html = document.written(document.Asked("map", State(), HOME, embedded=True, options=("dark_theme",)))
    assert "map-wide-dark.webp" in html
    assert "-light.webp" not in html
    assert "<nav>" not in html


def test_views_with_the_same_map_share_their_picture():
    one = pictures.of("map", State(words="x", version="2026.11.26"), "wide-light")
    assert one == pictures.of("map", State(), "wide-light")
    assert one != pictures.of("map", State(place="lyaur"), "wide-light")


def drawing(monkeypatch, drawn):
    """Have pictures drawn by nobody, until they are told to be."""
    asked = []

    def submit(_, wanted):
        asked.append(wanted)
        return worker.Future() if drawn is None else done(drawn)

    monkeypatch.setattr(worker, "submit", submit)
    return asked


def done(value):
    future = worker.Future()
    future.set_result(value)
    return future


def wanted(step):
    return pictures.of("story", State(step=step), "wide-light")


def test_many_who_want_one_picture_have_it_drawn_once(monkeypatch):
    asked = drawing(monkeypatch, pictures.Picture(b"x", "image/webp", '"x"'))

    async def many():
        found = pictures.Pictures()
        return await asyncio.gather(*(found.get(wanted(1)) for _ in range(50)))

    assert len(alone(many())) == 50
    assert len(asked) == 1


def test_whoever_wants_one_too_many_is_sent_away(monkeypatch):
    asked = drawing(monkeypatch, None)

    async def crowd():
        found = pictures.Pictures()
        waiting = [asyncio.create_task(found.get(wanted(n))) for n in range(pictures.WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(pictures.BusyError):
            await found.get(wanted(99))
        for one in waiting:
            one.cancel()

    alone(crowd())
    assert len(asked) == pictures.WAITING


def test_only_so_many_pictures_are_kept(monkeypatch):
    asked = drawing(monkeypatch, pictures.Picture(b"x", "image/webp", '"x"'))

    async def all_of_them():
        found = pictures.Pictures()
        for n in range(pictures.KEPT + 5):
            await found.get(wanted(n))
        await found.get(wanted(pictures.KEPT + 4))
        await found.get(wanted(0))

    alone(all_of_them())
    assert len(asked) == pictures.KEPT + 6


def test_what_is_compressed_is_bounded(monkeypatch):
    monkeypatch.setattr(compressed, "KEPT", 3_000)
    files = compressed.Compressed(None, below=())

    async def fill():
        for n in range(50):
            await files.content((str(n), "", "gzip"), bytes(range(256)) * 4)
        return sum(len(task.result()) for task in files._made.values())

    assert alone(fill()) <= 3_000 + 1_100


def test_a_file_that_never_changes_is_read_once_and_answered_with_the_same_headers(monkeypatch):
    asked, sent = [], []
    lasting = [(b"content-type", b"text/css"), (b"cache-control", b"public, immutable"), (b"content-length", b"3000")]

    async def app(scope, receive, send):
        asked.append(scope["path"])
        fresh = [lasting[0], lasting[2]] if scope["path"] == "/changes.css" else lasting
        fresh = [(b"content-type", b"font/woff2"), *lasting[1:]] if scope["path"] == "/cut.woff2" else fresh
        await send({"type": "http.response.start", "status": 200, "headers": list(fresh)})
        await send({"type": "http.response.body", "body": b"a" * 3000})

    async def send(message):
        if message["type"] == "http.response.start":
            # As whoever stands further out does it.
            message["headers"].append((b"x-of-this-answer", str(len(sent)).encode()))
        sent.append(message)

    files = compressed.Compressed(app, below=("/",))
    get = {"type": "http", "method": "GET", "query_string": b"", "headers": [(b"accept-encoding", b"gzip")]}

    async def ask(path, **changed):
        await files({**get, "path": path, **changed}, None, send)
        return sent[-2:]

    async def walk():
        first, again = await ask("/lasts.css"), await ask("/lasts.css")
        assert first[1]["body"] == again[1]["body"]
        assert dict(first[0]["headers"]) | {b"x-of-this-answer": b""} == dict(again[0]["headers"]) | {
            b"x-of-this-answer": b""
        }
        assert len(again[0]["headers"]) == len(first[0]["headers"])
        assert (await ask("/lasts.css", headers=[]))[1]["body"] == b"a" * 3000
        for other in ({"query_string": b"1"}, {"headers": [(b"if-none-match", b'"x"')]}, {"method": "HEAD"}):
            await ask("/lasts.css", **other)
        for path in ("/changes.css", "/cut.woff2"):
            await ask(path)
            await ask(path)
        return asked

    assert alone(walk()) == ["/lasts.css"] * 5 + ["/changes.css"] * 2 + ["/cut.woff2"] * 2


def test_what_is_kept_ready_is_bounded(monkeypatch):
    monkeypatch.setattr(compressed, "KEPT", 3_000)
    files = compressed.Compressed(None, below=())
    for n in range(50):
        files.keep((str(n), ""), {"type": "http.response.start", "headers": []}, bytes(1_000))
    assert [path for path, _ in files._ready] == ["47", "48", "49"]


def test_the_record_of_a_view_holds_its_place_and_the_claims_about_it():
    record = json.loads(json.dumps(stable.record(HOME, "map", State(place="lyaur")), default=str))
    assert record["address"] == f"{HOME}?place=lyaur"
    assert [one["properties"]["id"] for one in record["places"]] == ["lyaur"]
    assert {one["id"] for one in record["claims"]} == {c.id for c in geodata.claims() if "lyaur" in c.places}
    cited = {key for one in record["claims"] for key in one["sources"]}
    assert {one["key"] for one in record["sources"]} >= cited


def test_the_record_of_a_step_holds_what_the_step_names():
    step = geodata.steps()[3]
    record = stable.record(HOME, "story", State(step=step.number))
    assert {one["properties"]["id"] for one in record["places"]} == set(step.places)
    assert {one["id"] for one in record["claims"]} == set(step.claims)


def test_a_data_package_finds_its_files_beside_it():
    named = {one["path"] for one in json.loads(stable.files()["datapackage.json"]().content)["resources"]}
    assert named <= set(stable.files())


def test_every_file_names_a_licence():
    for name in stable.files():
        assert all(one.startswith("https://") for one in stable.licences(name)), name
        assert stable.licences(name), name


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/maps/",
        "https://gate.example.org.evil.example/maps/",
        "https://gate.example.org/other/",
        "https://gate.example.org/maps/nothing",
        "javascript:alert(1)",
        "https://[",
        "",
    ],
)
def test_oembed_knows_only_addresses_of_the_dashboard(url):
    assert oembed._page(url, HOME) == ""


def test_oembed_gives_the_frame_that_the_share_panel_gives():
    url = f"{HOME}story?step=4"
    assert oembed._page(url, HOME) == "story"
    found = oembed.embedded(url, "story", HOME, (400, 300))
    assert found["type"] == "rich"
    assert (found["width"], found["height"]) == (400, 300)
    assert f'src="{HOME}story?step=4&amp;embed=true"' in found["html"]
    assert 'width="400" height="300"' in found["html"]


def test_a_file_is_known_by_its_tag_whichever_way_it_was_compressed():
    assert data.unchanged({"if-none-match": 'W/"abc", "x"'}, '"abc"')
    assert not data.unchanged({"if-none-match": '"x"'}, '"abc"')


def test_a_font_is_cut_once_and_again_when_what_is_written_has_changed(tmp_path, monkeypatch):
    cuts = []
    monkeypatch.setattr(fonts, "FOLDER", tmp_path / "cut")
    monkeypatch.setattr(fonts, "cut", lambda name: cuts.append(name) or f"{name} {len(cuts)}".encode())
    names = ("Source Sans", "Source Sans italic")
    assert [fonts.made(name) for name in (*names, *names)] == [b"Source Sans 1", b"Source Sans italic 2"] * 2
    monkeypatch.setattr(fonts, "characters", lambda: {65})
    assert [fonts.made(names[0]), fonts.made(names[0])] == [b"Source Sans 3"] * 2
    assert len(list((tmp_path / "cut").iterdir())) == 2


def test_fonts_are_cut_also_where_nothing_can_be_written(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(fonts, "FOLDER", tmp_path / "file")
    monkeypatch.setattr(fonts, "cut", str.encode)
    assert fonts.made("Source Sans") == b"Source Sans"


@pytest.mark.parametrize("name", ["Source Sans", "Source Serif"])
def test_cut_fonts_keep_every_letter_written_here_and_their_licence(name):
    whole = TTFont(internals.fonts()[name])
    small = TTFont(io.BytesIO(fonts.made(name)))
    assert fonts.characters() & set(whole.getBestCmap()) <= set(small.getBestCmap())
    assert {ord(letter) for letter in "ғӣқӯҳҷҒӢҚӮҲҶ"} <= set(small.getBestCmap())
    names = {record.nameID: record.toUnicode() for record in small["name"].names}
    assert "Source" not in names[1] + names[4] + names[6]
    assert "Adobe" in names[0]
    assert "Open Font License" in names[13]


def test_cut_serifs_are_regular_in_the_words_of_the_article_and_semibold_in_headings():
    for name in ("Source Serif", "Source Serif italic"):
        (weight,) = [axis for axis in TTFont(io.BytesIO(fonts.made(name)))["fvar"].axes if axis.axisTag == "wght"]
        assert (weight.minValue, weight.maxValue) == (400, 600), name


def test_the_cut_symbols_still_join_their_letters():
    small = TTFont(io.BytesIO(fonts.made(fonts.SYMBOLS)))
    letters = {glyph: chr(code) for code, glyph in small.getBestCmap().items()}
    joined = {
        "".join(letters[glyph] for glyph in (first, *one.Component))
        for lookup in small["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for first, ligatures in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items()
        for one in ligatures
    }
    assert {"share", "download", "menu_book", "fact_check", "map", "keyboard_arrow_down"} <= joined
    assert len(joined) < 1500
