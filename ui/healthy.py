"""``python -m ui.healthy``: whether the dashboard in this container answers; for health checks without curl.

Imports nothing but the standard library, because it runs every few seconds.
"""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request


def address() -> str:
    """Return the address of the health check, at the port and base path that Streamlit takes from its environment."""
    port = os.environ.get("STREAMLIT_SERVER_PORT") or "8501"
    base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    return f"http://127.0.0.1:{port}/{base}/_stcore/health" if base else f"http://127.0.0.1:{port}/_stcore/health"


def healthy() -> bool:
    """Ask the dashboard; False if it is not there, not ready or slower than two seconds."""
    try:
        with urllib.request.urlopen(address(), timeout=2) as answer:
            return bool(answer.read() == b"ok")
    except (urllib.error.URLError, TimeoutError):
        return False


if __name__ == "__main__":
    sys.exit(0 if healthy() else 1)
