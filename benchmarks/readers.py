"""Many readers at once: real WebSocket sessions, each of which clicks a place every three seconds."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from benchmarks.clicks import PLACES
from benchmarks.client import Session
from benchmarks.figures import p50, p95
from benchmarks.servers import PLAIN, Costs, Server

EVERY_S = 3.0
PATIENCE_S = 30.0


@dataclass
class Load:
    """What so many readers of one server met with."""

    readers: int
    name: str
    seconds: list[float] = field(default_factory=list)
    first_s: list[float] = field(default_factory=list)
    failed: int = 0
    cpu: float = 0.0
    memory_mb: float = 0.0

    def row(self) -> str:
        """Return the line of the table."""
        if not self.seconds:
            return f"| {self.name} | {self.readers} | - | - | {self.failed} | {self.cpu:.0%} | {self.memory_mb:,.0f} |"
        times = f"{p50(self.seconds) * 1000:,.0f} | {p95(self.seconds) * 1000:,.0f}"
        return f"| {self.name} | {self.readers} | {times} | {self.failed} | {self.cpu:.0%} | {self.memory_mb:,.0f} |"


HEAD = "| | readers | a click, ms, p50 | ms, p95 | not answered in 30 s | processors in use | MB |\n" + "|---" * 7 + "|"


def measure(server: Costs, readers: int, seconds: float, name: str = "", url: str = "") -> Load:
    """Let so many readers click for so long; ``url`` is where they go if not to the server itself."""
    load = Load(readers, name or server.name)
    asyncio.run(_all(server, load, seconds, url or server.url))
    return load


async def _all(server: Costs, load: Load, seconds: float, url: str) -> None:
    arriving = asyncio.Semaphore(5)
    begin = asyncio.Event()
    tasks = [
        asyncio.create_task(_one(url, server.name, load, arriving, begin, seconds, random.Random(number)))
        for number in range(load.readers)
    ]
    while len(load.first_s) + load.failed < load.readers:
        await asyncio.sleep(0.1)
    load.failed = 0
    before, began = server.cpu_ms(), time.perf_counter()
    begin.set()
    await asyncio.gather(*tasks)
    load.cpu = (server.cpu_ms() - before) / 1000 / (time.perf_counter() - began)
    load.memory_mb = server.memory_mb()


async def _one(
    url: str,
    app: str,
    load: Load,
    arriving: asyncio.Semaphore,
    begin: asyncio.Event,
    seconds: float,
    chance: random.Random,
) -> None:
    # Each from an address of its own, as far as a proxy is concerned.
    address = ".".join(str(chance.randrange(1, 250)) for _ in range(4))
    reader = Session(url, headers={"Cookie": f"gate_route={address}", "X-Forwarded-For": address})
    try:
        async with arriving:
            await reader.open()
            load.first_s.append((await reader.run()).seconds)
    except (OSError, TimeoutError):
        load.failed += 1
        return
    await begin.wait()
    end = time.perf_counter() + seconds
    await asyncio.sleep(chance.uniform(0, EVERY_S))
    while time.perf_counter() < end:
        began = time.perf_counter()
        try:
            await _click(reader, app, chance.choice(PLACES))
            load.seconds.append(time.perf_counter() - began)
        except TimeoutError:
            load.failed += 1
            return
        await asyncio.sleep(max(0.0, began + EVERY_S - time.perf_counter()))
    await reader.close()


async def _click(reader: Session, app: str, place: str) -> None:
    if app == PLAIN:
        value = {"last_active_drawing": {"properties": {"id": place}}, "at": time.time()}
        # Its one widget is the map, whose key streamlit-folium makes of the map's content.
        await reader.set(next(iter(reader.widgets)), json.dumps(value), "json_value")
    else:
        await reader.click(place)


def memory(server: Server, sessions: int) -> float:
    """Return the memory of one session more, in MB: so many are opened, have clicked once, and are there still."""
    return asyncio.run(_memory(server, sessions))


async def _memory(server: Server, sessions: int) -> float:
    opened: list[Session] = []
    before = 0.0
    # The first ten warm up.
    for number in range(sessions + 10):
        if number == 10:
            before = server.memory_mb()
        opened.append(Session(server.url))
        await opened[-1].open()
        await opened[-1].run()
        await _click(opened[-1], server.name, PLACES[number % len(PLACES)])
    grown = server.memory_mb() - before
    for one in opened:
        await one.close()
    return grown / sessions


def click_cost(server: Server, places: Sequence[str], clicks: int = 40) -> float:
    """Return the processor time of the server for one click of one reader, in ms."""
    # In a thread of its own: a browser that is open has the loop of this one.
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, _click_cost(server, places, clicks)).result()


async def _click_cost(server: Server, places: Sequence[str], clicks: int) -> float:
    async with Session(server.url) as reader:
        await reader.run()
        before = 0.0
        # The first four warm up.
        for number in range(clicks + 4):
            if number == 4:
                before = server.cpu_ms()
            await _click(reader, server.name, places[number % len(places)])
        return (server.cpu_ms() - before) / clicks


def table(loads: Sequence[Load]) -> str:
    """Return what all met with as a Markdown table."""
    return "\n".join([HEAD, *(load.row() for load in loads)])
