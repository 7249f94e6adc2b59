"""Several processes behind nginx, with the configuration that is shipped, and readers in front of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from benchmarks import readers
from benchmarks.servers import OURS, Server, start
from tests.browser.proxying import Proxy, nginx


@dataclass
class Together:
    """What several servers cost, as one."""

    name: str
    url: str
    servers: list[Server]

    def cpu_ms(self) -> float:
        """Return the processor time of all, in milliseconds."""
        return sum(server.cpu_ms() for server in self.servers)

    def memory_mb(self) -> float:
        """Return the memory of all, in MB."""
        return sum(server.memory_mb() for server in self.servers)


@dataclass
class _Upstream:
    port: int | None


def behind_nginx(processes: int, sizes: Sequence[int], seconds: float) -> Iterator[tuple[int, readers.Load]]:
    """Let so many readers click through nginx; nothing where there is none."""
    executable = nginx()
    if not executable:
        print("Left out: there is no nginx.")
        return
    started = [start(OURS) for _ in range(processes)]
    try:
        # The limits of the configuration are for one address, and here all readers have the same.
        proxy = Proxy(executable, "", [_Upstream(urlsplit(one.url).port) for one in started])
        try:
            together = Together(OURS, proxy.url, started)
            for number in sizes:
                yield number, readers.measure(together, number, seconds, f"{processes} processes behind nginx")
        finally:
            proxy.stop()
    finally:
        for one in started:
            one.stop()
