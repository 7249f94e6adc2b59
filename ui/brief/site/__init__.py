"""The whole dashboard as a static site: its plan, its pages, and the pictures that previews show."""

from ui.brief.site.made import ForeignFolderError, build

__all__ = ["ForeignFolderError", "build"]
