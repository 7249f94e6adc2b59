"""``python -m docs.house [--check | --text]``: draw the house from the code into `docs/house.svg`."""

from __future__ import annotations

import argparse
import sys

from docs.house import as_text, read, svg
from docs.house.plan import ROOT

PICTURE = ROOT / "docs" / "house.svg"


def main() -> int:
    """Write, compare or tell; the exit status is 1 if the picture that is there is not what the code gives."""
    parser = argparse.ArgumentParser(prog="python -m docs.house", description=__doc__)
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--check", action="store_true", help="compare with docs/house.svg; write nothing")
    one.add_argument("--text", action="store_true", help="print the house as text; write nothing")
    arguments = parser.parse_args()
    house = read()
    if arguments.text:
        print(as_text(house), end="")
        return 0
    picture = svg(house).encode()
    if not arguments.check:
        PICTURE.write_bytes(picture)
    elif not PICTURE.is_file() or PICTURE.read_bytes() != picture:
        print("docs/house.svg is not the house any more: run python -m docs.house and look at it.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
