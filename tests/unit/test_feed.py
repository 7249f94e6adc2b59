"""The feed of corrections: valid by the rules of RFC 4287, and one entry for each correction, named for good."""

import datetime as dt
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

import geodata
from geodata import load
from geodata.model import Correction
from ui import changes
from ui.brief.site.feed import feed

ATOM = "{http://www.w3.org/2005/Atom}"
STANDS = "https://atlas.example.org:8443/gate/"
FIRST = geodata.versions()[0].date
CLAIM, PLACE = geodata.claims()[2].id, geodata.places()[0].id
FOUND = (
    Correction(FIRST, "claim", CLAIM, "verdict", "Holds", "Holds <b>in part</b> & so on", "Seen again [S1]."),
    Correction("2026-12-03", "claim", CLAIM, "verdict", "Holds in part", "Open", "“]]>” is no proof."),
    Correction("2026-12-03", "claim", CLAIM, "verdict", "Open", "Holds", "It is."),
    Correction("2026-12-04", "place", PLACE, "radius (km)", "", "5", "New."),
)
# RFC 4151: an authority that is a name of a host, a date, and what is named in it.
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]+")
# RFC 3339, as RFC 4287 wants it: capital T and Z.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# What may stand how often in a feed and in an entry (RFC 4287, 4.1.1 and 4.1.2): least, most.
MANY = 10_000
IN_FEED = {"author": (0, MANY), "category": (0, MANY), "contributor": (0, MANY), "generator": (0, 1), "icon": (0, 1)}
IN_FEED |= {"logo": (0, 1), "id": (1, 1), "link": (0, MANY), "rights": (0, 1), "subtitle": (0, 1), "title": (1, 1)}
IN_FEED |= {"updated": (1, 1), "entry": (0, MANY)}
IN_ENTRY = {"author": (0, MANY), "category": (0, MANY), "content": (0, 1), "contributor": (0, MANY), "id": (1, 1)}
IN_ENTRY |= {"link": (0, MANY), "published": (0, 1), "rights": (0, 1), "source": (0, 1), "summary": (0, 1)}
IN_ENTRY |= {"title": (1, 1), "updated": (1, 1)}


def children(element, name):
    return element.findall(f"{ATOM}{name}")


def text(element, name):
    (one,) = children(element, name)
    return one.text


def faults(written):
    """Everything in which a feed is not what RFC 4287 asks for."""
    root = ElementTree.fromstring(written.encode())
    if root.tag != f"{ATOM}feed":
        return ["it is no feed"]
    entries = children(root, "entry")
    found = in_one(root, IN_FEED)
    for entry in entries:
        found += in_one(entry, IN_ENTRY)
        if not children(root, "author") and not children(entry, "author"):
            found.append("nobody is the author")
        if not children(entry, "content") and not alternates(entry):
            found.append("an entry with neither content nor an alternate link")
    ids = [text(entry, "id") for entry in entries if children(entry, "id")]
    found += ["two entries of one id"] * (len(ids) != len(set(ids)))
    found += ["no link to itself"] * all(one.get("rel") != "self" for one in children(root, "link"))
    return found


def in_one(element, rules):
    """What is wrong with a feed or an entry by itself."""
    counted = {name: len(children(element, name)) for name in rules}
    found = [
        f"{name} occurs {counted[name]} times"
        for name, (least, most) in rules.items()
        if not least <= counted[name] <= most
    ]
    found += [f"{child.tag} has no place here" for child in element if child.tag.removeprefix(ATOM) not in rules]
    found += [f"{one.text} is no id" for one in children(element, "id") if not TAG.fullmatch(one.text or "")]
    moments = children(element, "updated") + children(element, "published")
    found += [f"{one.text} is no moment" for one in moments if not MOMENT.fullmatch(one.text or "")]
    addresses = [link.get("href", "") for link in children(element, "link")]
    found += [f"a link leads to {one}" for one in addresses if urlsplit(one).scheme not in ("http", "https")]
    ways = alternates(element)
    found += ["two links to the same alternate"] * (len(ways) != len(set(ways)))
    found += ["a category without a term" for one in children(element, "category") if not one.get("term")]
    return found + ["an author without a name" for one in children(element, "author") if not children(one, "name")]


def alternates(element):
    links = children(element, "link")
    return [(one.get("type"), one.get("hreflang")) for one in links if one.get("rel", "alternate") == "alternate"]


@pytest.fixture
def recorded(monkeypatch):
    def put(*found):
        for module in (load, geodata):
            monkeypatch.setattr(module, "corrections", lambda: found)

    put(*FOUND)
    return put


def test_the_feed_of_the_article_is_valid():
    assert faults(feed(STANDS)) == []
    assert len(children(ElementTree.fromstring(feed(STANDS).encode()), "entry")) == len(geodata.corrections())


def test_a_feed_of_any_corrections_is_valid_and_so_is_an_empty_one(recorded):
    assert faults(feed(STANDS)) == []
    recorded()
    assert faults(feed(STANDS)) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (r"<id>tag:[^<]*</id>\n", "", "id occurs 0 times"),
        (r"<author>.*?</author>\n", "", "nobody is the author"),
        ("<name>.*?</name>", "", "an author without a name"),
        ("T00:00:00Z", "", "is no moment"),
        (r"tag:([^<]*)verdict-2", r"tag:\1verdict", "two entries of one id"),
        ("<title>", "<title>x</title><title>", "title occurs 2 times"),
        ('rel="self"', 'rel="via"', "no link to itself"),
        ("<category ", "<categories ", "has no place here"),
        ('href="https:', 'href="', "a link leads to //"),
    ],
)
def test_what_is_not_valid_is_found(recorded, old, new, fault):
    broken = re.sub(old, new, feed(STANDS), count=1)
    assert any(fault in one for one in faults(broken)), faults(broken)


def test_the_newest_correction_comes_first_and_dates_the_feed(recorded):
    root = ElementTree.fromstring(feed(STANDS).encode())
    entries = children(root, "entry")
    assert [text(entry, "updated")[:10] for entry in entries] == [one.date for one in reversed(FOUND)]
    assert text(root, "updated") == "2026-12-04T00:00:00Z"
    assert dt.datetime.fromisoformat(text(root, "updated")).tzinfo == dt.UTC
    assert text(children(root, "author")[0], "name") == geodata.dashboard().authors


def test_an_entry_says_what_was_said_what_is_said_now_and_why(recorded):
    *_, entry = children(ElementTree.fromstring(feed(STANDS).encode()), "entry")
    assert text(entry, "title") == f"Claim {CLAIM}: verdict"
    assert text(entry, "content") == ("Before: “Holds”. Now: “Holds <b>in part</b> & so on”. Seen again [S1].")
    (link,) = children(entry, "link")
    assert link.get("href") == f"{STANDS}corrections.html#{changes.anchor(FOUND[0])}"


def test_ids_stay_when_corrections_are_added_or_worded_anew(recorded):
    def ids():
        return [text(entry, "id") for entry in children(ElementTree.fromstring(feed(STANDS).encode()), "entry")]

    before = ids()
    assert before[-1] == f"tag:atlas.example.org,{FIRST}:gate-unguarded/{FIRST}-claim-{CLAIM}-verdict"
    later = Correction("2026-12-05", "claim", CLAIM, "verdict", "Holds", "Open", "Once more.")
    recorded(*FOUND, later)
    assert ids()[1:] == before
