"""Do to a letter's words what scanning, copying and haste do to real ones."""

from .dice import Dice
from .stock import data

WHOLE = ("empty", "damaged", "protected")
"""Faults of a file, not of its words."""

_MISREAD = (("rn", "m"), ("l", "1"), ("O", "0"), ("e", "c"), ("h", "b"))


def draw_faults(dice: Dice) -> tuple[str, ...]:
    """Return the faults of a letter; none for most."""
    shares = data("programme")["quality"]
    roll = dice.roll
    return tuple(
        name
        for name, share in shares.items()
        if name not in ("double_spaced", "duplicate") and roll() < share
    )


def damaged(paragraphs: list[str], faults: tuple[str, ...], dice: Dice) -> list[str]:
    """Return paragraphs with the faults of the words among some done to them."""
    for fault in faults:
        if fault == "odd_quotes":
            paragraphs = [_quoted(text, dice) for text in paragraphs]
        elif fault == "broken_date":
            paragraphs = [_without_slash(text, dice) for text in paragraphs]
        elif fault == "misread":
            paragraphs = [_misread(text, dice) for text in paragraphs]
        elif fault == "glued":
            paragraphs = [_glued(text, dice) for text in paragraphs]
        elif fault == "cut_short":
            paragraphs = paragraphs[: int(len(paragraphs) * (0.4 + dice.roll() / 2))]
    return paragraphs


def _quoted(text: str, dice: Dice) -> str:
    words = text.split(" ")
    if len(words) > 30:
        at = dice.between(5, len(words) - 12)
        words[at] = "\u201c" + words[at]
        words[at + 4] += dice.pick(('"', "\u201d", "\u201d\u201d", "\u2019\u2019"))
    return " ".join(words).replace("'", "\u2019")


def _without_slash(text: str, dice: Dice) -> str:
    """Return the text without the second slash of one of its dates, as ``09/2514``."""
    at = text.find("/")
    second = text.find("/", at + 1, at + 4) if at > 0 else -1
    if second < 0 or len(text) < 200 or not text[at - 1].isdigit():
        return text
    return text[:second] + text[second + 1 :]


def _misread(text: str, dice: Dice) -> str:
    if len(text) < 200:
        return text
    for _ in range(len(text) // 250):
        old, new = dice.pick(_MISREAD)
        at = text.find(old, dice.between(0, len(text) - 1))
        if at > 0:
            text = text[:at] + new + text[at + len(old) :]
    return text


def _glued(text: str, dice: Dice) -> str:
    for _ in range(len(text) // 400):
        at = text.find(". ", dice.between(0, len(text) - 1))
        if at > 0:
            text = text[: at + 1] + text[at + 2 :]
    return text
