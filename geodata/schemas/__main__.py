"""``python -m geodata.schemas FOLDER``: write the schema of every file of records, for editors and other programs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from geodata.schemas import schemas, text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser("python -m geodata.schemas", description="Write the JSON Schemas of the records.")
    parser.add_argument("folder", type=Path, help="where to write them; made if it is not there")
    folder = parser.parse_args(arguments).folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in schemas():
            (folder / f"{name}.json").write_text(text(name), encoding="utf-8")
    except OSError as error:
        print(f"“{error.filename}” cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    print(f"{folder}: {len(schemas())} schemas.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
