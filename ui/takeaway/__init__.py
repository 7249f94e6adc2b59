"""What a reader takes away: files, made when they are asked for, and citations in the formats that tools read."""

from ui.takeaway import citation, files, formats, stable
from ui.takeaway.formats import which_version

__all__ = ["citation", "files", "formats", "stable", "which_version"]
