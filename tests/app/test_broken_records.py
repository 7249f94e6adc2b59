"""A record file that is broken: one sentence says so, nothing else of the dashboard goes with it."""

import shutil

import pytest

from geodata import load
from tests.app.running import ROOT, everything
from tests.repo.test_check import forget
from ui.pages import PAGES


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """Break one file of a copy of the article."""
    article = tmp_path / "article"
    shutil.copytree(load.ARTICLE, article)
    monkeypatch.setattr(load, "ARTICLE", article)

    def breaks(name):
        (article / name).write_text("This is [not a record", encoding="utf-8")
        forget()

    yield breaks
    forget()


def opened(page):
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    if page.id != "map":
        app.switch_page(page.script)
    app.run()
    return app


@pytest.mark.parametrize("name", ["article.toml", "atlas.toml"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_without_what_every_page_needs_one_sentence_says_so(broken, name, page):
    broken(name)
    app = opened(page)
    assert not app.exception
    assert [error.value for error in app.error if name.replace(".", "\\.") in error.value]
    assert len(app.error) == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_what_is_compared_is_needed_by_its_own_page_alone(broken, page):
    broken("borders.toml")
    app = opened(page)
    assert not app.exception
    told = [error for error in app.error if "borders\\.toml" in error.value]
    assert bool(told) is (page.id in ("borders", "sources"))
    assert "An independent companion" in everything(app)
