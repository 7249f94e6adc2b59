"""How wide words are, nearly: wide enough for the fonts that browsers have at hand."""

from __future__ import annotations

NARROW = frozenset("ijlI.,:;'|!()[]ft ")
WIDE = frozenset("mwMW")


def width(words: str, size: int) -> float:
    """Return the width of a line in pixels, with something to spare."""
    return size * sum(0.33 if c in NARROW else 0.87 if c in WIDE else 0.68 if c.isupper() else 0.55 for c in words)


def wrapped(words: str, size: int, room: int) -> list[str]:
    """Break words into lines that are at most ``room`` pixels wide."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
