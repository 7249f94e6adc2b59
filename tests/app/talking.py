"""Readers without a browser, for tests that are not asynchronous; and a server whose log is read."""

import asyncio
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from benchmarks.client import Session

TRACEBACK = re.compile(r"Traceback|^  File \"", re.MULTILINE)


class Talking:
    """Opens sessions of one server and waits for what they do, from a test that is not asynchronous.

    Their loop runs in a thread of its own: that of the tests may have one already, which drives a browser.
    """

    def __init__(self, server):
        self.server = server
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def wait(self, doing):
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result()

    @contextmanager
    def session(self, page="", query=""):
        """A reader who has opened a page."""
        reader = Session(self.server.url)
        self.wait(reader.open())
        try:
            self.wait(reader.run(page=page, query=query))
            yield reader
        finally:
            self.wait(reader.close())

    def run(self, reader, **asked):
        return self.wait(reader.run(**asked))

    def send(self, reader, message, patience_s=20):
        return self.wait(reader.send(message, patience_s))

    def close(self):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def alone(doing):
    """Run what is asynchronous to its end, in a thread that drives nothing else; what it gives."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, doing).result()


def tracebacks(log):
    """The lines of a log that begin tracebacks, with what stands below."""
    lines = log.splitlines()
    return ["\n".join(lines[n : n + 40]) for n, line in enumerate(lines) if TRACEBACK.search(line)]
