"""A warm start: what is imported and made before the first visitor."""

import subprocess
import sys

from tests.app.running import ROOT

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
