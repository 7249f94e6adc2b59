"""What a reader takes away: files, made when they are asked for, and citations in the formats that tools read."""

from ui.takeaway import citation, files, formats

__all__ = ["citation", "files", "formats"]
