"""Search through everything that can be opened: what can be found, where that leads, and the box to type into.

``index`` is pure: an entry for whatever has an address. It is served as a file that the browser asks for when a reader
first searches (``served``); from then on ``search.js`` finds and ranks without asking anybody.
"""

from ui.search.served import button, mount, prepare

__all__ = ["button", "mount", "prepare"]
