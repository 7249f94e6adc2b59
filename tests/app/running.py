"""Running a page as a script and reading what it shows; shared by the tests of all pages."""

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


def run_page(script="", /, **query):
    """Open a page (``pages/….py``, or nothing for the Map page) at an address."""
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
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def inside(app, key, whole=False):
    """The words in the container of a key, ``whole`` with those of the containers in it."""
    (found,) = [block for block in blocks(app.main) if getattr(block.proto, "id", "").endswith(f"-{key}")]
    return "\n".join(element.value for element in (found.get("markdown") if whole else found.markdown))


def keys(app):
    """The keys of a page's containers from its top down."""
    return [block.proto.id.split("-", 2)[2] for block in blocks(app.main) if getattr(block.proto, "id", "")]


def blocks(block):
    """Every container of a page."""
    for child in getattr(block, "children", {}).values():
        if getattr(child, "children", None) is not None:
            yield child
            yield from blocks(child)
