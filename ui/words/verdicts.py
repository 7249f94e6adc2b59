"""How verdicts are shown wherever a claim is: their marks and colours, and the words that lead a claim.

A claim never stands by itself: ``Contradicted: the article says that`` comes before it. Marks are signs that print in
one colour; each goes with its word, so that neither colour nor sign alone carries meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

import geodata
from geodata.model import Claim
from ui.markup import badge, element
from ui.words.markdown import plain


@dataclass(frozen=True, slots=True)
class Look:
    """A verdict's mark, the name of its colour among Streamlit's, and that colour: light theme, dark theme.

    ``ink`` is that of words, bars and edges, ``tint`` that of the ground behind words.
    """

    mark: str
    colour: str
    ink: tuple[str, str]
    tint: tuple[str, str]


# The one palette of verdicts, and marks that the font of our pictures has. .streamlit/config.toml sets Streamlit's own
# colours of these names to it.
LOOKS: dict[str, Look] = {
    "holds": Look("✓", "green", ("#1d6a40", "#7fd0a2"), ("#e2f1e7", "#173526")),
    "partly": Look("≈", "blue", ("#24608f", "#8cc1ea"), ("#e3eef7", "#172f45")),
    "contradicted": Look("×", "red", ("#a3312b", "#f4a09a"), ("#f9e6e3", "#451f1d")),
    "outdated": Look("←", "orange", ("#85560a", "#e3b463"), ("#f8ecd3", "#3b2c12")),
    "open": Look("?", "violet", ("#64489b", "#c3aeee"), ("#ede7f6", "#2f2447")),
    "opinion": Look("“", "gray", ("#55595e", "#b9bfc5"), ("#ebebe8", "#2a2f35")),
}
SAYS = {
    "fact": "the article says",
    "judgement": "the article judges",
    "speculation": "the article supposes",
    "caption": "a photo caption says",
}
OPINION = "Opinion of the author"
# Words that are no names and may go on in a sentence. A claim that begins with any other is a sentence of its own.
GOES_ON = re.compile(
    r"(?:an?|the|this|these|those|it|its|he|she|they|their|there|nobody|nothing|some|somebody|most|many|more|much|few|"
    r"several|all|both|each|every|no|not|two|three|four|five|six|seven|eight|nine|ten|between|from|in|on|at|by|after|"
    r"before|since|during|under|over|if|when|where|while|with|without|for|to|of|as|among|until|only|neither|other)\b",
    re.IGNORECASE,
)


def names() -> dict[str, str]:
    """Return what each verdict is called, in the order of the rules."""
    return {rule.id: rule.name for rule in geodata.verdicts()}


def stamp(verdict: str) -> str:
    """Return a verdict as mark and word: ``× Contradicted``."""
    return f"{LOOKS[verdict].mark} {names()[verdict]}"


def stamped(verdict: str) -> Markup:
    """Return a verdict as HTML: mark and word on the tint of its colour."""
    return badge(stamp(verdict), f"verdict-{verdict}")


def told(claim: Claim) -> tuple[str, str]:
    """Return the words that lead a claim, and the claim as it goes on from them.

    Returns
    -------
    str, str
        ``Contradicted: the article says that`` and the claim's text, still with its citations and figures to fill in.
    """
    head, says = _head(claim), SAYS[claim.voice]
    if GOES_ON.match(claim.text):
        return f"{head}: {says} that", f"{claim.text[0].lower()}{claim.text[1:]}"
    first = re.split(r"[\s,'’]", claim.text, maxsplit=1)[0]
    # A name keeps its capital: that of somebody the claim is about, or one with capitals inside.
    if first[1:] != first[1:].lower() or any(first in actor.split() for actor in claim.actors):
        return f"{head}: {says} that", claim.text
    return f"{head}. {says[0].upper()}{says[1:]}:", claim.text


def sentence(claim: Claim) -> str:
    """Return a claim in plain words, led by its verdict, for titles and lists."""
    lead, text = told(claim)
    return f"{lead} {plain(text)}"


def _head(claim: Claim) -> str:
    if claim.verdict == "opinion":
        return OPINION
    name = names()[claim.verdict]
    return f"Forecast, {name[:1].lower()}{name[1:]}" if claim.kind == "forecast" else name


def lead(claim: Claim) -> Markup:
    """Return the words that lead a claim as HTML, with the mark and in the colour of its verdict."""
    said = f"{LOOKS[claim.verdict].mark} {told(claim)[0]}"
    return element("b", said, class_=f"lead-in verdict-{claim.verdict}")


def sheet(dark: bool = True) -> str:
    """Return the rules that give whatever is classed by a verdict its colours; without ``dark`` those of paper."""
    rules = []
    for verdict, look in LOOKS.items():
        ink, tint = (f"light-dark({','.join(pair)})" if dark else pair[0] for pair in (look.ink, look.tint))
        rules.append(f".verdict-{verdict}{{--verdict:{ink};--tint:{tint}}}")
    return "".join(rules)
