"""What the browser runs, as one file: the style sheets, what the map does, and the map that folium has drawn.

The parts in ``js/`` are plain scripts, each with one subject, that add themselves to ``window.gate``; only ``map.js``
knows the others, and looks for them when the map is installed. So they need no loader and no order.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rjsmin

from ui import internals
from ui.maps import style

PARTS = Path(__file__).resolve().parent / "js"
TOOLS = Path(__file__).resolve().parent / "tools.css"
"""How the tools of the live map look; pictures of it have none."""


def joined(fmap: Any, leaflet_css: Path) -> str:
    """Return the script that makes a rendered folium map and all it does; the same map makes the same script."""
    return f"{_styles(leaflet_css)}\n{parts()}\n{internals.map_script(fmap)}"


def parts() -> str:
    """Return what the map does, without the map, and without what only people read: a third of it as it is sent."""
    written = "\n".join(part.read_text(encoding="utf-8") for part in sorted(PARTS.glob("*.js")))
    minified: str = rjsmin.jsmin(written)
    return minified


def _styles(leaflet_css: Path) -> str:
    """JavaScript that puts all style sheets in place before the map is made, so that nothing is drawn unstyled."""
    font = internals.font_address()
    sheet = "\n".join(
        (
            leaflet_css.read_text(encoding="utf-8"),
            f'@font-face{{font-family:"Gate Sans";src:url("{font}")}}' if font else "",
            f":root{{{style.variables()}color-scheme:light}}",
            ':root[data-theme="dark"]{color-scheme:dark}',
            style.sheet(),
            TOOLS.read_text(encoding="utf-8"),
        )
    )
    quoted = sheet.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
    return f'{{const sheet=document.createElement("style");sheet.textContent=`{quoted}`;document.head.append(sheet)}}'
