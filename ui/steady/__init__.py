"""What a process does to last: memory that comes back, file handles that run out, clients that send what no page does.

``begin`` sees to all of it, however the process was started; ``room`` says whether a new reader can be let in.
"""

from ui import internals
from ui.steady import handles, memory
from ui.steady.files import text
from ui.steady.handles import room

__all__ = ["begin", "room", "text"]


def begin() -> None:
    """See to what this process needs to last; asked again, nothing happens."""
    memory.keep()
    handles.guard()
    internals.distrust()
    internals.be_brief()
    internals.stay_alone()
    internals.theme_once()
    internals.pages_once()
    internals.html_once()
