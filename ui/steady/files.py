"""Scripts and style sheets that lie beside the code, read once.

A page runs many times, and must run also when the process can open no more files.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def text(file: Path) -> str:
    """Return the text of a file that does not change while the process lives."""
    return file.read_text(encoding="utf-8")
