"""In which language a page is made: that of the reader, where the page has it."""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from workbench.people.models import User
from workbench.people.roles import Right

View = TypeVar("View", bound=Callable[..., object])
_ENGLISH = "en"


def bilingual(view: View) -> View:
    """Mark a view whose page is there in every language; the others are English."""
    view.bilingual = True  # type: ignore[attr-defined]
    return view


class Languages:
    """Choose English for all pages but the bilingual ones.

    There a party reads in the language of the account, and a stranger in the one that
    was chosen on the page or is asked for by the browser (``LocaleMiddleware``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on in the reader's language."""
        translation.activate(_of_reader(request))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: object, _kwargs: object
    ) -> None:
        """Fall back to English where the page is in English alone."""
        module = getattr(getattr(view, "view_class", view), "__module__", "")
        # allauth and Django bring their own Spanish.
        if not (getattr(view, "bilingual", False) or module.startswith("allauth.")):
            translation.activate(_ENGLISH)


def _of_reader(request: HttpRequest) -> str:
    user = request.user
    if not isinstance(user, User):
        return translation.get_language() or _ENGLISH
    known = user.language in dict(settings.LANGUAGES)
    return user.language if known and Right.TAKE_PART in user.rights else _ENGLISH
