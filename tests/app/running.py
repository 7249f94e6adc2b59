"""Running a page as a script and reading what it shows; shared by the tests of all pages."""

import html
import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from ui import words

ROOT = Path(__file__).resolve().parents[2]


def run_page(script="", /, **query):
    """Open a page (``pages/….py``, or nothing for the Map page) at an address, as in a process that has shown none."""
    forget_texts()
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    if script:
        app.switch_page(script)
    app.run()
    assert not app.exception
    return app


def message(app):
    """The state that the page sent to the map."""
    arguments = json.loads(app.get("component_instance")[0].proto.json_args)
    return json.loads(arguments["feature_group"].removeprefix("gate.apply(").removesuffix(");"))


def everything(app):
    """All words that the page shows."""
    kinds = (app.header, app.subheader, app.markdown, app.caption, app.info, app.warning)
    drawn = "\n".join(str(element.value) for kind in kinds for element in kind)
    return "\n".join((drawn, *(told(text) for text in texts(app))))


def said(markdown):
    """One of our texts as the words that a page shows of it."""
    return words.block(markdown).striptags()


def texts(app):
    """Every text of a page that comes as HTML, from its top down."""
    bodies = [one.proto.body for one in app.get("html") if 'class="gate-text"' in one.proto.body]
    whole = [ElementTree.fromstring(f"<div>{_written(body)}</div>") for body in bodies]
    return [text for one in whole for text in one.iter() if "gate-text" in text.get("class", "").split()]


def _written(body):
    """The HTML of an element as XML: without scripts and styles, attributes with values."""
    body = re.sub(r"<(script|style)>.*?</\1>", "", body, flags=re.DOTALL).replace("<br>", "<br/>")
    return re.sub(
        r"&(?!amp;|lt;|gt;|quot;|#)(\w+);",
        lambda one: html.unescape(one[0]),
        re.sub(r" (data-\w+|hidden)(?=[ >])", r' \1=""', body),
    )


def parts(app, css):
    """The elements of a page's texts that have all of some classes."""
    wanted = set(css.split())
    return [one for text in texts(app) for one in text.iter() if wanted <= set(one.get("class", "").split())]


def told(element):
    """The words in an element."""
    return Markup(ElementTree.tostring(element, encoding="unicode")).striptags()


def heading(app):
    """The first heading in the texts of a page, if there is one."""
    return next((told(one) for text in texts(app) for one in text.iter("h2")), "")


def folds(app):
    """What is folded in the texts of a page, by the words that it is folded under."""
    return {told(one.find("summary")): told(one.find("div")) for text in texts(app) for one in text.iter("details")}


def inside(app, css):
    """The words in the one part of a page's texts that has some classes."""
    (found,) = parts(app, css)
    return told(found)


def links(app):
    """Where the links of a page's HTML lead, by their words."""
    found = [
        a for one in app.get("html") for a in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', one.proto.body)
    ]
    return {Markup(words).striptags(): html.unescape(address) for address, words in found}


def row(app):
    """The names in the row of pages."""
    bodies = "".join(one.proto.body for one in app.get("html"))
    return re.findall(r'<a [^>]*data-page="[^>]*>(.*?)</a>', bodies)


def foot(app):
    """The HTML of the foot of a page."""
    return next(one.proto.body for one in app.get("html") if '<p class="gate-printed">' in one.proto.body)


def forget_texts():
    """Let the texts be made again that pages keep for as long as a process runs: tests change what they are made of."""
    rooms = ("ui.frame", "ui.ledger", "ui.panel", "ui.sources", "ui.story", "ui.twin")
    for module in [module for name, module in sys.modules.items() if name.startswith(rooms)]:
        for made in vars(module).values():
            if hasattr(made, "cache_clear"):
                made.cache_clear()


def keys(app):
    """The keys of a page's containers from its top down."""
    return [block.proto.id.split("-", 2)[2] for block in blocks(app.main) if getattr(block.proto, "id", "")]


def blocks(block):
    """Every container of a page."""
    for child in getattr(block, "children", {}).values():
        if getattr(child, "children", None) is not None:
            yield child
            yield from blocks(child)
