"""The first files of another article: ``python -m geodata.new FOLDER`` writes them, with every field explained.

They lie in ``skeleton/`` as they are written, but for the words that :func:`write` fills in. What they lack,
``python -m geodata.derive`` makes; ``python -m geodata.check`` finds nothing wrong with the two together.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from pathlib import Path
from string import Template

from geodata.errors import ForeignFolderError

__all__ = ["write"]
SKELETON = Path(__file__).resolve().parent / "skeleton"
# Letters of a title that go into the names of files.
STEM_LETTERS = 40


def write(folder: Path, title: str, author: str, url: str) -> tuple[str, ...]:
    """Write the records of an article that is still to be mapped.

    Parameters
    ----------
    folder
        Where to; made if it is not there.
    title, author, url
        What the article is called, who wrote it and where it is published.

    Returns
    -------
    tuple of str
        The files written, by their paths in the folder.

    Raises
    ------
    ForeignFolderError
        If there is anything in the folder.
    OSError
        If a file cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ForeignFolderError(f"“{folder}” is not empty: name a new folder, and the article’s files begin there.")
    title, author, url = (" ".join(words.split()) for words in (title, author, url))
    words = {"title": title, "author": author, "url": url, "mapped": f"{title}, mapped"}
    # A string of JSON is one of TOML too.
    filled = {name: json.dumps(value, ensure_ascii=False) for name, value in words.items()}
    filled["stem"] = _stem(title)
    filled["day"] = dt.datetime.now(dt.UTC).date().isoformat()
    filled["version"] = filled["day"].replace("-", ".")
    written = []
    for path in sorted(path for path in SKELETON.rglob("*") if path.is_file()):
        name = path.relative_to(SKELETON)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        text = Template(path.read_text(encoding="utf-8")).substitute(filled)
        (folder / name).write_text(text, encoding="utf-8")
        written.append(name.as_posix())
    return tuple(written)


def _stem(title: str) -> str:
    """A title as the beginning of file names: plain letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:STEM_LETTERS].strip("-") or "article"
