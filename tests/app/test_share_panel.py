"""The share panel as a script: what each of its sections holds, and what it says when the data are broken."""

import pytest
from streamlit.testing.v1 import AppTest

import geodata
from geodata import about
from geodata.errors import DamagedFileError
from tests.app.running import ROOT, everything
from ui import brief
from ui.address import links


def opened(section, chosen=(), **query):
    """The Map page with the panel open at a section, and what is chosen there."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.session_state["share section"] = section
    for key, value in chosen:
        app.session_state[key] = value
    app.run()
    app.button(key="share").click().run()
    assert not app.exception
    return app


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


NEWEST = geodata.versions()[-1].version
OLD = geodata.versions()[0].version


@pytest.mark.parametrize("came_by", [{}, {"v": OLD}, {"v": NEWEST}], ids=str)
def test_the_link_is_that_of_the_view_with_the_version_of_the_data(came_by):
    assert f">{links.LOCAL}?place=lyaur&amp;layers=borders&amp;v={NEWEST}</textarea>" in html(
        opened("Link", place="lyaur", layers="borders", **came_by)
    )


def test_the_frame_is_that_of_the_view_in_this_version_or_always_the_newest():
    assert f"?place=lyaur&amp;amp;v={NEWEST}&amp;amp;embed=true&quot;" in html(opened("Embed", place="lyaur", v=OLD))
    newest = opened("Embed", [("share embed version", "")], place="lyaur", v=OLD)
    assert "?place=lyaur&amp;amp;embed=true&quot;" in html(newest)


def test_the_citation_is_that_of_the_view_in_this_version_or_always_the_newest():
    this = opened("Cite", place="lyaur", v=OLD)
    newest = opened("Cite", [("share cite version", "")], place="lyaur", v=OLD)
    assert geodata.place("lyaur").name in this.code[-3].value
    assert len(this.code) == len(newest.code) >= 3
    for dated, undated in zip(this.code[-3:], newest.code[-3:], strict=True):
        assert f"{links.LOCAL}?place=lyaur&v={NEWEST}" in dated.value
        assert f"{links.LOCAL}?place=lyaur" in undated.value
        assert "v=" not in undated.value
        assert f"data {NEWEST} (sha256:{about.checksum()[:16]})" in dated.value
        assert f"data {NEWEST} (sha256:{about.checksum()[:16]})" in undated.value


def test_the_files_are_those_of_the_view():
    app = opened("Download", place="lyaur")
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels[-3:] == ["This view as one HTML file", "Map as SVG", "Map as PNG"]


@pytest.mark.parametrize("section", ["Cite", "Download"])
def test_broken_data_are_answered_with_one_sentence(monkeypatch, section):
    def broken(*_):
        raise DamagedFileError("The file article/claims.toml is not valid TOML.")

    monkeypatch.setattr(brief, "mapped", broken)
    monkeypatch.setattr("ui.takeaway.formats.show", broken)
    app = opened(section)
    assert "This cannot be made from the data as it is." in app.error[-1].value
    assert "article/claims" in app.error[-1].value.replace("\\", "")
    assert geodata.panel("overview").title in everything(app)
