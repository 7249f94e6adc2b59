"""A warm start: what is imported and made before the first visitor."""

import html
import subprocess
import sys

import pytest

import geodata
from benchmarks.client import Session
from tests.app.running import ROOT
from tests.app.talking import alone, tracebacks
from tests.browser.browsing import Server
from ui.words import verdicts

# What takes a visitor's time: whole libraries, and modules of ours.
CODE = """
import sys, logging
logging.disable(logging.CRITICAL)
from ui import host
host.warm()
from streamlit.testing.v1 import AppTest
from ui.mapview import component as mapview
from ui.pages import PAGES

def names():
    return {name if name.startswith(("ui", "geodata")) else name.split(".")[0] for name in sys.modules}

made = mapview._prepare.cache_info().misses
before = names()
for page in PAGES:
    app = AppTest.from_file("dashboard.py", default_timeout=60)
    if page.id != "map":
        app.switch_page(page.script)
    app.run()
    assert not app.exception, page.id
after = names()
assert mapview._prepare.cache_info().misses == made == 1
print("late:", *sorted(after - before))
"""


def test_after_warming_up_no_page_imports_or_makes_anything():
    done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().splitlines()[-1] == "late:"


def test_warming_up_leaves_out_what_only_maintainers_have():
    code = "import sys; from ui import host; host.warm(); print('geodata.build' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# What is asked for, and what has to be told then.
FIRST = {
    "story": ("step=4", geodata.steps()[3].title),
    "timeline": ("from=2016&to=2018&event=t16", next(one for one in geodata.moments() if one.id == "t16").title),
    "claims": ("claim=c54", verdicts.sentence(geodata.claim("c54"))),
    "borders": ("part=parcels&parcel=a&old=vmap0", f"{geodata.figures()['ceded-a.best_km2']:,.0f} km²"),
    "sources": ("", geodata.fact_sources()[-1].title),
}


@pytest.mark.parametrize("page", FIRST)
def test_any_page_can_be_the_first_that_a_server_just_started_is_asked_for(page):
    query, words = FIRST[page]
    server = Server()

    async def asks():
        async with Session(server.url) as reader:
            return await reader.run(page=page, query=query)

    run, log = alone(asks()), server.log()
    server.stop()
    assert run.failed == []
    assert words in html.unescape(run.text)
    assert tracebacks(log) == []
