"""Slow work beside the server: a process of its own, so that no reader's click waits for a picture or a font.

Drawing holds Python's lock for most of a second. The process is forked where that is possible, from a server that is
warm: it then shares the server's memory and needs no imports.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any, TypeVar

T = TypeVar("T")
# One draws while another makes fonts or serves a second reader; more would take the processors from the pages.
PROCESSES = 2
_POOLS: list[ProcessPoolExecutor] = []


def start() -> None:
    """Start the processes; to be called before there are threads, from which forking would be unsafe."""
    stop()
    method = "fork" if sys.platform == "linux" else "spawn"
    pool = _pool(method)
    _POOLS.append(pool)
    pool.submit(os.getpid).result()


def submit(work: Callable[..., T], *arguments: Any) -> Future[T]:
    """Have something done there; a pool whose process was killed is replaced by a new one."""
    if not _POOLS:
        _POOLS.append(_pool("spawn"))
    try:
        return _POOLS[-1].submit(work, *arguments)
    except BrokenProcessPool:
        _POOLS.append(_pool("spawn"))
        return _POOLS[-1].submit(work, *arguments)


def stop() -> None:
    """End the processes, whatever they are at."""
    while _POOLS:
        _POOLS.pop().shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.terminate()


def _pool(method: str) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(PROCESSES, multiprocessing.get_context(method), _settle)


def _settle() -> None:
    """Begin a process: readers come first, the server's signals are not its own, and it does not outlive the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(os, "nice"):
        os.nice(5)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)
