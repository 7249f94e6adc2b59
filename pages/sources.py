"""The Sources and data page: where everything comes from, files to take away, how to cite, method and limits."""

from ui import frame, sources, takeaway

with frame.page("sources"), sources.column():
    sources.article()
    takeaway.downloads()
    takeaway.layers()
    sources.data_sources()
    sources.fact_sources()
    takeaway.citation()
    sources.method()
