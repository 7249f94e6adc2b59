"""Where the dashboard is for whoever asks: the address of its first page, as their browser knows it."""

from __future__ import annotations

import re

import streamlit as st
from starlette.requests import Request

HOST = re.compile(r"[\w.-]+(?::\d{1,5})?|\[[0-9a-fA-F:.]+\](?::\d{1,5})?", re.ASCII)


def base() -> str:
    """Return the path that the dashboard is served below: empty, or one that begins but does not end with a slash."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def home(request: Request) -> str:
    """Return the address of the dashboard's first page; proxies say which host and scheme they were asked at."""
    host = _first(request, "x-forwarded-host") or request.headers.get("host", "")
    scheme = _first(request, "x-forwarded-proto") or request.url.scheme
    safe = host if HOST.fullmatch(host) and len(host) < 256 else "localhost"
    return f"{'https' if scheme == 'https' else 'http'}://{safe}{base()}/"


def _first(request: Request, name: str) -> str:
    return request.headers.get(name, "").partition(",")[0].strip()
