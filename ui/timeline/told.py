"""The chart of the Timeline page in words and as a table. Pure: no streamlit here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ui.timeline.chart import PRECISION
from ui.timeline.dated import TIMES, Entry, years
from ui.words import Table
from ui.words import terms as words


def summary(entries: Sequence[Entry]) -> str:
    """Say of each time in a sentence how many entries there are, from when to when, and in which year the most begin.

    Parameters
    ----------
    entries
        What the chart shows, in any order.
    """
    parts = []
    for time in TIMES:
        found = [years(entry) for entry in entries if entry.time == time]
        if not found:
            continue
        first, last = min(start for start, _ in found), max(end for _, end in found)
        span = f"in {first}" if first == last else f"{first} to {last}"
        year, most = Counter(start for start, _ in found).most_common(1)[0]
        crowd = f", the most in {year} ({most})" if most > 2 and first != last else ""
        parts.append(f"{words.TIMES[time]}: {words.counted(len(found), 'dated event')}, {span}{crowd}")
    return f"{'. '.join(parts)}." if parts else "No entry in these years."


def table(entries: Sequence[Entry]) -> Table:
    """Return the entries as a table: number, date, how well that is known, and what happened."""
    rows = tuple(
        (str(one.number), words.date_text(one.date), PRECISION[one.date.precision], one.title, words.TIMES[one.time])
        for one in entries
    )
    return Table(("No.", "Date", "Known", "What happened", "When it was"), rows, numbers=False)
