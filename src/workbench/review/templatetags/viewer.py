"""How the viewer's templates write figures, codes and addresses."""

from collections.abc import Mapping, Sequence

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from openimr.domain import Document
from workbench.review.viewer.layout import Line
from workbench.review.viewer.pages import Wish

register = template.Library()


@register.filter
def figure(value: float) -> str:
    """Return a coordinate as SVG reads it, whatever the language of the page."""
    return f"{value:.1f}".removesuffix(".0")


@register.filter
def spoken(value: object) -> str:
    """Return a code as words; what is not a code stays as it is.

    >>> spoken("progress_report"), spoken("Letter of Dr. X")
    ('Progress report', 'Letter of Dr. X')
    """
    words = str(value or "")
    if words in _WORDS:
        return _WORDS[words]
    plain = words.replace("_", " ") if words.islower() else words
    return plain[:1].upper() + plain[1:]


@register.filter
def named(document: Document | None) -> str:
    """Return what a document is called: by its title, or by its kind."""
    if document is None:
        return "No document"
    return document.title or spoken(document.kind)


_WORDS = {
    "ocr": "Read by character recognition",
    "imr_application": "IMR application",
    "ur_decision": "UR decision",
    "rfa": "Request for authorization",
}


@register.filter
def layer(lines: Sequence[Line]) -> SafeString:
    """Return the words of a page as they are laid over its picture.

    A dense page has seven hundred words; the template language takes ten times as long.
    """
    drawn = "\n".join(_text(line) for line in lines if line.words)
    return mark_safe(drawn)  # noqa: S308 - the words are escaped


def _text(line: Line) -> str:
    words = "".join(
        f'<tspan data-s="{word.start}" x="{figure(word.x)}" y="{figure(word.y)}"'
        f' font-size="{figure(word.size)}" textLength="{figure(word.length)}"'
        f' lengthAdjust="spacingAndGlyphs">{escape(word.text)}</tspan>'
        for word in line.words
    )
    return f"<text>{words}</text>"


@register.simple_tag
def page_address(
    pk: int, number: int, wish: Wish, zoom: int = 0, turn: int = -1
) -> str:
    """Return the address of a page, shown as before; its turn is its own."""
    asked: dict[str, str | int] = {
        "q": wish.query,
        "zoom": (zoom or wish.zoom) if (zoom or wish.zoom) != 100 else "",
        "turn": turn if turn > 0 else "",
    }
    if zoom or turn >= 0:
        asked |= {"start": wish.start or "", "end": wish.end or ""}
        if turn < 0 and wish.turn:
            asked["turn"] = wish.turn
    return _address(pk, number, asked)


@register.simple_tag
def querystring_of(**asked: str | int) -> str:
    """Return what is asked for as the end of an address."""
    return urlencode(asked)


@register.simple_tag
def page_range(pk: int, number: int, start: int, end: int) -> str:
    """Return the address of a page with a stretch of its text pointed out."""
    return _address(pk, number, {"start": start, "end": end})


@register.simple_tag
def page_hits(pk: int, number: int, query: str, start: int = 0, end: int = 0) -> str:
    """Return the address of a page with the hits of a search, one pointed out."""
    return _address(pk, number, {"start": start or "", "end": end or "", "q": query})


def _address(pk: int, number: int, asked: Mapping[str, str | int]) -> str:
    given = {name: value for name, value in asked.items() if value != ""}
    there = reverse("review:page", args=[pk, number])
    return f"{there}?{urlencode(given)}" if given else there
