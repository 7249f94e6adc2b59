"""From records to words: voices and dates (``terms``), ``verdicts``, our texts as Markdown, tables, charts.

Knows nothing of pages, maps or addresses. Whatever is shown in more than one place is worded here.
"""

from ui.words import documents, judged, markdown, names, rendering, terms, vega, verdicts
from ui.words.legends import legend
from ui.words.markdown import block, escape, inline, plain, sources
from ui.words.tables import Table

__all__ = [
    "Table",
    "block",
    "documents",
    "escape",
    "inline",
    "judged",
    "legend",
    "markdown",
    "names",
    "plain",
    "rendering",
    "sources",
    "terms",
    "vega",
    "verdicts",
]
