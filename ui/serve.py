"""``python -m ui.serve [options of streamlit run]``: start the dashboard warm, as a host of its own.

``streamlit run dashboard.py`` answers within a second, and then the first visitor waits for imports and for the map
to be made. Here both happen first, in the process that will serve: when the port answers, and with it
``/_stcore/health``, no visitor pays for them. What else it does is in :mod:`ui.host`.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Sequence

import click

from ui import internals

# A server asks nobody for its own outside address and opens no browser.
QUIET = {"server.headless": True, "logger.hideWelcomeMessage": True}


def main(arguments: Sequence[str]) -> None:
    """Warm up, then serve the dashboard with these options until somebody ends the process."""
    # As the first process of a container nothing stops it otherwise; the server puts its own handler in place later.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    internals.quieten()
    click.echo("Warming up.")
    began = time.monotonic()

    from ui import host

    options = QUIET | host.options(arguments)
    host.warm()
    host.worker.start()
    click.echo(f"Warm after {time.monotonic() - began:.1f} s.")

    # As ``streamlit run`` has it: options are looked for beside this script.
    sys.argv = [str(host.ROOT / "dashboard.py")]
    try:
        host.app().run(config=options)
    finally:
        host.worker.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
