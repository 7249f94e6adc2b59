"""``python -m geodata.new FOLDER``: begin a dashboard of another article."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geodata.errors import ForeignFolderError
from geodata.new import write

DESCRIPTION = "Write the first files of a dashboard of another article, with every field explained."


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the files; return 1 if they cannot be."""
    parser = argparse.ArgumentParser("python -m geodata.new", description=DESCRIPTION)
    parser.add_argument("folder", metavar="FOLDER", help="where to; made if it is not there, else it has to be empty")
    parser.add_argument("--title", default="An article", help="title of the article")
    parser.add_argument("--author", default="Its author", help="who wrote it")
    parser.add_argument("--url", default="https://example.org/article", help="address where it is published")
    asked = parser.parse_args(arguments)
    folder = Path(asked.folder)
    try:
        written = write(folder, asked.title, asked.author, asked.url)
    except ForeignFolderError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"“{error.filename}” cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    print("\n".join(f"{folder}/{name}" for name in written))
    print(f"Next: GATE_ARTICLE={folder} python -m geodata.derive, then geodata.check, and the dashboard runs on it.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
