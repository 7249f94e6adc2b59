"""``python -m docs.citation``: write the version and the checksum of the data into `CITATION.cff`."""

from __future__ import annotations

from pathlib import Path

from geodata import about

FILE = Path(__file__).resolve().parents[1] / "CITATION.cff"
# The list that is written stands at the end of the file.
BEGINS = "identifiers:\n"


def identified(text: str) -> str:
    """Return a citation file with the newest version of the data and its checksum as identifiers."""
    newest = about.newest()
    given = ((newest.version, "Version of the data"), (f"sha256:{newest.checksum}", "Checksum of all data"))
    rows = (f'  - type: other\n    value: "{value}"\n    description: "{told}"\n' for value, told in given)
    return text.partition(BEGINS)[0] + BEGINS + "".join(rows)


if __name__ == "__main__":
    FILE.write_text(identified(FILE.read_text(encoding="utf-8")), encoding="utf-8")
