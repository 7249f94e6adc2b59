"""What every page stands in: page set-up, style sheet, navigation row and footer."""

from ui.frame.frame import page, panel

__all__ = ["page", "panel"]
