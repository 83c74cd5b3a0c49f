"""What every page knows of who is looking."""

from django.http import HttpRequest

from workbench.languages.speech import say_later

from .models import User
from .roles import Right

_ROOMS = (
    (Right.REVIEW, "review:home", "My cases"),
    (Right.COORDINATE, "cases:queue", "Cases"),
    (Right.COORDINATE, "assignment:desk", "Assignment"),
    (Right.REVIEW, "assignment:mine", "My assignments"),
    (Right.TAKE_PART, "parties:mine", say_later("site.my_cases")),
    (Right.TAKE_PART, "parties:news", say_later("site.news")),
    (Right.ASSURE, "quality:queue", "Quality"),
    (Right.AUDIT, "audit:entries", "Record of acts"),
    (Right.ADMINISTER, "people", "People"),
    (Right.ADMINISTER, "programs:webhooks", "Webhooks"),
    (Right.PUBLIC, "library:search", say_later("site.library")),
)
"""Right, name of the page, words of the link; the order is that of the menu."""


def rooms(request: HttpRequest) -> dict[str, object]:
    """Return the links of the menu that the person may use."""
    user = getattr(request, "user", None)
    rights = user.rights if isinstance(user, User) else frozenset({Right.PUBLIC})
    return {
        "rooms": [(page, words) for right, page, words in _ROOMS if right in rights]
    }
