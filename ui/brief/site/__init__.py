"""The whole dashboard as a static site: its plan, its pages, and the pictures that previews show."""

from ui.brief.site.made import ForeignFolderError, build
from ui.brief.site.preview import SIZE as CARD
from ui.brief.site.preview import card

__all__ = ["CARD", "ForeignFolderError", "build", "card"]
