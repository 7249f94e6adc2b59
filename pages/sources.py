"""The Sources and data page: where everything comes from, files to take away, how to cite, method and limits."""

from ui import frame, sources

with frame.page("sources") as state, sources.column():
    sources.article()
    sources.looked_up(state)
    sources.downloads()
    sources.layers()
    sources.data_sources()
    sources.fact_sources()
    sources.citation()
    sources.corrections()
    sources.method()
    sources.verdicts()
