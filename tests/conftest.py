"""How the tests are dealt out to the workers, and which of them are quick."""

from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

# What the tests of such a file share is dear to make, so that one worker runs them all. (The mark for this,
# ``xdist_group``, does nothing in this version of pytest.)
TOGETHER = (
    "tests/app/test_processes.py",
    "tests/unit/test_brief_site.py",
    "tests/app/test_faults.py",
    "tests/app/test_hostile.py",
    "tests/browser/test_first_view.py",
    "tests/browser/test_hosting.py",
    "tests/browser/test_brief.py",
    "tests/browser/test_another_article.py",
    "tests/repo/test_another_article.py",
    "tests/repo/test_export.py",
    "tests/repo/test_house.py",
    "tests/repo/test_names.py",
    "tests/repo/test_new_article.py",
    "tests/repo/test_package.py",
)
SLOW = (
    "tests/browser",
    "tests/app/test_faults.py",
    "tests/app/test_hostile.py",
    "tests/app/test_origins.py",
    "tests/app/test_serve.py",
    "tests/app/test_processes.py",
    "tests/repo/test_another_article.py",
    "tests/repo/test_new_article.py",
    "tests/repo/test_package.py",
    "tests/unit/test_brief_picture.py",
    "tests/unit/test_brief_site.py",
)


class Dealing(LoadScopeScheduling):
    """Files of :data:`TOGETHER` as a whole and first, everything else test by test to whoever is free."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Dealing(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark as quick what needs no browser, no second process that starts the dashboard, and draws no pictures."""
    slow = [config.rootpath / path for path in SLOW]
    for item in items:
        if not any(Path(item.path).is_relative_to(path) for path in slow) and not item.get_closest_marker("build"):
            item.add_marker("quick")
