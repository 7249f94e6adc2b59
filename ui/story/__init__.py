"""The Story page: the argument in steps, each with its places on the map."""

from ui.story.page import navigation, scene, show

__all__ = ["navigation", "scene", "show"]
