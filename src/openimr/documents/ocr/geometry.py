"""The way back from the pixels that were read to the points of the page."""

import math
from dataclasses import dataclass

from .engine import Seen
from .values import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """How the picture that was read lies on the page as it is displayed."""

    rotation: int
    """Degrees clockwise that the page was turned: 0, 90, 180 or 270."""

    skew: float
    """Degrees clockwise that it was turned after that, about its centre."""

    size: tuple[int, int]
    """Pixels of the picture that was read, which stands upright."""

    points: tuple[float, float]
    """Width and height of the page as it is displayed."""

    def box(self, word: Seen) -> Box:
        """Return where the word stands on the page, in points from the top left."""
        corners = [
            self._point(across, down)
            for across in (word.left, word.right)
            for down in (word.top, word.bottom)
        ]
        width, height = self.points
        lefts = [min(width, max(0.0, across)) for across, _ in corners]
        tops = [min(height, max(0.0, down)) for _, down in corners]
        return (
            round(min(lefts), 1),
            round(min(tops), 1),
            round(max(lefts), 1),
            round(max(tops), 1),
        )

    def _point(self, across: float, down: float) -> tuple[float, float]:
        """Turn a place on the picture back to the page."""
        width, height = self.size
        angle = math.radians(-self.skew)
        right, below = across - width / 2, down - height / 2
        # Back by the skew, anticlockwise; the second axis points down.
        turned = (
            right * math.cos(angle) - below * math.sin(angle) + width / 2,
            right * math.sin(angle) + below * math.cos(angle) + height / 2,
        )
        share = turned[0] / width, turned[1] / height
        if self.rotation == 90:
            share = share[1], 1 - share[0]
        elif self.rotation == 180:
            share = 1 - share[0], 1 - share[1]
        elif self.rotation == 270:
            share = 1 - share[1], share[0]
        return share[0] * self.points[0], share[1] * self.points[1]
