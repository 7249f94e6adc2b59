"""``python -m geodata.build [--check]``: build `geodata/layers/`, or compare it with what would be built."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from geodata.build.inputs import prepare
from geodata.errors import GeodataError
from geodata.load import LAYERS


def _differing(files: dict[str, bytes], there: Path) -> list[str]:
    """Names of files that are missing, differ, or should not be there."""
    found = (path for pattern in ("*.geojson", "*.webp", "*.png", "*.json") for path in there.rglob(pattern))
    built = {path.relative_to(there).as_posix() for path in found}
    wrong = built - set(files)
    wrong |= {name for name, content in files.items() if name not in built or (there / name).read_bytes() != content}
    return sorted(wrong)


def _replace(files: dict[str, bytes]) -> None:
    """Write all files, each in one step, after all of them have been made."""
    with tempfile.TemporaryDirectory(dir=LAYERS) as folder:
        for name, content in files.items():
            for path in (Path(folder) / name, LAYERS / name):
                path.parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_bytes(content)
        for name in files:
            (Path(folder) / name).replace(LAYERS / name)


def main() -> int:
    """Build or check; the exit status is 1 if something is missing or differs."""
    parser = argparse.ArgumentParser(prog="python -m geodata.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="rebuild in memory and compare; write nothing")
    arguments = parser.parse_args()
    try:
        prepare()
        from geodata.build.everything import files

        made = files()
    except GeodataError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.check:
        wrong = _differing(made, LAYERS)
        for name in wrong:
            print(f"geodata/layers/{name} is not what the build makes.", file=sys.stderr)
        if not wrong:
            print(f"All {len(made)} files are as built.")
        return 1 if wrong else 0
    _replace(made)
    for name, content in sorted(made.items()):
        if "/" not in name:
            print(f"{len(content):>9,} bytes  geodata/layers/{name}")
    tiles = [len(content) for name, content in made.items() if "/" in name]
    print(f"{sum(tiles):>9,} bytes  in {len(tiles)} tiles of the relief")
    return 0


if __name__ == "__main__":
    sys.exit(main())
