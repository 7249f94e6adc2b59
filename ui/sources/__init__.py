"""The Sources and data page: the article, the data, the publications, and files to take away."""

from ui.sources.files import citation, downloads, layers
from ui.sources.lookup import looked_up
from ui.sources.records import article, column, corrections, data_sources, fact_sources, method
from ui.sources.verdicts import method as verdicts

__all__ = [
    "article",
    "citation",
    "column",
    "corrections",
    "data_sources",
    "downloads",
    "fact_sources",
    "layers",
    "looked_up",
    "method",
    "verdicts",
]
