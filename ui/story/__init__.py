"""The Story page: the argument in steps, each with its places on the map."""

from ui.story.page import NOTHING_FOUND, navigation, scene, show, spoken

__all__ = ["NOTHING_FOUND", "navigation", "scene", "show", "spoken"]
