"""What every page stands in: page set-up, style sheet, navigation row and footer."""

from ui.frame.frame import embedded, finding, page, panel, sheet, tab, titled

__all__ = ["embedded", "finding", "page", "panel", "sheet", "tab", "titled"]
