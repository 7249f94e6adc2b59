"""From our texts to HTML, with citations that lead to the list of sources in the same file."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Container, Iterable, Sequence

from markupsafe import Markup

import geodata
from geodata.model import Claim, FactSource, FormerKey
from ui.address import State
from ui.markup import NOTHING, element, joined, lines, listed, note
from ui.words import documents, rendering, verdicts
from ui.words import markdown as prose
from ui.words import terms as words

# As much of a description as a preview shows.
PREVIEW_LETTERS = 240
# The address of a view: the id of its page and what is chosen there.
Link = Callable[[str, State], str]


def plain(markdown: str) -> str:
    """Return one of our texts in plain words, without citations."""
    return rendering.inline(prose.plain(markdown)).striptags()


def summary(markdown: str) -> str:
    """Return the beginning of a text in plain words, as much as a preview shows."""
    return textwrap.shorten(plain(markdown), PREVIEW_LETTERS, placeholder=" …")


def claim_state(claim_id: str) -> State:
    """Return the choice that opens a claim in the ledger."""
    return State(claim=claim_id)


def searched(how: bool = False) -> Markup:
    """Return until when later events were looked for, as it stands wherever they are told of."""
    return note(words.searched(how))


class Writer:
    """Writes texts as HTML for one document, and remembers which sources they cite.

    Parameters
    ----------
    link
        Gives the address of a view.
    """

    def __init__(self, link: Link) -> None:
        self.link = link
        self.cited: set[str] = set()
        self._known = geodata.source_keys()

    def block(self, markdown: str) -> Markup:
        """Return one of our texts as paragraphs and lists."""
        return rendering.block(self._linked(markdown))

    def inline(self, markdown: str) -> Markup:
        """Return one of our texts as part of a paragraph."""
        return rendering.inline(self._linked(" ".join(markdown.split())))

    def _linked(self, markdown: str) -> str:
        return prose.linked(markdown, self._cited, self._link)

    def _cited(self, keys: Sequence[str]) -> str:
        self.cited |= {source.key for source in geodata.documents(keys)}
        return " ".join(rf"[\[{key}\]](#{key})" if key in self._known else rf"\[{key}\]" for key in keys)

    def _link(self, said: str, kind: str, target: str) -> str:
        page, state = ("map", State(place=target)) if kind == "place" else ("claims", claim_state(target))
        return f"[{said}](<{self.link(page, state)}>)"

    def sources(self, keys: Iterable[str], none: str = "", what: str = "Sources") -> Markup:
        """Return the line that names the sources of a record, or says why there is none; ``what`` leads it."""
        found = [source.key for source in geodata.documents(keys)]
        self.cited |= set(found)
        links = joined((element("a", f"[{key}]", href=f"#{key}") for key in found), " ")
        said = element("p", f"{what}: ", links, class_="note") if found else NOTHING
        return lines(said, element("p", f"No source: {none}", class_="note") if none else NOTHING)

    def to(self, said: object, page: str, state: State) -> Markup:
        """Return a link to a view."""
        return element("a", said, href=self.link(page, state))

    def place(self, place_id: str) -> Markup:
        """Return the name of a place as a link to it."""
        return self.to(geodata.place(place_id).name, "map", State(place=place_id))

    def places(self, place_ids: Iterable[str]) -> Markup:
        """Return the names of places as links, as a sentence lists them."""
        *most, last = [self.place(one) for one in place_ids] or [NOTHING]
        return joined((joined(most, ", "), last), " and ") if most else last

    def told(self, claim: Claim) -> Markup:
        """Return a claim, led by its verdict and by how the article says it."""
        return joined((verdicts.lead(claim), self.inline(verdicts.told(claim)[1])), " ")

    def claims(self, claims: Iterable[Claim]) -> Markup:
        """Return claims as a list, each with its number, which leads to it, and led by its verdict."""
        return listed(
            (joined((self.to(claim.id, "claims", claim_state(claim.id)), self.told(claim)), " ") for claim in claims),
            "claims",
        )

    def source_list(self) -> Markup:
        """Return the documents cited so far with their addresses, each where its citations lead.

        Documents that are better than one of these stand among them; former keys lead on to theirs from the last line.
        """
        cited = geodata.documents(self.cited)
        shown = geodata.documents({*self.cited, *(one for source in cited for one in source.better)})
        keys = {source.key for source in shown}
        former = [_former(one, keys) for one in geodata.former_keys() if keys.intersection(one.documents)]
        told = element("p", f"{documents.FORMER}: ", joined(former, "; "), ".", class_="note") if former else NOTHING
        rows = [_source(source, keys) for source in shown]
        return lines(element("ul", lines(*rows), class_="sources"), told) if rows else NOTHING


def _source(source: FactSource, listed: Container[str]) -> Markup:
    """A document: what it supports first, then in small type what it is and where, with addresses that print.

    That of the archive follows from the page's own, and is told once above the list.
    """
    elsewhere = [
        outside(name, url) if name == documents.ARCHIVE else joined((f"{name}: ", outside(url, url)))
        for name, url in documents.addresses(source).items()
    ]
    if source.better:
        better = joined((_key(key, listed) for key in source.better), ", ")
        elsewhere.append(joined((f"{documents.BETTER.lower()}: ", better)))
    told = joined((*documents.facts(source), documents.reading(source), *elsewhere), " · ")
    note = element("em", f" {source.note}") if source.note else NOTHING
    read = joined((element("cite", source.title), " · ", outside(source.link, source.link), " · ", told, ".", note))
    passage = joined((element("b", source.key), f" {source.passage}"))
    return element("li", lines(passage, element("p", read, class_="note")), id=source.key)


def _former(former: FormerKey, listed: Container[str]) -> Markup:
    leads = joined((_key(key, listed) for key in former.documents), ", ")
    return joined((element("span", former.key, id=former.key), ", now ", leads))


def _key(key: str, listed: Container[str]) -> Markup | str:
    """The key of a document, as a link if it stands in the same list."""
    return element("a", key, href=f"#{key}") if key in listed else key


def outside(said: object, address: str) -> Markup:
    """Return a link to somewhere else."""
    return element("a", said, href=address)
