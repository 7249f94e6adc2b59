"""What programs read of a page of the site: schema.org's vocabulary as JSON-LD. Pure.

A claim that was checked is a ``ClaimReview``: that type needs a rating, and what it reviews is a ``Claim``, for the
vocabulary something specific and about facts. An opinion, a forecast that nothing has tested yet and a claim that
nothing we read settles have no place on a scale of true and false: their pages are about a ``Claim`` without a review,
and say so in words.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

import geodata
from geodata import about, export, relations, text
from geodata.model import Claim, DataSource, FactSource, Place
from ui.brief.site.plan import SitePage, start
from ui.brief.writing import plain

Thing = dict[str, Any]
CONTEXT = "https://schema.org"
LANGUAGE = "en"
# The verdicts that rate a claim. One that was right once is not a degree of true and false, and has a name only.
RATINGS: dict[str, int | None] = {"contradicted": 1, "partly": 2, "holds": 3, "outdated": None}

# Kinds of documents for which the vocabulary has a type.
DOCUMENTS = {"press": "NewsArticle", "agency": "NewsArticle", "scholarly": "ScholarlyArticle"}


def linked(here: SitePage, at: Callable[[str], str], downloads: dict[str, export.File]) -> Thing | None:
    """Return what a page says to programs; None where it says nothing more than its words.

    Parameters
    ----------
    here
        The page.
    at
        Gives the address of a file of the site by its path.
    downloads
        The files to take away, by their paths in the site.
    """
    said = None
    if here.path == start("map"):
        said = _whole(at, downloads)
    elif here.state.claim:
        said = _claim_page(geodata.claim(here.state.claim), at(here.path), at)
    elif here.state.place:
        said = _place(geodata.place(here.state.place), at)
    return {"@context": CONTEXT} | said if said else None


def script(said: Thing) -> Markup:
    """Return it as an element of the head; nothing in it can end the element."""
    written = json.dumps(said, ensure_ascii=False, indent=1)
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup('<script type="application/ld+json">\n{}\n</script>').format(Markup(written))


def _claim_page(claim: Claim, address: str, at: Callable[[str], str]) -> Thing:
    published, modified = _dates(claim)
    documents = [_document(source) for source in _cited(claim)]
    page = {
        "url": address,
        "inLanguage": LANGUAGE,
        "datePublished": published,
        "dateModified": modified,
        "author": _authors(at),
        "publisher": _authors(at),
        "license": _licences(geodata.dashboard().claims_licence),
        **({"citation": documents} if documents else {}),
        "isPartOf": {"@type": "WebSite", "name": geodata.dashboard().title, "url": at(start("map"))},
    }
    if claim.verdict in RATINGS:
        return {
            "@type": "ClaimReview",
            "claimReviewed": plain(claim.text),
            "reviewRating": _rating(claim),
            "itemReviewed": _claim(claim, at),
            "reviewBody": plain(claim.check),
            **page,
        }
    rule = _rule(claim.verdict)
    return {
        "@type": "WebPage",
        "name": f"Claim {claim.id}",
        "abstract": f"{rule.name}: {rule.meaning}. {plain(claim.check)}",
        "mainEntity": _claim(claim, at),
        **page,
    }


def _claim(claim: Claim, at: Callable[[str], str]) -> Thing:
    places = [_named(geodata.place(one), at) for one in claim.places]
    return {
        "@type": "Claim",
        "text": plain(claim.text),
        "author": _person(),
        "datePublished": str(geodata.article().year),
        "appearance": _article(),
        **({"about": places} if places else {}),
    }


def _rating(claim: Claim) -> Thing:
    rule, value = _rule(claim.verdict), RATINGS[claim.verdict]
    numbers = {one: number for one, number in RATINGS.items() if number}
    scale = ", ".join(f"{number} {_rule(one).name}" for one, number in numbers.items())
    without = ", ".join(f"“{_rule(one).name}”" for one, number in RATINGS.items() if not number)
    rated = {"ratingValue": value, "bestRating": max(numbers.values()), "worstRating": min(numbers.values())}
    return {
        "@type": "Rating",
        "alternateName": rule.name,
        **(rated if value else {}),
        "ratingExplanation": f"{rule.name}: {rule.meaning}. {rule.rule} The scale: {scale}; {without} has no number.",
    }


def _rule(verdict: str) -> geodata.model.VerdictRule:
    return next(rule for rule in geodata.verdicts() if rule.id == verdict)


def _dates(claim: Claim) -> tuple[str, str]:
    """The days on which a claim was first published here, and last changed."""
    changes = relations.corrections_of("claim", claim.id)
    new = changes and not changes[-1].before
    published = changes[-1].date if new else geodata.versions()[0].date
    return published, relations.last_changed("claim", claim.id) or published


def _cited(claim: Claim) -> list[FactSource]:
    return list(geodata.documents({*claim.sources, *text.citations(*claim.texts)}))


def _document(source: FactSource) -> Thing:
    told = {
        "@type": DOCUMENTS.get(source.kind, "CreativeWork"),
        "identifier": source.key,
        "name": source.title,
        "publisher": _organization(source.publisher),
        "inLanguage": source.language,
        "url": source.link,
    }
    # A record says who wrote it in words: one or several people, or an office.
    known = {"creditText": source.author, "datePublished": source.date}
    return told | {name: value for name, value in known.items() if value}


def _article() -> Thing:
    article = geodata.article()
    return {
        "@type": "Article",
        "headline": article.title,
        "url": article.url,
        "author": _person(),
        "publisher": _organization(article.publisher),
        "datePublished": str(article.year),
    }


def _person() -> Thing:
    return {"@type": "Person", "name": geodata.article().author}


def _organization(name: str) -> Thing:
    return {"@type": "Organization", "name": name}


def _authors(at: Callable[[str], str]) -> Thing:
    return _organization(geodata.dashboard().authors) | {"url": at(start("map"))}


def _licences(words: str) -> list[str]:
    return [licence["path"] for licence in export.licences(words)]


def _named(place: Place, at: Callable[[str], str]) -> Thing:
    return {"@type": "Place", "name": place.name, "url": at(f"places/{place.id}.html")}


def _place(place: Place, at: Callable[[str], str]) -> Thing:
    names = [one.name for one in place.local_names]
    told = {"description": plain(place.summary), "geo": _shape(place), "subjectOf": _article()}
    return _named(place, at) | ({"alternateName": names} if names else {}) | told


def _shape(place: Place) -> Thing:
    """Where a place is, no more precisely than it is known: a point, a circle with its radius, or the box round it."""
    extent = place.extent
    if extent.lat is not None and extent.lon is not None and (extent.radius_km or place.precision == 1):
        point = {"@type": "GeoCoordinates", "latitude": extent.lat, "longitude": extent.lon}
        if not extent.radius_km:
            return point
        return {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": round(extent.radius_km * 1000)}
    return _box(place.bounds)


def _box(bounds: tuple[float, float, float, float]) -> Thing:
    west, south, east, north = bounds
    return {"@type": "GeoShape", "box": f"{south:g} {west:g} {north:g} {east:g}"}


def _whole(at: Callable[[str], str], downloads: dict[str, export.File]) -> Thing:
    """The site and the data behind it, and the article that both are about."""
    dashboard, address = geodata.dashboard(), at(start("map"))
    site = {
        "@type": "WebSite",
        "@id": f"{address}#site",
        "name": dashboard.title,
        "url": address,
        "inLanguage": LANGUAGE,
        "description": dashboard.descriptions["map"],
        "author": _authors(at),
        "publisher": _authors(at),
        "about": _article(),
        "hasPart": {"@id": f"{address}#data"},
    }
    return {"@graph": [site, _dataset(address, at, downloads)]}


def _dataset(address: str, at: Callable[[str], str], downloads: dict[str, export.File]) -> Thing:
    dashboard, article, newest = geodata.dashboard(), geodata.article(), about.newest()
    layers = ", ".join(layer.licence for layer in geodata.layers())
    return {
        "@type": "Dataset",
        "@id": f"{address}#data",
        "name": f"Data of {dashboard.title}",
        "description": f"{dashboard.descriptions['sources']} {about.credit()}.",
        "url": at(start("sources")),
        "inLanguage": LANGUAGE,
        "creator": _authors(at),
        "about": _article(),
        "license": _licences(f"{dashboard.claims_licence}; {dashboard.places_licence}; {layers}"),
        "version": newest.version,
        "datePublished": newest.date,
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": newest.checksum},
        "spatialCoverage": {"@type": "Place", "geo": _box(geodata.atlas().bounds)},
        "temporalCoverage": f"{article.years.first}/{article.years.last}",
        # Our own records are a source that has the address of the article.
        "isBasedOn": [_data_source(source) for source in geodata.data_sources() if source.url != article.url],
        "distribution": [_download(file, at(path)) for path, file in downloads.items()],
    }


def _data_source(source: DataSource) -> Thing:
    return {
        "@type": "Dataset",
        "name": source.title,
        "description": f"{source.title}, {source.version}. {source.precision}",
        "url": source.url,
        "creator": _organization(source.producer),
        "license": source.licence_url,
        "creditText": source.credit,
    }


def _download(file: export.File, address: str) -> Thing:
    return {
        "@type": "DataDownload",
        "name": file.title,
        "contentUrl": address,
        "encodingFormat": file.mime,
        "contentSize": f"{len(file.content)} B",
    }
