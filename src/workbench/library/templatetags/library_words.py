"""Words and numbers as the library's pages show them."""

from django import template

register = template.Library()


@register.filter
def thousands(number: int) -> str:
    """Return a number with commas; the pages are in English for everybody.

    >>> thousands(1234567)
    '1,234,567'
    """
    return f"{number:,}"


@register.filter
def spaced(name: str) -> str:
    """Return a name of the tables in words.

    >>> spaced("not_documented")
    'not documented'
    """
    return name.replace("_", " ")
