"""Scripts and style sheets that lie beside the code, read once.

A page runs many times, and must run also when the process can open no more files. Every run names them anew, so that
what only people read in a style sheet would cost something with every click. Scripts stay as they are written: a ``<``
with no blank after it, as a minified one has, and the sanitiser of Streamlit drops the whole script.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import rcssmin


@cache
def text(file: Path) -> str:
    """Return the text of a file that does not change while the process lives; of a style sheet, minified."""
    written = file.read_text(encoding="utf-8")
    minified: str = rcssmin.cssmin(written) if file.suffix == ".css" else written
    return minified
