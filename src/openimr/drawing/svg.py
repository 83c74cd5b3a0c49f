"""SVG written element by element, escaped because there is no other way to make it.

Text stays text, so that it can be searched, copied and read aloud; colours are told
apart by people who see few of them, and shapes say the same once more for print.
"""

import re
from html import escape

INK = "#1a1a1a"
PALE = "#6b6b6b"
RULE = "#d4d4d4"
BLUE = "#0072b2"
GREEN = "#00795a"
RED = "#c24e00"
AMBER = "#d38b00"
"""After Okabe and Ito's palette for all kinds of colour vision, darkened for paper."""

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for (section 2.2)."""

_WIDTH = 0.56
"""Mean width of a letter, in sizes of the type; on the safe side for Helvetica."""


class Svg(str):
    """Text that is SVG already."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | float) -> Svg:
    """Return an element; children and attribute values are escaped.

    Attribute names are written with ``_`` for ``-``, and with a trailing ``_`` where
    Python knows the word otherwise.

    >>> element("text", "5 < 6", x=1.0, font_size=9.25, class_="tick")
    '<text x="1" font-size="9.25" class="tick">5 &lt; 6</text>'
    >>> element("path", d="M0 0")
    '<path d="M0 0"/>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_plain(value))}"'
        for key, value in attributes.items()
    )
    inside = "".join(
        child if isinstance(child, Svg) else escape(_plain(child), quote=False)
        for child in children
    )
    return Svg(
        f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"
    )


def picture(
    title: str, description: str, width: float, height: float, *children: str
) -> str:
    """Return a whole file; title and description are what a screen reader says."""
    style = f"text {{ font-family: {FONT}; }}"
    root = element(
        "svg",
        element("title", title, id="title"),
        element("desc", description, id="desc"),
        element("style", Svg(style)),
        element("rect", width=width, height=height, fill="#ffffff"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_plain(width)} {_plain(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby="title desc",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> Svg:
    """Return a stroke, grey and thin unless told otherwise."""
    drawn: dict[str, str | float] = {"stroke": RULE, "stroke_width": 1}
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **(drawn | attributes))


def text_width(words: str, size: float) -> float:
    """Return about how wide words are drawn."""
    return len(words) * size * _WIDTH


def _plain(value: str | float) -> str:
    """Return a value as written; numbers to a hundredth, so that files stay small."""
    if isinstance(value, str):
        return _FORBIDDEN.sub("\ufffd", value)
    return f"{value:.2f}".rstrip("0").rstrip(".")
