"""The dashboard as one server: Streamlit's application, warm, with what only a host can do for it.

Everything here stands before Streamlit's own routes, so that it also reaches its files; what it does not know goes on
to Streamlit. ``streamlit run dashboard.py`` does without.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from ui import internals, mapview, pages, search
from ui.host import asking, data, document, oembed, pictures, views
from ui.host.compressed import Compressed
from ui.host.fonts import Fonts
from ui.host.headers import Headers
from ui.host.warm import ROOT
from ui.takeaway import stable

# What crawlers have no use for: pictures of every view that anybody has linked, but for previews, and Streamlit's own.
ROBOTS = (
    "User-agent: *\nAllow: {base}/\nAllow: {base}/picture/*-card.png\n"
    "Disallow: {base}/picture/\nDisallow: {base}/_stcore/\n"
)
# The framework's files that every page asks for, as its HTML names them.
LINKED = re.compile(r'"\./(static/(?:js|css)/[^"]+)"')


class Host:
    """Middleware: our routes, then Streamlit's, each answer with its headers and as small as it goes.

    Parameters
    ----------
    app
        Streamlit's application.
    """

    def __init__(self, app: ASGIApp) -> None:
        base = asking.base()
        self._pictures = pictures.Pictures()
        self._fonts = Fonts(app)
        routes = [
            *(Route(f"{base}/{'' if page.id == 'map' else page.id}", self._page, name=page.id) for page in pages.PAGES),
            Route(f"{base}/robots.txt", PlainTextResponse(ROBOTS.format(base=base))),
            Route(f"{base}/picture/{{name}}", self._picture),
            *data.routes(base),
            *oembed.routes(base),
            *self._fonts.routes(base),
        ]
        ours = Router(routes, redirect_slashes=False, default=app)
        below = tuple(f"{base}/{folder}" for folder in ("static/", "component/", "data/"))
        pages_too = tuple(f"{base}/{'' if page.id == 'map' else page.id}" for page in pages.PAGES)
        self._compressed = Compressed(ours, below=below, exactly=pages_too)
        self._app = Headers(self._compressed, encrypted=bool(st.get_option("server.sslCertFile")))
        self._streamlit = app
        # Kept, or it might be collected before it is done.
        self._preparing = asyncio.create_task(self._prepare(base))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; sockets are Streamlit's."""
        await (self._app if scope["type"] == "http" else self._streamlit)(scope, receive, send)

    async def _prepare(self, base: str) -> None:
        """Make at once what most readers will ask for, in the order in which they miss it."""
        try:
            await self._compressed.prepare(f"{base}/{path}" for path in LINKED.findall(internals.shell()))
            await self._pictures.prepare()
            await self._fonts.prepare()
        except Exception:
            # All of it can be done without.
            logging.getLogger(__name__).warning("Not all that could be made at the start was made.", exc_info=True)

    async def _page(self, request: Request) -> Response:
        page_id = request.scope["route"].name
        written = await asyncio.to_thread(_page, page_id, request)
        # Made anew for every view, and for every release.
        return HTMLResponse(written, headers={"Cache-Control": "no-cache"})

    async def _picture(self, request: Request) -> Response:
        page_id, _, look = request.path_params["name"].partition(".")[0].partition("-")
        if not any(page.id == page_id for page in pages.PAGES) or look not in pictures.looks(page_id):
            return PlainTextResponse("There is no such picture.\n", 404)
        wanted = pictures.of(page_id, views.read(page_id, request.url.query), look)
        try:
            found = await self._pictures.get(wanted)
        except pictures.BusyError:
            return PlainTextResponse("Too many pictures are being drawn.\n", 503, {"Retry-After": "5"})
        if found is None:
            return PlainTextResponse("This view has no map.\n", 404)
        headers = {"ETag": found.tag, "Cache-Control": "public, max-age=86400"}
        if data.unchanged(request.headers, found.tag):
            return Response(status_code=304, headers=headers)
        return Response(found.content, media_type=found.mime, headers=headers)


def _page(page_id: str, request: Request) -> str:
    written = request.url.query
    options = views.parsed(written)
    asked = document.Asked(
        page_id,
        views.read(page_id, written),
        asking.home(request),
        embedded=options.get("embed", [""])[-1].lower() == "true",
        options=tuple(options.get("embed_options", ())),
    )
    return document.written(asked)


@asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[dict[str, Any] | None]:
    """Let this server hand out its files as soon as it is one: a reader's first request may find it unvisited."""
    # Every address that connects would be written there.
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    mapview.mount()
    search.mount()
    stable.serve()
    yield None


def app() -> st.App:
    """Return the dashboard as an application, to be run once this process is warm."""
    return st.App(ROOT / "dashboard.py", lifespan=_lifespan, middleware=[Middleware(Host)])
