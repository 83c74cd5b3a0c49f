"""A view without a mark is told before the site starts."""

from collections.abc import Iterator, Sequence

from django.core.checks import Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

from .access import right_of


@register(Tags.security)
def every_view_says_who_may_use_it(**_: object) -> list[Error]:
    """Return one fault for each view without a right."""
    return [
        Error(f"The view at {route} names no right.", id="people.E001")
        for route, view in views(get_resolver().url_patterns)
        if right_of(view) is None
    ]


def views(
    patterns: Sequence[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, object]]:
    """Yield every route of the site with its view."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, route)
        else:
            yield route, pattern.callback
