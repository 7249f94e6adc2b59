"""What a page of a browser sends and is sent, as the browser's own log of its network gives it."""

from __future__ import annotations

import base64
from typing import Any

from playwright.sync_api import Page


class Network:
    """Bytes over the wire, and the runs of a Streamlit page."""

    def __init__(self, page: Page) -> None:
        self.bytes = self.runs = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: self._count(event["encodedDataLength"]))
        session.on("Network.webSocketFrameReceived", self._received)
        session.on("Network.webSocketFrameSent", lambda event: self._count(len(_payload(event))))

    def _count(self, number: float) -> None:
        self.bytes += int(number)

    def _received(self, event: dict[str, Any]) -> None:
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        payload = _payload(event)
        self._count(len(payload))
        self.runs += ForwardMsg.FromString(payload).WhichOneof("type") == "new_session"


def _payload(event: dict[str, Any]) -> bytes:
    return base64.b64decode(event["response"]["payloadData"])
