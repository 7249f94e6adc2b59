"""What every answer says to the browser besides its content: the policy the dashboard runs under, and its like."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping

import xyzservices.providers
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import geodata
from geodata.errors import GeodataError

ANCESTORS = "GATE_FRAME_ANCESTORS"
SELF = "'self'"
HOSTS = re.compile(
    r"'self'|'none'|\*|(?:https?:|https?://(?:\*\.)?[\w.-]+(?::\d+)?|(?:\*\.)?[\w-]+(?:\.[\w-]+)*(?::\d+)?)"
)
# The frame of streamlit-folium evaluates what it is told to draw; no other document may.
EVALUATES = "/component/ui.mapview.component.streamlit_folium/"
FIXED = {
    "X-Content-Type-Options": "nosniff",
    # The tile server of OpenStreetMap wants to know which site asks: the origin, never the view.
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), clipboard-read=(), clipboard-write=(self), geolocation=(), microphone=(), "
    "payment=(), usb=()",
}


def ancestors(environment: Mapping[str, str] = os.environ) -> str:
    """Return who may put the dashboard into a frame, as ``GATE_FRAME_ANCESTORS`` has it: this site if it says nothing.

    Examples
    --------
    >>> from ui.host import headers
    >>> headers.ancestors({"GATE_FRAME_ANCESTORS": "'self' https://newspaper.example"})
    "'self' https://newspaper.example"
    """
    asked = environment.get(ANCESTORS, "").split()
    if all(HOSTS.fullmatch(one) for one in asked):
        return " ".join(asked) or SELF
    logging.getLogger(__name__).warning("%s is no list of hosts and is left out.", ANCESTORS)
    return SELF


def policy(framing: str, evaluates: bool = False) -> str:
    """Return the Content-Security-Policy.

    ``'unsafe-inline'`` is Streamlit's: it puts styles, and one script, into the page. The hosts are those of the online
    basemaps, which a reader may choose.

    Parameters
    ----------
    framing
        Who may put the dashboard into a frame, as :func:`ancestors` gives it.
    evaluates
        Whether for a document that evaluates scripts.
    """
    unsafe = " 'unsafe-eval'" if evaluates else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'{unsafe}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src {' '.join((SELF, 'data:', 'blob:', *_tiles()))}",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {framing}",
        )
    )


def _tiles() -> tuple[str, ...]:
    """The hosts that online basemaps come from."""
    try:
        named = [basemap.provider for basemap in geodata.atlas().basemaps if basemap.provider]
    except GeodataError:
        return ()
    urls = [str(xyzservices.providers.query_name(name).url) for name in named]
    return tuple(dict.fromkeys(re.sub(r"^(https://[^/]+).*", r"\1", url).replace("{s}", "*") for url in urls))


class Headers:
    """Middleware that puts the headers on every answer.

    Parameters
    ----------
    app
        What answers.
    encrypted
        Whether this process itself speaks HTTPS; of a proxy before it only that proxy knows.
    """

    def __init__(self, app: ASGIApp, *, encrypted: bool) -> None:
        self._app = app
        framing = ancestors()
        self._policies = {evaluates: policy(framing, evaluates) for evaluates in (False, True)}
        self._fixed = FIXED | ({"Strict-Transport-Security": "max-age=31536000"} if encrypted else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers in place."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                found.update(self._fixed)
                found["Content-Security-Policy"] = self._policies[EVALUATES in scope["path"]]
            await send(message)

        await self._app(scope, receive, sent)
