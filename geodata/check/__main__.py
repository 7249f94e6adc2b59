"""``python -m geodata.check``: print every problem; exit with 1 if there is any."""

from __future__ import annotations

import datetime as dt
import sys

from geodata import load
from geodata.check import problems, warnings


def main() -> int:
    """Print every warning and every problem; return 1 if there is a problem, else 0."""
    for warning in warnings(dt.date.today()):
        print(f"Warning: {warning}")
    found = problems()
    for problem in found:
        print(problem)
    if found:
        print(f"{len(found)} problem{'s' if len(found) > 1 else ''}")
        return 1
    counted = f"{len(load.layers())} layers, {len(load.places())} places, {len(load.fact_sources())} fact sources"
    print(f"No problems: {counted}, {len(load.claims())} claims checked.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
