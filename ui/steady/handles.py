"""What a process does when the system gives it no more file handles: says so once, keeps who is there, lets nobody in.

Every open window holds a handle, and every file that is read needs one. What was opened stays open; new readers wait
outside while few are left.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
from contextlib import suppress

try:
    import resource
except ImportError:  # Windows has no such limit.
    resource = None  # type: ignore[assignment]

# So many are kept for the files of those who are there.
RESERVE = 64
AGAIN_S = 60.0
FULL = (
    "There are no file handles left: new readers are not let in, those who are there go on reading. "
    "Raise the limit (ulimit -n, LimitNOFILE) or start another process."
)
BACK = "There are file handles again: new readers are let in."
# Who tells of a missing handle, with a traceback each time.
LOGGERS = ("asyncio", "uvicorn.error", "streamlit.error_util", "streamlit.web.server.starlette.starlette_websocket")
_LOG = logging.getLogger(__name__)
_GUARDING = threading.Lock()


class Door(logging.Filter):
    """Knows whether there is room, and puts one line a minute in the place of tracebacks about missing handles."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False
        self._told = -AGAIN_S

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep a record back that is about missing handles."""
        error = record.exc_info[1] if record.exc_info else None
        if not _is_about_handles(error):
            return True
        self._shut()
        return False

    def room(self) -> bool:
        """Whether a new reader can be let in."""
        if left() >= RESERVE:
            if self.full:
                self.full = False
                _LOG.warning(BACK)
            return True
        self._shut()
        return False

    def _shut(self) -> None:
        self.full = True
        now = time.monotonic()
        if now - self._told >= AGAIN_S:
            self._told = now
            _LOG.error(FULL)


DOOR = Door()


def left() -> int:
    """Return about how many handles this process may still open."""
    if resource is None:
        return RESERVE
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if limit == resource.RLIM_INFINITY:
        return RESERVE
    try:
        # The system gives the lowest number that is free.
        handle = os.open(os.devnull, os.O_RDONLY)
    except OSError:
        return 0
    os.close(handle)
    return limit - handle


def guard() -> None:
    """Take as many handles as the system allows, and say in one line when they are used up; safe to call again."""
    with _GUARDING:
        if DOOR in logging.getLogger(LOGGERS[0]).filters:
            return
        for name in LOGGERS:
            logging.getLogger(name).addFilter(DOOR)
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def room() -> bool:
    """Whether a new reader can be let in."""
    return DOOR.room()


def _is_about_handles(error: BaseException | None) -> bool:
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
            return True
        error, seen = error.__cause__ or error.__context__, seen + 1
    return False
