"""The box of the navigation row, and the files that the browser asks for when a reader first searches."""

from __future__ import annotations

import hashlib
import html
import tempfile
import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urljoin

import streamlit.components.v1 as components

from ui import internals, steady
from ui.address import session
from ui.search import index

HERE = Path(__file__).resolve().parent
SCRIPT, INDEX = "search.js", "index.json"
LABEL, HINT = "Search", "Search everything (/)"
_MAKING = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Files:
    """What is served, by name, and the folder it is served from."""

    folder: tempfile.TemporaryDirectory[str]
    content: dict[str, str]

    def keep(self) -> None:
        """Put the files back if somebody has tidied them away: servers run longer than temporary files live."""
        for name, text in self.content.items():
            file = Path(self.folder.name) / name
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")

    def address(self, name: str) -> str:
        """Address of a file as seen from a component's frame; another content has another one."""
        return f"{internals.component_address(__name__, 'files')}/{name}?{_version(self.content[name])}"


def button() -> str:
    """Return what opens the search, as HTML with the script that lets the key for it do so too."""
    try:
        files = mount()
    except OSError:
        # Nowhere to put them; the map says so.
        return ""
    return _written(session.home(), files.address(SCRIPT), files.address(INDEX))


@lru_cache(16)
def _written(home: str, *addresses: str) -> str:
    # As a frame sees them, so that whatever lies before the dashboard's own address stays.
    frame = urljoin(home, "component/frame/")
    script, found = (html.escape(urljoin(frame, address)) for address in addresses)
    return (
        f'<button type="button" class="gate-search" aria-haspopup="dialog" aria-keyshortcuts="/" title="{HINT}" '
        f'aria-label="{HINT}" data-home="{html.escape(home)}" data-script="{script}" data-index="{found}">'
        f'<i aria-hidden="true"></i><span>{LABEL}</span><kbd aria-hidden="true">/</kbd></button>'
        f"<script>{steady.text(HERE / 'opening.js')}</script>"
    )


def prepare() -> _Files:
    """Make the files, once a process; safe to call before there is a server."""
    with _MAKING:
        return _made()


def mount() -> _Files:
    """Let Streamlit serve the files, once there is a server; at the latest the first page does."""
    files = prepare()
    files.keep()
    with _MAKING:
        _declare(files.folder.name)
    return files


@cache
def _version(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()[:12]


@cache
def _made() -> _Files:
    script = steady.text(HERE / SCRIPT)
    return _Files(tempfile.TemporaryDirectory(prefix="gate-search-"), {SCRIPT: script, INDEX: index.written()})


@cache
def _declare(folder: str) -> None:
    # Streamlit names a component after the module that declares it, so this has to happen here.
    internals.register(components.declare_component("files", path=folder))
