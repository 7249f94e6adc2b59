"""The house: which rooms the code has, what each is for and who takes from whom, as one picture and as text.

``plan`` reads the code, ``layout`` finds every box its place, ``drawing`` writes the picture.
"""

from docs.house.drawing import svg
from docs.house.plan import House, as_text, read

__all__ = ["House", "as_text", "read", "svg"]
