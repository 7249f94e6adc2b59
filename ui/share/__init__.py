"""The share panel, on every page: link, frame, citation, files."""

from ui.share.panel import button

__all__ = ["button"]
