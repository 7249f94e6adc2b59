"""oEmbed 1.0: whoever pastes the address of a view gets the frame that shows it.

See https://oembed.com; the address is told in the HTML of every page.
"""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

import geodata
from ui import pages
from ui.address import links
from ui.brief import site
from ui.host import asking, data, pictures, views

# Pixels of a frame that nobody wants smaller.
WIDTH, HEIGHT = 960, 680
LONGEST = views.LONGEST + 500


def routes(base: str) -> list[Route]:
    """Return the route of the endpoint; ``base`` is where the dashboard is."""
    return [Route(f"{base}/oembed", _embed)]


async def _embed(request: Request) -> Response:
    asked = request.query_params
    if asked.get("format", "json") != "json":
        return PlainTextResponse("Only format=json is offered.\n", 501, data.OPEN)
    home = asking.home(request)
    page_id = _page(asked.get("url", ""), home)
    if not page_id:
        return PlainTextResponse("This address is none of this dashboard.\n", 404, data.OPEN)
    size = (_length(asked.get("maxwidth"), WIDTH), _length(asked.get("maxheight"), HEIGHT))
    content = json.dumps(embedded(asked["url"], page_id, home, size), ensure_ascii=False, indent=1) + "\n"
    return Response(content, media_type="application/json+oembed", headers=data.OPEN | data.KEPT)


def _page(url: str, home: str) -> str:
    """The page that an address of this dashboard opens; empty for any other address."""
    try:
        parts, ours = urlsplit(url), urlsplit(home)
        local = parts.scheme in ("http", "https") and parts.netloc == ours.netloc
    except ValueError:
        return ""
    path = parts.path or "/"
    if len(url) > LONGEST or not local or not path.startswith(ours.path):
        return ""
    last = path.removeprefix(ours.path).strip("/")
    return next((page.id for page in pages.PAGES if last == ("" if page.id == "map" else page.id)), "")


def _length(most: str | None, usual: int) -> int:
    """As long as usual, or less if no more is wanted."""
    return min(int(most), usual) if most and re.fullmatch("[1-9][0-9]{0,4}", most) else usual


def embedded(url: str, page_id: str, home: str, size: tuple[int, int]) -> dict[str, object]:
    """Return what oEmbed says of a view: its frame, as the share panel writes it, its title and its picture."""
    state = views.read(page_id, urlsplit(url).query)
    told = views.told(page_id, state)
    width, height = size
    framed = links.framed(links.view(home, page_id, state))
    found: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": told.title,
        "provider_name": geodata.dashboard().title,
        "provider_url": home,
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": links.snippet(framed, told.title, links.Size("", str(width), height)),
    }
    if told.mapped:
        card = pictures.of(page_id, state, pictures.CARD)
        found |= {"thumbnail_url": home + pictures.address(card)}
        found |= {"thumbnail_width": site.CARD[0], "thumbnail_height": site.CARD[1]}
    return found
