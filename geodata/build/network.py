"""A network of lines whose ends meet, and the shortest way along it."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from shapely import LineString

Node = tuple[float, float]

REACH = 0.15
"""Degrees within which a point set by hand must find the network."""

GAP = 0.08
"""Degrees across which two ends of lines are still joined; the source leaves such gaps at its tile edges."""


class Network:
    """Vertices of all lines and the steps between them, in plain degrees.

    Parameters
    ----------
    runs : sequence of arrays of (longitude, latitude)
        The lines.
    """

    def __init__(self, runs: Sequence[Any]) -> None:
        self.steps: dict[Node, dict[Node, float]] = {}
        ends = []
        for run in runs:
            nodes = [(round(float(x), 5), round(float(y), 5)) for x, y in run]
            for first, second in pairwise(nodes):
                self._join(first, second)
            ends += [nodes[0], nodes[-1]]
        ends = sorted(set(ends))
        for i, first in enumerate(ends):
            for second in ends[i + 1 :]:
                if second[0] - first[0] > GAP:
                    break
                if math.dist(first, second) <= GAP:
                    self._join(first, second)

    def _join(self, first: Node, second: Node) -> None:
        length = math.dist(first, second)
        self.steps.setdefault(first, {})[second] = length
        self.steps.setdefault(second, {})[first] = length

    def _node(self, point: Node) -> Node:
        nearest = min(self.steps, key=lambda node: (math.dist(node, point), node))
        if math.dist(nearest, point) > REACH:
            msg = f"No line of the network is near {point}."
            raise ValueError(msg)
        return nearest

    def way(self, points: Sequence[Node]) -> LineString:
        """Shortest way along the lines through points given in order.

        Parameters
        ----------
        points : sequence of (longitude, latitude)
            Two or more; each is moved to the nearest vertex.

        Returns
        -------
        shapely.LineString
            From the first point to the last.

        Raises
        ------
        ValueError
            If a point is too far from the network, or no way leads on.
        """
        nodes = [self._node(point) for point in points]
        path = [nodes[0]]
        for start, goal in pairwise(nodes):
            path += self._shortest(start, goal)[1:]
        return LineString(path)

    def _shortest(self, start: Node, goal: Node) -> list[Node]:
        """Dijkstra's algorithm; ties go to the smaller coordinates, so that the way is the same every time."""
        best, before = {start: 0.0}, {start: start}
        queue = [(0.0, start)]
        while queue:
            length, node = heapq.heappop(queue)
            if node == goal:
                path = [goal]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return path[::-1]
            if length > best[node]:
                continue
            for other, step in self.steps[node].items():
                if length + step < best.get(other, math.inf):
                    best[other], before[other] = length + step, node
                    heapq.heappush(queue, (length + step, other))
        msg = f"No way leads from {start} to {goal}."
        raise ValueError(msg)
