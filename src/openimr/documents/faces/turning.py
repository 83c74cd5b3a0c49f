"""Boxes of a page, turned with it."""

from openimr.domain import Box


def turned(box: Box, width: float, height: float, rotation: int) -> Box:
    """Return where a box stands once its page is turned clockwise.

    ``width`` and ``height`` are those of the page before; turns other than 90, 180 and
    270 degrees leave the box as it is.

    >>> turned((10, 20, 30, 25), 600, 800, 90)
    (775, 10, 780, 30)
    """
    left, top, right, bottom = box
    if rotation == 90:
        return height - bottom, left, height - top, right
    if rotation == 180:
        return width - right, height - bottom, width - left, height - top
    if rotation == 270:
        return top, width - right, bottom, width - left
    return box
