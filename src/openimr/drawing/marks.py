"""The signs of a timeline: a shape and a colour for each thing that happens."""

from collections.abc import Callable

from openimr.domain import TimelineMark

from .svg import AMBER, BLUE, GREEN, INK, RED, Svg, element

_RADIUS = 4.5

Shape = Callable[[float, float], str]


def _circle(x: float, y: float) -> str:
    r = _RADIUS
    return f"M{x - r:.2f} {y:.2f}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0Z"


def _square(x: float, y: float) -> str:
    r = _RADIUS * 0.9
    return f"M{x - r:.2f} {y - r:.2f}h{2 * r:.2f}v{2 * r:.2f}h{-2 * r:.2f}Z"


def _triangle(x: float, y: float) -> str:
    r = _RADIUS * 1.25
    return f"M{x - r:.2f} {y - r * 0.8:.2f}h{2 * r:.2f}L{x:.2f} {y + r:.2f}Z"


def _cross(x: float, y: float) -> str:
    r = _RADIUS * 0.9
    return (
        f"M{x - r:.2f} {y - r:.2f}l{2 * r:.2f} {2 * r:.2f}"
        f"m0 {-2 * r:.2f}l{-2 * r:.2f} {2 * r:.2f}"
    )


def _diamond(x: float, y: float) -> str:
    r = _RADIUS * 1.3
    return f"M{x:.2f} {y - r:.2f}l{r:.2f} {r:.2f}l{-r:.2f} {r:.2f}l{-r:.2f} {-r:.2f}Z"


_SIGNS: dict[TimelineMark, tuple[Shape, str, bool]] = {
    TimelineMark.TAKEN: (_circle, BLUE, True),
    TimelineMark.DISPENSED: (_square, GREEN, True),
    TimelineMark.REQUESTED: (_triangle, RED, False),
    TimelineMark.STOPPED: (_cross, INK, False),
    TimelineMark.DONE: (_diamond, AMBER, True),
}
"""Shape, colour, and whether it is filled."""

MEANINGS = {
    TimelineMark.TAKEN: "taken or prescribed",
    TimelineMark.DISPENSED: "dispensed",
    TimelineMark.REQUESTED: "asked for",
    TimelineMark.STOPPED: "stopped, or told as past",
    TimelineMark.DONE: "done",
}


def colour(mark: TimelineMark) -> str:
    """Return the colour of a sign, for the bars that go with it."""
    return _SIGNS[mark][1]


def sign(
    mark: TimelineMark, x: float, y: float, *children: str, hollow: bool = False
) -> Svg:
    """Return the sign of a mark around a point; a hollow one is about that day."""
    shape, stroke, filled = _SIGNS[mark]
    fill = stroke if filled and not hollow else "#ffffff"
    return element(
        "path",
        *children,
        d=shape(x, y),
        fill="none" if mark is TimelineMark.STOPPED else fill,
        stroke=stroke,
        stroke_width=2 if mark is TimelineMark.STOPPED else 1.5,
    )
