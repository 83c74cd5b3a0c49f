"""HTML that is escaped because there is no other way to make it."""

from html import escape

from .characters import readable


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | None) -> Markup:
    """Return an element; children and attribute values are escaped.

    Attribute names are written with ``_`` for ``-``, and with a trailing ``_`` where
    Python knows the word otherwise; one whose value is None is left out.

    >>> element("p", "5 < 6 ", element("b", "yes"), class_="note", lang=None)
    '<p class="note">5 &lt; 6 <b>yes</b></p>'
    """
    return Markup(f"{opening(name, **attributes)}{joined(*children)}</{name}>")


def opening(name: str, /, **attributes: str | None) -> Markup:
    """Return a start tag alone, for elements that have no end or end elsewhere."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(readable(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>")


def joined(*children: str) -> Markup:
    """Return children one after another, escaped where they are plain text."""
    return Markup(
        "".join(
            child if isinstance(child, Markup) else escape(readable(child))
            for child in children
        )
    )
