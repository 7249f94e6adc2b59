"""What was corrected since it was published: under a record, as a list, and to whoever opens an older link."""

from ui.changes.listing import show, under
from ui.changes.records import NOTE, anchor, before_and_now, by_kind, link, name, notice

__all__ = ["NOTE", "anchor", "before_and_now", "by_kind", "link", "name", "notice", "show", "under"]
