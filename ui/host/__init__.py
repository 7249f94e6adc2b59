"""One process as a proper host: Streamlit's application, warm, with the view in each page's HTML before that runs.

``app`` puts the parts together: the HTML of pages with their words and a cover (``document``), ``pictures`` of maps,
files and records at stable addresses (``data``), ``oembed``, ``fonts`` cut to what is written here, ``headers``, and
``compressed`` files. ``ui.serve`` starts it; ``streamlit run dashboard.py`` does without.
"""

from ui.host import headers, worker
from ui.host.app import app
from ui.host.options import read as options
from ui.host.warm import ROOT, warm

__all__ = ["ROOT", "app", "headers", "options", "warm", "worker"]
