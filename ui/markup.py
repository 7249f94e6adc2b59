"""HTML from parts, everything that is not markup already escaped. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

VOID = ("meta", "link", "img")
NOTHING = Markup()


class Html(str):
    """HTML that ``st.html`` takes as it is.

    Of a plain text it looks at every line for its indentation, in every run: a sixth of the processor time of a click.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        # The same object, whose hash is known from the run before.
        return self


def element(tag: str, /, *content: object, **attributes: object) -> Markup:
    """Return an element.

    Parameters
    ----------
    tag
        Its name.
    content
        What stands inside; all but markup is escaped.
    attributes
        ``class_`` for ``class`` and so on; None and the empty text leave an attribute out.
    """
    written = "".join(
        f' {attribute.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for attribute, value in attributes.items()
        if value not in (None, "")
    )
    return Markup(f"<{tag}{written}>" if tag in VOID else f"<{tag}{written}>{joined(content)}</{tag}>")


def joined(parts: Iterable[object], between: str = "") -> Markup:
    """Return markup and words one after the other, escaped as need be."""
    return Markup(between).join(escape(part) for part in parts)


def lines(*parts: Markup) -> Markup:
    """Return the parts that are not empty, each on a line of its own."""
    return Markup("\n").join(part for part in parts if part)


def heading(level: int, words: object, **attributes: object) -> Markup:
    """Return a heading; ``level`` 1 is that of the document."""
    return element(f"h{level}", words, **attributes)


def listed(items: Iterable[object], css: str = "") -> Markup:
    """Return a list, or nothing for no item."""
    rows = [element("li", item) for item in items]
    return element("ul", lines(*rows), class_=css) if rows else NOTHING


def table(caption: object, head: Sequence[object], rows: Iterable[Sequence[object]], css: str = "") -> Markup:
    """Return a table whose first column names the rows; on a phone each cell carries the name of its column.

    Without a caption it stands under a heading that names it.
    """
    names = element("tr", *(element("th", name, scope="col") for name in head))
    body = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", cell, data_of=name) for name, cell in zip(head[1:], row[1:], strict=True)),
        )
        for row in rows
    ]
    said = element("caption", caption) if caption else NOTHING
    return element("table", said, element("thead", names), element("tbody", lines(*body)), class_=css)


def named(values: Iterable[tuple[object, object]], css: str = "") -> Markup:
    """Return names with their values as a list of descriptions; what has no value is left out."""
    pairs = [element("div", element("dt", name), element("dd", value)) for name, value in values if value]
    return element("dl", lines(*pairs), class_=css) if pairs else NOTHING


def badge(said: str, css: str = "") -> Markup:
    """Return a word or two set apart: a verdict, a voice, a kind."""
    return element("span", said, class_=f"badge {css}".strip())


def note(*content: object) -> Markup:
    """Return a paragraph in small type, or nothing for no words."""
    return element("p", *content, class_="note") if any(content) else NOTHING


def folded(name: str, content: Markup) -> Markup:
    """Return what is folded under its name, or nothing for nothing."""
    return element("details", element("summary", name), element("div", content)) if content else NOTHING


def open_place(place_id: str, *words: object, **attributes: object) -> Markup:
    """Return a link that opens a place beside the map of the page it stands on (access.js)."""
    return element("a", *words, **opening("place", place_id), **attributes)


def opening(kind: str, record_id: str) -> dict[str, str]:
    """Return the attributes of a link that opens a record (access.js): of a ``"place"`` or a ``"claim"``."""
    if kind == "place":
        return {"href": f"?place={record_id}", "data-place": record_id}
    return {"href": f"claims?claim={record_id}", "data-within": "on"}


def onward(words: object, address: str) -> Markup:
    """Return a paragraph that leads to another view of the dashboard (access.js)."""
    return element("p", element("a", words, href=address, data_within="on"), class_="onward")


def page_text(*parts: Markup) -> Html:
    """Return the parts that are not empty as one text of a page, for ``st.html``; words.css says how it looks."""
    return Html(element("div", lines(*parts), class_="gate-text"))
