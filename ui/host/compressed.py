"""Files as small as they go: each compressed once, kept in memory, and kept by browsers as long as its name allows.

Streamlit serves its own chunks as they are, and compresses what components load anew for every reader.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The first that the browser takes; the qualities are those beyond which time grows faster than anything shrinks.
WAYS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: brotli.compress(content, quality=9),
    "gzip": lambda content: gzip.compress(content, 7, mtime=0),
}
WORTH = re.compile(
    r"(?:text/|application/(?:javascript|json|geo\+json|json\+oembed|manifest\+json|xml)|image/svg\+xml)"
)
# Bytes: what is too short or too long to be compressed, and what is kept in all.
SHORTEST, LONGEST, KEPT = 1_000, 16_000_000, 32_000_000
# Bytes of the largest file that is kept ready to be sent.
LARGE = 2_000_000
# What a request names that is not for a whole file.
CONDITIONS = {"range", "if-none-match", "if-modified-since", "if-range", "if-match", "if-unmodified-since"}
# Path, and how it is compressed.
Asked = tuple[str, str]
FOREVER = "public, max-age=31536000, immutable"
# Names that hold a hash of the content; of its own files Streamlit says so itself.
HASHED = re.compile(r"[.-][0-9a-f]{8,20}\.(?:css|js)$")
VERSION = re.compile(rb"[0-9a-f]{12}")


def way(accepted: str) -> str:
    """Return how to compress for a browser, from its ``Accept-Encoding``; empty for not at all.

    Examples
    --------
    >>> from ui.host import compressed
    >>> compressed.way("gzip, deflate, br;q=0.9"), compressed.way("br;q=0, gzip"), compressed.way("")
    ('br', 'gzip', '')
    """
    offers = dict.fromkeys(WAYS, False)
    for offer in accepted.lower().split(","):
        name, _, weight = offer.partition(";")
        if name.strip() in offers:
            offers[name.strip()] = not re.fullmatch(r"\s*q=0(\.0*)?\s*", weight)
    return next((name for name, wanted in offers.items() if wanted), "")


class Compressed:
    """Middleware for the files below some paths.

    Parameters
    ----------
    app
        What answers; it is never asked to compress.
    below, exactly
        Beginnings of paths, and whole ones.
    """

    def __init__(self, app: ASGIApp, *, below: tuple[str, ...], exactly: tuple[str, ...] = ()) -> None:
        self._app, self._below, self._exactly = app, below, exactly
        self._made: OrderedDict[tuple[str, str, str], asyncio.Task[bytes]] = OrderedDict()
        self._ready: OrderedDict[Asked, tuple[Message, bytes]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with a file compressed if that is worth it."""
        path = scope["path"]
        if scope["type"] != "http" or not (path.startswith(self._below) or path in self._exactly):
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        whole = scope["method"] == "GET" and not CONDITIONS.intersection(asked)
        wanted = way(asked.get("accept-encoding", "")) if whole else ""
        # A query would make one file many.
        key = (path, wanted) if whole and not scope["query_string"] else None
        if key and key in self._ready:
            start, body = self._ready[key]
            self._ready.move_to_end(key)
            # Whoever is further out adds headers to the list that goes by.
            await send({**start, "headers": [*start["headers"]]})
            await send({"type": "http.response.body", "body": body})
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, _Answer(self, scope, send, wanted, key))

    async def prepare(self, paths: Iterable[str]) -> None:
        """Compress some files before anybody asks for them."""
        for path in paths:
            for name in WAYS:
                headers = [(b"accept-encoding", name.encode())]
                scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
                await self({**scope, "raw_path": path.encode(), "root_path": "", "scheme": "http"}, _nothing, _nowhere)

    async def content(self, key: tuple[str, str, str], content: bytes) -> bytes:
        """Return a file compressed; made once, also for many who ask at the same time."""
        if key not in self._made:
            self._made[key] = asyncio.create_task(asyncio.to_thread(WAYS[key[-1]], content))
        self._made.move_to_end(key)
        # One reader who leaves must not take the work away from the others.
        made = await asyncio.shield(self._made[key])
        self._shed()
        return made

    def keep(self, key: Asked, start: Message, body: bytes) -> None:
        """Answer with this from now on, without asking the application: a file whose name changes when it does."""
        self._ready[key] = ({**start, "headers": [*start["headers"]]}, body)
        while sum(len(body) for _, body in self._ready.values()) > KEPT:
            self._ready.popitem(last=False)

    def _shed(self) -> None:
        done = {key: len(task.result()) for key, task in self._made.items() if task.done() and not task.exception()}
        over = sum(done.values()) - KEPT
        for key, size in done.items():
            if over <= 0:
                break
            over -= size
            del self._made[key]


async def _nothing() -> Message:
    """Nobody who asks, and so nobody who leaves."""
    never: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    return await never


async def _nowhere(_: Message) -> None:
    return


class _Answer:
    """One answer on its way out: held back until it is whole, if it is to be compressed."""

    def __init__(self, files: Compressed, scope: Scope, send: Send, wanted: str, key: Asked | None) -> None:
        self._files, self._scope, self._send, self._wanted, self._key = files, scope, send, wanted, key
        self._start: Message = {}
        self._held: list[bytes] | None = None
        self._worth = self._lasts = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            headers = MutableHeaders(scope=message)
            self._worth, self._lasts = self._is_worth(headers), self._is_lasting(headers)
            self._held = [] if self._worth or self._lasts else None
        if self._held is None:
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._held.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._whole(b"".join(self._held))

    def _is_lasting(self, headers: MutableHeaders) -> bool:
        size = int(headers.get("content-length", LONGEST))
        # Not fonts, of which the same name is first that of the whole and then that of the cut one.
        text = WORTH.match(headers.get("content-type", "")) and "immutable" in headers.get("cache-control", "")
        return bool(self._key and self._start["status"] == 200 and text and size < LARGE)

    def _is_worth(self, headers: MutableHeaders) -> bool:
        if kept := _kept(self._scope):
            headers["Cache-Control"] = kept if self._start["status"] in (200, 304) else "no-cache"
        elif self._start["status"] >= 400:
            headers["Cache-Control"] = "no-cache"
        if not WORTH.match(headers.get("content-type", "")):
            return False
        headers.add_vary_header("Accept-Encoding")
        size = int(headers.get("content-length", 0))
        return bool(
            self._wanted
            and self._start["status"] == 200
            and "content-encoding" not in headers
            and SHORTEST <= size <= LONGEST
        )

    async def _whole(self, content: bytes) -> None:
        body = await self._smaller(content) if self._worth else content
        if self._key and self._lasts:
            self._files.keep(self._key, self._start, body)
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})

    async def _smaller(self, content: bytes) -> bytes:
        headers = MutableHeaders(scope=self._start)
        tag = headers.get("etag", "")
        key = (self._scope["path"], tag or headers.get("last-modified", "") or str(hash(content)), self._wanted)
        made = await self._files.content(key, content)
        headers["Content-Encoding"] = self._wanted
        headers["Content-Length"] = str(len(made))
        if tag:
            # The same content in other bytes.
            headers["ETag"] = tag if tag.startswith("W/") else f"W/{tag}"
        return made


def _kept(scope: Scope) -> str:
    """How long browsers may keep a file of a component; empty for what is not one."""
    if "/component/" not in scope["path"]:
        return ""
    hashed = HASHED.search(scope["path"]) or VERSION.fullmatch(scope["query_string"])
    return FOREVER if hashed else "no-cache"
