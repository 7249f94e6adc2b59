"""``python -m geodata.derive``: write the layers of places and later events, and their figures, of another article."""

from __future__ import annotations

import sys

from geodata import load
from geodata.errors import GeodataError


def main() -> int:
    """Write the derived files; return 1 if something they need is missing or broken."""
    if load.BUILT:
        print("These layers are made by: python -m geodata.build. Name another article’s folder in GATE_ARTICLE.")
        return 1
    try:
        from geodata.derive import files

        made = files()
    except GeodataError as error:
        print(error, file=sys.stderr)
        return 1
    for name, content in made.items():
        (load.LAYERS / name).write_bytes(content)
        print(f"{len(content):>9,} bytes  {load.LAYERS.name}/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
