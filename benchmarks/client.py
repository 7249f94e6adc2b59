"""A reader without a browser: a real WebSocket session in Streamlit's own protocol, cheap enough to open hundreds.

It sends what the page in a browser sends (address, values of widgets, hashes of messages it has kept) and takes in what
the page is sent, so that the server does the same work for it; nothing is drawn.

    async with Session("http://127.0.0.1:8501") as reader:
        await reader.run(query="place=lyaur")
        run = await reader.click("fakhrabad")
        print(run.seconds, run.bytes, run.failed)
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_S = 30.0
# In what the map is sent: a call of JavaScript within JSON, so with its quotation marks escaped.
VISIT = re.compile(r'\\"visit\\": (\d+)')


@dataclass
class Run:
    """What came of one run of a page: how long it took, what was sent, and what the reader was told."""

    seconds: float = 0.0
    first_seconds: float = 0.0
    bytes: int = 0
    messages: int = 0
    texts: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words and HTML of the elements that this run sent, one below the other."""
        return "\n".join(self.texts)


class Session:
    """One reader's window: connects when entered, and ends as a closed tab does.

    Parameters
    ----------
    server
        Address of the dashboard's first page.
    origin
        Site whose page opens the socket; the server's own if None.
    headers
        What else the request for the socket says.
    """

    def __init__(self, server: str, origin: str | None = None, headers: Mapping[str, str] | None = None) -> None:
        self.headers = headers
        self.server = server.rstrip("/")
        self.origin = self.server if origin is None else origin
        self.query, self.page, self.state = "", "", ""
        # Stamp of the address that the map shows, which it sends with whatever it tells.
        self.visit = 0
        self.widgets: dict[str, str] = {}
        self.pages: dict[str, str] = {}
        self._values: dict[str, tuple[str, Any]] = {}
        self._kept: dict[str, ForwardMsg] = {}
        self._at = 0
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Session:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def socket(self) -> ClientConnection:
        """The connection, for sending what no page would send."""
        if self._socket is None:
            raise RuntimeError("The session is not open.")
        return self._socket

    async def open(self) -> None:
        """Connect; after a loss, to the session that was there before, as a page does."""
        parts = self.origin.split("/")
        self._socket = await connect(
            f"{self.server.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit", "xsrf", self.state] if self.state else ["streamlit"],  # type: ignore[list-item]
            origin="/".join(parts[:3]),  # type: ignore[arg-type]
            additional_headers=self.headers,
            compression=None,
            max_size=None,
            open_timeout=PATIENCE_S,
        )

    async def close(self) -> None:
        """Close the tab."""
        if self._socket is not None:
            await self._socket.close()
            self._socket = None

    async def drop(self) -> None:
        """Be gone without a word, as a machine that is switched off."""
        if self._socket is not None:
            self._socket.transport.abort()
            self._socket = None

    async def run(self, page: str | None = None, query: str | None = None, pressed: str = "") -> Run:
        """Ask for a run of the page and wait until it has ended.

        Parameters
        ----------
        page
            Address of the page below the first one (``"story"``; empty is the first); where the reader is if None.
        query
            Query string; what the address holds if None.
        pressed
            Key of a button that is pressed.
        """
        if page is not None and page != self.page:
            self.page, self._values = page, {}
        if query is not None:
            self.query = query
        return await self.send(self.asked(pressed))

    async def set(self, key: str, value: Any, kind: str = "string_value") -> Run:
        """Set a widget by its key, as a reader who changes it does; ``kind`` is the field of ``WidgetState``."""
        self._values[self.widgets[key]] = (kind, value)
        return await self.run()

    async def press(self, key: str) -> Run:
        """Press a button by its key."""
        return await self.run(pressed=key)

    async def tell(self, **message: Any) -> Run:
        """Send what the script of the map sends: ``place`` and ``at``, ``view``, ``point``, ``step`` ..."""
        return await self.set("gate-map", json.dumps({"visit": self.visit} | message), "json_value")

    async def click(self, place: str) -> Run:
        """Click a place on the map."""
        self._at = max(self._at + 1, time.time_ns() // 1_000_000)
        return await self.tell(place=place, at=self._at)

    def asked(self, pressed: str = "") -> BackMsg:
        """Return the message by which a page asks for a run."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_name = self.page
        for id_, (kind, value) in self._values.items():
            widget = state.widget_states.widgets.add(id=id_)
            if kind.endswith("array_value"):
                getattr(widget, kind).data.extend(value)
            else:
                setattr(widget, kind, value)
        if pressed:
            state.widget_states.widgets.add(id=self.widgets[pressed], trigger_value=True)
        state.cached_message_hashes.extend(self._kept)
        query = f"?{self.query}" if self.query else ""
        state.context_info.url = f"{self.server}/{self.page}{query}"
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en-GB"
        state.context_info.color_scheme = "light"
        return message

    async def send(self, message: BackMsg, patience_s: float = PATIENCE_S) -> Run:
        """Send a message and take in everything until the run that it causes has ended."""
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        return await asyncio.wait_for(self.receive(began), patience_s)

    async def receive(self, began: float) -> Run:
        """Take in messages until a run has ended."""
        run = Run()
        while True:
            data = await self.socket.recv()
            run.bytes += len(data)
            run.messages += 1
            if not run.first_seconds:
                run.first_seconds = time.perf_counter() - began
            if self._take(ForwardMsg.FromString(bytes(data, "utf-8") if isinstance(data, str) else data), run):
                run.seconds = time.perf_counter() - began
                return run

    def _take(self, message: ForwardMsg, run: Run) -> bool:
        """Take one message in; whether it ends the run."""
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            kept = self._kept[message.ref_hash]
            self._element(kept, run)
        elif kind == "delta":
            if message.metadata.cacheable:
                self._kept[message.hash] = message
            self._element(message, run)
        elif kind == "new_session":
            self.state = message.new_session.initialize.session_id or self.state
        elif kind == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        return kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _element(self, message: ForwardMsg, run: Run) -> None:
        """Remember the widget that a message brings, its words, and whether it tells of an error."""
        if message.delta.WhichOneof("type") != "new_element":
            return
        kind = message.delta.new_element.WhichOneof("type") or "empty"
        element = getattr(message.delta.new_element, kind)
        # An id ends with the key that the page gave the widget; what comes before it is made of its arguments.
        if id_ := getattr(element, "id", ""):
            parts = id_.split("-", 2)
            self.widgets[parts[-1]] = id_
        if stamped := VISIT.search(getattr(element, "json_args", "")):
            self.visit = int(stamped[1])
        for name in ("body", "label", "message"):
            if isinstance(words := getattr(element, name, None), str) and words:
                run.texts.append(words)
        if kind == "exception":
            run.failed.append(f"{element.type}: {element.message}")
