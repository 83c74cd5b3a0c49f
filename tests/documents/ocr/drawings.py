"""Pictures without print, drawn from a seed: they must not pass for text."""

import math
import random

from PIL import Image, ImageDraw, ImageFilter

_SIZE = (1700, 2200)


def photograph(seed: int = 1) -> Image.Image:
    """Return soft blots of every grey, as in a photograph of skin or a room."""
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    page = Image.new("L", _SIZE, 150)
    brush = ImageDraw.Draw(page)
    for _ in range(400):
        across, down = chance.randrange(1700), chance.randrange(2200)
        wide, high = chance.randrange(20, 400), chance.randrange(20, 400)
        box = (across, down, across + wide, down + high)
        brush.ellipse(box, fill=chance.randrange(20, 240))
    return page.filter(ImageFilter.GaussianBlur(6))


def handwriting(seed: int = 1) -> Image.Image:
    """Return rows of joined loops of a pen, no two alike."""
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    page = Image.new("L", _SIZE, 255)
    brush = ImageDraw.Draw(page)
    for row in range(14):
        across = 200.0
        while across < 1450:
            across = _scrawl(brush, across, 250 + 120 * row, chance) + 40
    return page.filter(ImageFilter.GaussianBlur(1))


def _scrawl(
    brush: ImageDraw.ImageDraw, across: float, down: float, chance: random.Random
) -> float:
    points = []
    for step in range(chance.randrange(30, 90)):
        turn = step * 0.7 + chance.uniform(-0.4, 0.4)
        reach = chance.uniform(8, 34)
        across += chance.uniform(0.5, 5)
        points.append(
            (across + reach / 2 * math.cos(turn), down + reach * math.sin(turn))
        )
    brush.line(points, fill=30, width=4, joint="curve")
    return across
