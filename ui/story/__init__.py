"""The Story page: the argument in steps, each with its places on the map."""

from ui.story.page import NOTHING_FOUND, explained, navigation, scene, show, spoken, whole

__all__ = ["NOTHING_FOUND", "explained", "navigation", "scene", "show", "spoken", "whole"]
