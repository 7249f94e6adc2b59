"""Give back what readers leave behind in memory, while others read. Knows nothing of streamlit.

Python collects cyclic garbage by the number of its objects, not by their size: a few dozen sessions with large messages
may leave gigabytes. So a thread of the process looks how large that has grown.
"""

from __future__ import annotations

import ctypes
import gc
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LOOK_S = 2.0
# Growth that is worth a collection, and after how long there is one without it.
GROWTH_BYTES = 32 * 2**20
EVERY_S = 300.0
# A collection stops all that runs in Python: it waits for a moment in which little does, but not for ever.
IDLE_S, BUSY_SHARE, PATIENCE_S = 0.2, 0.3, 10.0
# A run makes some ten thousand objects, of which few outlive it: looked through every 700 of them, as Python does by
# itself, it takes a tenth longer (benchmarks/README.md). What is left behind is found as above.
THRESHOLD = (100_000, 20, 50)
STATM = Path("/proc/self/statm")
_STARTING = threading.Lock()


@dataclass
class Keeper:
    """Decides when there is something to collect, from the size of the process and the time.

    Parameters
    ----------
    size
        Gives the memory of the process in bytes; 0 where that cannot be known, and then the time alone counts.
    clock
        Gives the time in seconds.
    collect
        Collects.
    """

    size: Callable[[], int]
    clock: Callable[[], float]
    collect: Callable[[], None]

    def __post_init__(self) -> None:
        self._size, self._at = self.size(), self.clock()

    def look(self) -> bool:
        """Collect if the process has grown or it is time; whether that was done."""
        size = self.size()
        # What is needed now need not be looked for again: growth counts from the least since the last collection.
        self._size = min(self._size, size)
        if size - self._size < GROWTH_BYTES and self.clock() - self._at < EVERY_S:
            return False
        self.collect()
        self._size, self._at = self.size(), self.clock()
        return True


def resident() -> int:
    """Return how much memory this process holds, in bytes; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        return int(STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def collect() -> None:
    """Collect all garbage in a quiet moment and give the memory back to the system, where that can be done."""
    _await_quiet()
    gc.collect()
    # glibc keeps what is freed until it is asked.
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def keep() -> None:
    """See to the memory of this process from now on; asked again, nothing happens."""
    with _STARTING:
        if not any(thread.name == __name__ for thread in threading.enumerate()):
            gc.set_threshold(*THRESHOLD)
            threading.Thread(target=_watch, name=__name__, daemon=True).start()


def _watch() -> None:
    keeper = Keeper(resident, time.monotonic, collect)
    while True:
        time.sleep(LOOK_S)
        keeper.look()


def _await_quiet() -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        used = time.process_time()
        time.sleep(IDLE_S)
        if time.process_time() - used < BUSY_SHARE * IDLE_S:
            return
