"""The options of ``streamlit run``, also those that its environment sets, as ``python -m ui.serve`` is given them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from ui import internals


def read(arguments: Sequence[str]) -> dict[str, Any]:
    """Return the options that are set, by their dotted names; ends the process for one there is not, or for help.

    Parameters
    ----------
    arguments
        What follows the command.
    """
    found: dict[str, Any] | None = None

    @click.command(help="Start the dashboard warm, as a host of its own, with the options of “streamlit run”.")
    @internals.run_options
    def command(**given: Any) -> None:
        nonlocal found
        found = {name.replace("_", "."): value for name, value in given.items() if value not in (None, ())}

    try:
        command.main(list(arguments), "python -m ui.serve", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    if found is None:
        sys.exit(0)
    return found
