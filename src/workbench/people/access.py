"""How a view says who may use it."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .models import User
from .roles import RIGHTS, Right, Role

View = TypeVar("View", bound=Callable[..., object])


class UserRequest(HttpRequest):
    """A request of somebody who is logged in; for annotations only."""

    user: User


def needs(right: Right) -> Callable[[View], View]:
    """Mark a view with the right that it asks for.

    :class:`workbench.people.middleware.Rights` refuses every view without a mark, so a
    view that forgot it is closed and not open.
    """

    def marked(view: View) -> View:
        view.right = right  # type: ignore[attr-defined]
        return view

    return marked


def right_of(view: object) -> Right | None:
    """Return a view's mark; views of the log-in pages of allauth are public."""
    found = getattr(view, "right", None)
    if isinstance(found, Right):
        return found
    inner = getattr(view, "view_class", view)
    module = getattr(inner, "__module__", "")
    return Right.PUBLIC if module.startswith("allauth.") else None


def demand(user: User, right: Right) -> None:
    """Raise unless a person has a right; every act begins with it.

    Raises:
        PermissionDenied: none of the person's roles gives it.
    """
    if right not in user.rights:
        roles = [role.label.lower() for role in Role if right in RIGHTS[role]]
        raise PermissionDenied(f"This needs the role of {' or '.join(roles)}.")
