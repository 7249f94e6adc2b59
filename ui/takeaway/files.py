"""Files to take away: made when they are asked for, without running the page again."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geodata.export import File


def offer(label: str, make: Callable[[], bytes], name: str, mime: str, primary: bool = False) -> None:
    """Show a button that downloads a file.

    Parameters
    ----------
    label
        What stands on the button.
    make
        Makes the content when it is asked for; runs outside the page, so it must not touch the session.
    name, mime
        File name and media type.
    primary
        Whether the button stands out from its neighbours.
    """
    st.download_button(
        label, make, name, mime, key=f"take {name}", on_click="ignore", type="primary" if primary else "secondary"
    )


def offer_file(label: str, make: Callable[[], File], name: str, primary: bool = False) -> None:
    """Show a button that downloads one of the files to take away; made, with its media type, when asked for."""
    offer(label, lambda: make().content, name, "application/octet-stream", primary)
