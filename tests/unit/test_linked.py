"""What programs read of the static site: claims as reviews, the data, the places, by schema.org's own vocabulary."""

import dataclasses
import json
import re

import pytest

import geodata
from geodata import about, relations
from tests import vocabulary
from ui.brief.site import linked, made
from ui.brief.site.plan import site_pages

STANDS = "https://atlas.example.org/gate/"
RATED = ("holds", "partly", "contradicted", "outdated")


def at(path):
    return STANDS + ("" if path == "index.html" else path)


def said(path):
    here = next(one for one in site_pages() if one.path == path)
    return linked.linked(here, at, made.downloads())


def of(verdict):
    return [claim for claim in geodata.claims() if claim.verdict == verdict]


@pytest.fixture(scope="module")
def pages():
    downloads = made.downloads()
    return {here.path: linked.linked(here, at, downloads) for here in site_pages()}


def test_everything_follows_the_published_vocabulary(pages):
    found = {f"{path}: {fault}" for path, graph in pages.items() if graph for fault in vocabulary.faults(graph)}
    assert found == set()


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"@type": "ClaimRevue"}, "There is no type ClaimRevue."),
        ({"@type": "ClaimReview", "claimChecked": "x"}, "ClaimReview has no property claimChecked."),
        ({"@type": "Claim", "claimReviewed": "x"}, "Claim has no property claimReviewed."),
        ({"@type": "Claim", "author": "A. Writer"}, 'Claim: author cannot be "A. Writer".'),
        ({"@type": "Claim", "author": {"@type": "Place"}}, 'Claim: author cannot be {"@type": "Place"}.'),
        ({"@type": "Claim", "datePublished": "May"}, 'Claim: datePublished cannot be "May".'),
        ({"@type": "Claim", "url": "a.html"}, 'Claim: url cannot be "a.html".'),
        ({"@type": "WebSite", "hasPart": {"@id": "#data"}}, 'WebSite: hasPart cannot be {"@id": "#data"}.'),
        ({"@type": "Claim", "about": []}, "Claim: about is empty."),
    ],
)
def test_what_the_vocabulary_does_not_know_is_found(wrong, fault):
    assert vocabulary.faults(wrong) == [fault]


def test_each_claim_that_was_checked_is_a_review_and_no_other_is(pages):
    for claim in geodata.claims():
        page = pages[f"claims/{claim.id}.html"]
        kinds = {one["@type"] for one in vocabulary.things(page) if "@type" in one}
        assert (page["@type"] == "ClaimReview") == (claim.verdict in RATED), claim.id
        assert ("Rating" in kinds) == (claim.verdict in RATED), claim.id


@pytest.mark.parametrize("verdict", [rule.id for rule in geodata.verdicts()])
def test_opinions_and_what_nothing_settled_are_not_rated_as_facts(verdict):
    claim = dataclasses.replace(geodata.claims()[0], verdict=verdict)
    page = linked._claim_page(claim, at("x.html"), at)
    assert ("reviewRating" in page) == (verdict in RATED)
    if verdict not in RATED:
        name = next(rule.name for rule in geodata.verdicts() if rule.id == verdict)
        assert page["@type"] == "WebPage"
        assert page["mainEntity"]["@type"] == "Claim"
        assert page["abstract"].startswith(f"{name}: ")


def test_a_review_says_what_search_engines_require(pages):
    """Google asks for claimReviewed, reviewRating.alternateName and url, and reads numbers from worst to best."""
    for claim in geodata.claims():
        review = pages[f"claims/{claim.id}.html"]
        if review["@type"] == "ClaimReview":
            rating = review["reviewRating"]
            assert review["@context"] == "https://schema.org"
            assert review["url"] == at(f"claims/{claim.id}.html")
            assert review["claimReviewed"] == review["itemReviewed"]["text"]
            assert rating["alternateName"] in {rule.name for rule in geodata.verdicts()}
            assert rating["alternateName"] in rating["ratingExplanation"]
            if "ratingValue" in rating:
                assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]


def test_the_numbers_run_from_contradicted_to_holds_and_what_was_right_once_has_none():
    found = {}
    for verdict in RATED:
        claim = dataclasses.replace(geodata.claims()[0], verdict=verdict)
        found[verdict] = linked._claim_page(claim, at("x.html"), at)["reviewRating"]
    numbers = {verdict: rating.get("ratingValue") for verdict, rating in found.items()}
    assert numbers == {"holds": 3, "partly": 2, "contradicted": 1, "outdated": None}
    assert {(one.get("worstRating"), one.get("bestRating")) for one in found.values()} == {(1, 3), (None, None)}
    for rating in found.values():
        assert (
            "The scale: 1 Contradicted, 2 Holds in part, 3 Holds; “Outdated” has no number."
            in (rating["ratingExplanation"])
        )


def test_whose_words_they_are(pages):
    article = geodata.article()
    for claim in geodata.claims():
        page = pages[f"claims/{claim.id}.html"]
        stated = page.get("itemReviewed") or page["mainEntity"]
        assert stated["author"] == {"@type": "Person", "name": article.author}
        assert stated["appearance"]["url"] == article.url
        assert stated["datePublished"] == stated["appearance"]["datePublished"] == str(article.year)
        assert page["author"]["name"] == page["publisher"]["name"] == geodata.dashboard().authors


def test_a_claim_cites_its_documents_and_says_when_it_changed(pages):
    for claim in geodata.claims():
        page = pages[f"claims/{claim.id}.html"]
        cited = {one["identifier"]: one for one in page.get("citation", [])}
        for source in geodata.documents(claim.sources):
            assert cited[source.key]["url"] == source.link
            assert cited[source.key].get("datePublished", "") == source.date
        changed = relations.last_changed("claim", claim.id)
        assert page["dateModified"] == (changed or page["datePublished"])
        assert page["datePublished"] >= geodata.versions()[0].date


def test_documents_are_cited_that_a_claim_names_in_its_record_or_in_a_text():
    first, second, third = (source.key for source in geodata.fact_sources()[:3])
    claim = dataclasses.replace(geodata.claims()[0], sources=(second,), check=f"It is so [{first}].", since="")
    page = linked._claim_page(claim, at("x.html"), at)
    assert [one["identifier"] for one in page["citation"]] == [first, second]
    since = dataclasses.replace(claim, since=f"It is no more [{third}].")
    assert [one["identifier"] for one in linked._claim_page(since, at("x.html"), at)["citation"]][-1] == third
    alone = dataclasses.replace(claim, text="So.", sources=(), check="Nothing was found.")
    assert "citation" not in linked._claim_page(alone, at("x.html"), at)


def test_texts_hold_no_marks_of_ours(pages):
    written = json.dumps(list(pages.values()), ensure_ascii=False)
    assert re.findall(r"\[S\d+|\{\{|\]\((?:place|claim):", written) == []


def test_the_data_are_described_with_their_files_and_checksum(pages):
    (site, data) = pages["index.html"]["@graph"]
    assert (site["@type"], data["@type"]) == ("WebSite", "Dataset")
    assert site["hasPart"] == {"@id": data["@id"]}
    assert site["about"]["headline"] == data["about"]["headline"] == geodata.article().title
    assert data["identifier"]["value"] == about.checksum()
    assert 50 <= len(data["description"]) <= 5000
    files = {one["contentUrl"].removeprefix(STANDS): one for one in data["distribution"]}
    assert files["data/gate-unguarded.zip"]["encodingFormat"] == "application/zip"
    assert "data/gate-unguarded-claims.csv" in files
    assert {source.url for source in geodata.data_sources()} >= {one["url"] for one in data["isBasedOn"]}


def test_a_place_is_no_more_precise_than_it_is_known(pages):
    for place in geodata.places():
        geo = pages[f"places/{place.id}.html"]["geo"]
        if place.extent.radius_km:
            assert geo["@type"] == "GeoCircle"
            assert geo["geoRadius"] == place.extent.radius_km * 1000
        elif geo["@type"] == "GeoCoordinates":
            assert (place.extent.symbol, place.precision) == ("point", 1)
        else:
            south, west, north, east = map(float, geo["box"].split())
            assert (west, south, east, north) == pytest.approx(place.bounds, abs=0.001)


def test_a_point_that_is_not_known_to_a_kilometre_is_given_as_the_box_round_it():
    place = dataclasses.replace(geodata.place("lyaur"), precision=2)
    point = dataclasses.replace(place.extent, symbol="point", radius_km=None)
    known = dataclasses.replace(place, extent=point, precision=1)
    assert linked._shape(known) == {
        "@type": "GeoCoordinates",
        "latitude": place.extent.lat,
        "longitude": place.extent.lon,
    }
    assert linked._shape(dataclasses.replace(known, precision=2))["@type"] == "GeoShape"


def test_pages_that_are_about_nothing_else_say_nothing(pages):
    assert {path for path, graph in pages.items() if graph} == {
        "index.html",
        *(f"claims/{claim.id}.html" for claim in geodata.claims()),
        *(f"places/{place.id}.html" for place in geodata.places()),
    }


def test_no_text_can_end_the_element_it_stands_in():
    written = str(linked.script({"name": "</script><script>alert(1)</script><!-- & -->"}))
    assert written.count("<") == written.count(">") == 2
    inside = re.fullmatch(r'<script type="application/ld\+json">\n(.*)\n</script>', written, re.DOTALL)[1]
    assert json.loads(inside) == {"name": "</script><script>alert(1)</script><!-- & -->"}
