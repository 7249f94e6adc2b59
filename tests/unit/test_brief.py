"""One file of a view: what it says, that it asks for nothing, and the command that writes it."""

import datetime as dt
import itertools
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

import geodata
from geodata import about, relations
from geodata.errors import MissingFileError
from ui import brief, story
from ui.address import event_state, links
from ui.address.state import State
from ui.borders import parcels, profile
from ui.brief.__main__ import main
from ui.brief.writing import file as paper
from ui.brief.writing.writer import plain
from ui.ledger import opened as ledger_claim
from ui.ledger import records
from ui.pages import PAGES
from ui.panel import place as panel
from ui.timeline import entry as timeline_entry
from ui.timeline import page as timeline
from ui.words import judged, verdicts
from ui.words import terms as words

ROOT = Path(__file__).resolve().parents[2]
HOME = "https://gate.example.org/maps/"
DAY = dt.date(2026, 5, 1)
LOADING = ("src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "code", "classid")
EVENTS = [one.id for one in (*geodata.moments(), *geodata.events())]
VIEWS = [
    ("map", State()),
    *(("map", State(place=place.id)) for place in geodata.places()),
    ("map", State(claim="c54", place="chinese-border")),
    *(("story", State(step=step.number)) for step in geodata.steps()),
    ("story", State(step=2, place="dushanbe")),
    ("timeline", State()),
    ("timeline", State(since=True, start=2016)),
    ("timeline", State(event="t05", place="dushanbe")),
    *(("timeline", event_state(one)) for one in ("t01", "e01")),
    ("claims", State()),
    ("claims", State(words="no claim has this", verdict=("open",))),
    *(("claims", State(claim=claim)) for claim in ("c01", "c54", "c62")),
    *(("borders", State(part=part)) for part in geodata.comparison().parts),
    ("borders", State(border=geodata.comparison().border_ids[1], tolerance=0.1)),
    ("borders", State(part="parcels", when="before", parcel="b", old=("vmap0",), place="ceded-pamir")),
    ("borders", State(part="distances", a="lyaur", b="lyaur", point=(38.1, 69.43))),
    ("sources", State()),
]


class Reader(HTMLParser):
    """What a file holds: elements with their attributes, and the words, whitespace made one."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self._words, self._silent = [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._silent += tag in ("style", "script")

    def handle_endtag(self, tag):
        self._silent -= tag in ("style", "script")

    def handle_data(self, data):
        if not self._silent:
            self._words.append(data)

    @property
    def words(self):
        return " ".join("".join(self._words).split())

    def every(self, *tags):
        return [attributes for tag, attributes in self.elements if tag in tags]

    def targets(self):
        return [a["href"] for a in self.every("a") if "href" in a]


def document(page, state):
    return brief.document(page, state, links.view(HOME, page, state), DAY)


def read(page, state):
    return Reader(document(page, state))


def said(markdown):
    """A text of ours as a reader sees it, but for the citations."""
    return " ".join(plain(markdown).split())


def without_citations(words_shown):
    return re.sub(r"\s*\[S\d+[a-z]?\]", "", words_shown)


def said_in(page, state):
    """The words of each speaker of a view, in their order."""
    blocks = re.findall(r'<section class="says (\w+)">(.*?)</section>', document(page, state), re.DOTALL)
    return {speaker: without_citations(Reader(text).words) for speaker, text in blocks}


def test_what_is_swiped_on_the_map_stands_side_by_side_on_paper():
    text = document("borders", State(part="parcels", swipe=20))
    titles = re.findall(r"<svg[^>]*><title>(.*?)</title>", text)
    assert titles == ["Before: Tajikistan, until 2011", "After: China, since 2011"]
    figures = re.findall(r'<figure class="map">(.*?)</figure>', text, re.DOTALL)
    before, after = (Reader(figure).words for figure in figures)
    assert "Before: CIA World Data Bank II" in before
    assert "After: " not in before
    assert "After: Tajik-Chinese border today" in after
    assert "CIA World Data Bank II" not in after.partition("©")[0]
    for one in (before, after):
        assert parcels.told().warning in one
    assert len(re.findall("<svg", document("borders", State(part="parcels", when="after")))) == 1


@pytest.fixture(scope="module", params=VIEWS, ids=lambda view: brief.stem(*view))
def view(request):
    page, state = request.param
    return page, state, document(page, state)


def test_a_brief_asks_for_nothing_and_is_small(view):
    _, _, text = view
    found = Reader(text)
    assert len(text.encode()) < 1_000_000
    assert found.every("script", "iframe", "object", "embed", "img", "link", "base", "form", "video", "audio") == []
    for tag, attributes in found.elements:
        assert not [name for name in attributes if name in LOADING or name.startswith("on")], tag
        for name in ("href", "xlink:href"):
            if tag != "a" and name in attributes:
                assert attributes[name].startswith(("data:image/", "#")), tag
    assert "@import" not in text
    assert re.findall(r"url\((?!#)", text) == []


def test_a_brief_is_well_built(view):
    _, _, text = view
    found = Reader(text)
    assert found.every("html") == [{"lang": "en"}]
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(found.every("caption")) == len(found.every("table"))
    assert all(cell.get("scope") in ("row", "col") for cell in found.every("th"))
    assert {"header", "main", "article", "footer"} <= {tag for tag, _ in found.elements}
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_brief_says_where_it_comes_from_and_how_to_cite_it(view):
    page, state, text = view
    found, address = Reader(text), links.view(HOME, page, state)
    assert address in found.targets()
    assert geodata.article().url in found.targets()
    assert f"{address} (accessed 2026-05-01)." in found.words
    for wanted in (about.version(), about.checksum(), "2026-05-01", "Paul Pryce", "OpenStreetMap", "ODbL", "MIT"):
        assert wanted in found.words
    tags = {a.get("name") or a.get("property"): a["content"] for a in found.every("meta") if "content" in a}
    assert tags["og:url"] == address
    assert tags["description"] == tags["og:description"] == tags["twitter:description"]
    assert 20 < len(tags["description"]) < 300
    assert tags["og:title"].endswith(geodata.dashboard().title)
    assert {"twitter:card", "viewport"} <= set(tags)


def test_every_citation_leads_to_a_source_with_its_address(view):
    _, _, text = view
    found = Reader(text)
    cited = {target[1:] for target in found.targets() if re.fullmatch(r"#S\d+[a-z]?", target)}
    listed = {a["id"] for a in found.every("li") if "id" in a}
    there = listed | {a["id"] for a in found.every("span") if "id" in a}
    assert cited <= there
    for source in geodata.fact_sources():
        if source.key in listed:
            assert {source.link, *source.mirrors, source.archive} <= set(found.targets())
    for former in geodata.former_keys():
        if former.key in there:
            assert listed.intersection(former.documents)
    assert set(re.findall(r"\[(S\d+[a-z]?)\]", found.words)) <= there


def test_no_figure_is_left_open_and_no_markdown_is_left_over(view):
    words_shown = Reader(view[2]).words
    assert "{{" not in words_shown
    assert re.findall(r"\]\(|\*\*|\(place:|\(claim:|:small\[|-badge\[", words_shown) == []


def test_the_map_is_there_where_the_view_has_one(view):
    page, state, text = view
    drawn = brief.picture(page, state)
    assert ("<svg" in text) == (drawn is not None)
    apart = 'class="apart"' in text
    assert apart == (page == "borders" and (state.part, state.when) == ("parcels", "swipe"))
    assert drawn is None or apart or paper.in_html(drawn) in text
    mapless = page == "sources" or (page == "claims" and not (state.claim and geodata.claim(state.claim).places))
    assert mapless == (drawn is None)


@pytest.mark.parametrize("place", geodata.places(), ids=lambda place: place.id)
def test_the_brief_of_a_place_holds_its_whole_panel(place):
    shown = without_citations(read("map", State(place=place.id)).words)
    told = geodata.panel(place.id)
    for name in place.local_names:
        assert name.name in shown
    assert said(panel.known(place)) in shown
    assert said(told.lead.split("\n\n")[0]) in shown
    for section in told.sections:
        assert section.heading in shown
        assert said(re.split(r"\n\n|\n- |\n\d\. ", section.body.removeprefix("- "))[0]) in shown
    for target, distance in panel.distances(place):
        assert f"To {target}{distance}" in shown.replace(" ", " ")
    for claim in geodata.claims():
        if place.id in claim.places:
            assert said(" ".join(verdicts.told(claim))) in shown
            assert said(claim.check.split("\n\n")[0]) in shown


@pytest.mark.parametrize("place", geodata.places(), ids=lambda place: place.id)
def test_in_the_brief_of_a_place_each_speaker_has_a_block_in_a_fixed_order(place):
    blocks, told = said_in("map", State(place=place.id)), geodata.panel(place.id)
    speakers = [speaker.id for speaker in geodata.speakers()]
    assert list(blocks) == [one for one in speakers if any(s.speaker == one for s in told.sections)]
    for section in told.sections:
        first = said(re.split(r"\n\n|\n- ", section.body.removeprefix("- "))[0])
        assert [one for one, shown in blocks.items() if first in shown] == [section.speaker]
    if panel.distances(place):
        assert panel.HOW_FAR in blocks["found"]
    assert (panel.HOW_HIGH in blocks.get("found", "")) is bool(panel.heights(place))
    assert panel.heights(place) in blocks.get("found", "")


@pytest.mark.parametrize("claim_id", ["c01", "c31", "c41", "c54", "c62"])
def test_the_brief_of_a_claim_holds_all_that_concerns_it(claim_id):
    claim = geodata.claim(claim_id)
    found = read("claims", State(claim=claim_id))
    shown = without_citations(found.words)
    for wanted in filter(None, (" ".join(verdicts.told(claim)), *claim.texts[1:])):
        assert said(wanted) in shown
    assert ({"class": "since"} in found.every("section")) is bool(claim.since)
    assert f"Claim {claim_id} · {geodata.article().part_names[claim.where]} · {words.KINDS[claim.kind]}" in shown
    assert words.VOICES[claim.voice] in shown
    for one in relations.contradictions_of(claim_id):
        assert one.title in shown
        assert said(one.text) in shown
    for event, direction in relations.later_events(claim_id):
        assert f"{words.date_text(event.date)}: {event.title}" in shown
        assert said(event.text) in shown
        assert words.DIRECTIONS[direction] in shown
    if not claim.places:
        assert ledger_claim.NOT_MAPPABLE in shown


@pytest.mark.parametrize("step", geodata.steps(), ids=lambda step: str(step.number))
def test_the_brief_of_a_step_shows_its_voice_and_what_it_rests_on(step):
    found = read("story", State(step=step.number))
    shown = without_citations(found.words)
    blocks = said_in("story", State(step=step.number))
    assert step.title in shown
    assert words.VOICES[step.voice] in shown
    assert {"class": f"voice-{step.voice}"} in found.every("div")
    told = {speaker.id: text for speaker, text in story.spoken(step)}
    assert list(blocks) == list(told)
    labels = {speaker.id: speaker.label for speaker in geodata.speakers()}
    for speaker, text in told.items():
        assert blocks[speaker].startswith(labels[speaker])
        for paragraph in text.strip().split("\n\n"):
            assert [one for one, shown_there in blocks.items() if said(paragraph) in shown_there] == [speaker]
        assert (words.VOICES[step.voice] in blocks[speaker]) is (speaker == "article")
    for claim_id in step.claims:
        claim = geodata.claim(claim_id)
        assert f"{claim_id} {verdicts.LOOKS[claim.verdict].mark} {said(' '.join(verdicts.told(claim)))}" in shown


def test_the_timeline_is_a_table_of_the_years_in_force_and_later_entries_stand_apart():
    plainly = read("timeline", State(start=2015, end=2017))
    assert "Regional Cooperation 2017" in plainly.words
    assert geodata.moments()[0].title not in plainly.words
    assert {"class": "later"} not in plainly.every("section")
    with_later = read("timeline", State(since=True))
    assert {"class": "later"} in with_later.every("section")
    assert words.TIMES["then"] in with_later.words
    assert len(with_later.every("table")) == 3
    for entry in (*geodata.moments(), *geodata.events()):
        assert entry.title in with_later.words
    for claim in timeline.overtaken()[0]:
        assert said(claim.since) in without_citations(with_later.words)


def test_an_entry_of_the_timeline_is_there_in_full():
    for event in geodata.events():
        found = read("timeline", event_state(event.id))
        shown = without_citations(found.words)
        assert said(event.text) in shown
        assert timeline_entry.where(event) in shown
        later = not relations.of_its_time(event)
        assert ({"class": "later"} in found.every("div")) is later
        assert words.TIMES["later" if later else "then"] in shown
        for wording, claims in timeline_entry.bearings(event):
            assert f"It {wording}:" in shown
            assert all(said(" ".join(verdicts.told(claim))) in shown for claim in claims)
    for moment in geodata.moments():
        found = read("timeline", event_state(moment.id))
        assert said(moment.text) in without_citations(found.words)
        assert {"class": "later"} not in found.every("div")


def test_without_a_claim_the_filtered_ledger_is_a_table():
    state = State(verdict=("contradicted",), place="dushanbe")
    found = read("claims", state)
    rows = [claim.id for claim in records.shown(state)]
    assert rows
    assert len(found.every("tr")) == len(rows) + 1
    assert records.counted(state) in found.words


def test_borders_keep_measured_quoted_and_inferred_apart():
    found = read("borders", State(part="parcels"))
    classes = [a.get("class") for a in found.every("section")]
    assert [one for one in classes if one in ("measured", "quoted", "inferred")] == ["measured", "quoted", "inferred"]
    for table in (parcels.areas_table(), parcels.noise_table(), parcels.quoted_table()):
        for row in table.rows:
            assert all(said(cell) in without_citations(found.words) for cell in row)
    for border in geodata.comparison().border_ids:
        run = read("borders", State(part="profile", border=border, km=100))
        assert all(cell in run.words for row in profile.table(border).rows for cell in row)
        assert f"{profile.worded(profile.along(border)[100])}." in run.words
    for part in geodata.comparison().parts:
        shown = read("borders", State(part=part))
        assert "Method, and what would change the result" in shown.words
        assert {"class": "figures"} in shown.every("dl")


def test_sources_tells_the_rule_of_every_verdict_and_how_far_the_readers_agreed():
    shown = read("sources", State()).words
    assert all(rule.rule in shown for rule in geodata.verdicts())
    assert judged.agreed() in shown
    assert judged.CROSSED in shown


def test_sources_lists_every_source_layer_and_publication():
    found = read("sources", State())
    listed = {a["id"] for a in found.every("li") if re.fullmatch(r"S\d+[a-z]?", a.get("id", ""))}
    assert {one.key for one in geodata.fact_sources()} == listed
    for source in geodata.data_sources():
        assert source.title in found.words
        assert source.url in found.targets()
    for layer in geodata.layers():
        assert layer.sha256 in found.words
    assert "What this does not claim" in found.words


def test_links_lead_to_the_dashboard():
    found = read("map", State(place="lyaur"))
    assert f"{HOME}?place=fakhrabad" in found.targets()
    assert f"{HOME}claims?claim=c53" in found.targets()


def test_words_from_the_address_are_only_shown():
    hostile = "<img src=x onerror=alert(1)>\"'&lt;[x](javascript:alert(1))"
    state = State(words=hostile)
    text = document("claims", state)
    found = Reader(text)
    assert f"“{hostile}”" in found.words
    assert found.every("img") == []
    assert not [target for target in found.targets() if target.lower().startswith("javascript")]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://", 'https://x/"><b>'])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match="is not a web address"):
        brief.document("map", State(), address, DAY)


def test_names_of_files_tell_the_views_apart():
    assert brief.stem("map", State(place="lyaur")) == "gate-unguarded-lyaur"
    assert brief.stem("claims", State(claim="c54")) == "gate-unguarded-claim-c54"
    assert brief.stem("story", State(step=4)) == "gate-unguarded-step-4"
    assert brief.stem("map", State()) == "gate-unguarded-map"
    named = [brief.stem(page, State()) for page in (one.id for one in PAGES)]
    assert len(set(named)) == len(PAGES)
    assert all(re.fullmatch(r"[a-z0-9-]+", brief.stem(page, state)) for page, state in VIEWS)


def run(*arguments, **environment):
    command = [sys.executable, "-m", "ui.brief", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=os.environ | environment, check=False)


def test_the_command_writes_the_same_file_each_time_and_is_quiet(tmp_path):
    for number in ("1", "2"):
        out = tmp_path / f"{number}.html"
        done = run("--place", "lyaur", "--out", str(out), "--date", "2026-05-01", PYTHONHASHSEED=number)
        assert done.returncode == 0
        assert done.stderr == ""
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()
    here = State(place="lyaur", version=geodata.versions()[-1].version)
    address = links.view("http://localhost:8501/", "map", here)
    assert (tmp_path / "1.html").read_text(encoding="utf-8") == brief.document("map", here, address, DAY)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("--place", "ceded-pamir"), "Ceded Pamir land"),
        (("--claim", "c54"), "border of 414 km"),
        (("--step", "4"), "step 4 of 12"),
        (("--event", "e01"), "Prison riot at Khujand"),
        (("--page", "sources"), "What this does not claim"),
        (("--page", "borders", "--query", "part=distances&a=lyaur&b=dushanbe"), "Lyaur training ground to Dushanbe"),
    ],
)
def test_the_command_writes_each_kind_of_view(arguments, wanted, tmp_path, capsys):
    out = tmp_path / "view.html"
    assert main([*arguments, "--out", str(out), "--address", HOME]) == 0
    text = out.read_text(encoding="utf-8")
    assert wanted in Reader(text).words
    assert HOME in text
    assert str(out) in capsys.readouterr().out


def test_the_ending_decides_what_is_written(tmp_path):
    for ending, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        out = tmp_path / f"map.{ending}"
        assert main(["--place", "lyaur", "--out", str(out)]) == 0
        assert out.read_bytes().startswith(begins)


def test_what_a_query_holds_that_nobody_offers_is_named(tmp_path, capsys):
    out = tmp_path / "view.html"
    assert main(["--page", "map", "--query", "place=atlantis&layers=borders", "--out", str(out)]) == 0
    assert capsys.readouterr().err == (
        "Part of the address was not understood and has been left out: place “atlantis”.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--place", "atlantis", "--out", "a.html"), "There is no place “atlantis”; there are danghara-attack, "),
        (("--claim", "c99", "--out", "a.html"), "There is no claim “c99”; there are c01 to c80"),
        (("--step", "13", "--out", "a.html"), "There is no step “13”; there are 1, 2, "),
        (("--event", "e99", "--out", "a.html"), "There is no event “e99”; there are t01 to e"),
        (("--page", "news", "--out", "a.html"), "There is no page “news”; there are map, story, "),
        (("--place", "lyaur", "--out", "a.pdf"), "“a.pdf” has to end in .html, .svg or .png"),
        (("--place", "lyaur"), "--out FILE is missing"),
        (("--place", "lyaur", "--claim", "c54"), "Argument --claim: not allowed with argument --place"),
        (("--place", "lyaur", "--out", "a.html", "--address", "javascript:alert(1)"), "is not a web address"),
        (("--place", "lyaur", "--out", "a.html", "--date", "May"), "“May” is no date"),
        (("--place", "lyaur", "--out", "a.html", "--query", "x=1"), "--query goes with --page"),
        (("--place", "lyaur", "--out", "a.html", "--site", HOME), "--site goes with --all"),
        (("--all", "folder", "--out", "a.html"), "--out does not go with --all"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments, sentence, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    complaint = capsys.readouterr().err
    assert sentence in complaint
    assert len(complaint.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_one_sentence(tmp_path, capsys):
    missing = tmp_path / "nowhere" / "a.html"
    assert main(["--place", "lyaur", "--out", str(missing)]) == 1
    assert f"“{missing}” cannot be written: No such file or directory." in capsys.readouterr().err
    assert main(["--page", "sources", "--out", str(tmp_path / "a.png")]) == 1
    assert "This view has no map" in capsys.readouterr().err


def test_a_file_that_is_missing_is_one_sentence(tmp_path, capsys, monkeypatch):
    def missing(*_):
        raise MissingFileError("The file panels/lyaur.md is missing.")

    monkeypatch.setattr(geodata, "panel", missing)
    assert main(["--place", "lyaur", "--out", str(tmp_path / "a.html")]) == 1
    assert capsys.readouterr().err == "The file panels/lyaur.md is missing.\n"
    assert list(tmp_path.iterdir()) == []
