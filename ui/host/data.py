"""Files and records at addresses that stay: for programs, QGIS and notebooks, from any site."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from geodata.errors import GeodataError
from geodata.export import File
from ui import pages
from ui.host import asking, views, worker
from ui.takeaway import stable

OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link"}
# Kept for an hour, and then asked for again by the tag, which is short.
KEPT = {"Cache-Control": "public, max-age=3600"}


def routes(base: str) -> list[Route]:
    """Return the routes of the files and of the records behind views; ``base`` is where the dashboard is."""
    records = f"{base}/{stable.FOLDER}/{stable.VIEWS}"
    return [
        Route(records, _record),
        Route(f"{records}/{{page}}", _record),
        Route(f"{base}/{stable.FOLDER}/{{name:path}}", _file),
    ]


_MADE: dict[str, asyncio.Task[File]] = {}


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    make = (await asyncio.to_thread(stable.files)).get(name)
    if make is None:
        return missing("file", name)
    if name not in _MADE:
        # Some take seconds: beside the server, and once for all.
        _MADE[name] = asyncio.create_task(_made(name))
    try:
        file = await asyncio.shield(_MADE[name])
    except GeodataError as error:
        del _MADE[name]
        return PlainTextResponse(str(error), 503, OPEN)
    return answer(request, file.content, file.mime, stable.licences(name))


async def _made(name: str) -> File:
    return await asyncio.wrap_future(worker.submit(make, name))


def make(name: str) -> File:
    """Make one of the files."""
    return stable.files()[name]()


async def _record(request: Request) -> Response:
    page_id = request.path_params.get("page", pages.PAGES[0].id)
    if not any(page.id == page_id and page.offered for page in pages.PAGES):
        return missing("page", page_id)
    state = views.read(page_id, request.url.query)
    try:
        found = await asyncio.to_thread(stable.record, asking.home(request), page_id, state)
    except GeodataError as error:
        return PlainTextResponse(str(error), 503, OPEN)
    content = json.dumps(found, ensure_ascii=False, indent=1, default=str) + "\n"
    return answer(request, content.encode(), "application/json", stable.licences(""))


def missing(what: str, name: str) -> Response:
    """Say that there is no such thing, and with what names there is."""
    names = ", ".join(page.id for page in pages.PAGES) if what == "page" else ", ".join(stable.files())
    return PlainTextResponse(f"There is no {what} “{name[:80]}” here. There are: {names}.\n", 404, OPEN)


def answer(request: Request, content: bytes, mime: str, licences: Iterable[str]) -> Response:
    """Return a file, or only that it has not changed if the one who asks has it already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = OPEN | KEPT | {"ETag": tag}
    if linked := ", ".join(f'<{licence}>; rel="license"' for licence in licences):
        headers["Link"] = linked
    if unchanged(request.headers, tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=f"{mime}; charset=utf-8" if mime.startswith("text/") else mime, headers=headers)


def unchanged(headers: Headers, tag: str) -> bool:
    """Whether somebody who asks has the file with this tag."""
    known = [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]
    return tag in known or "*" in known
