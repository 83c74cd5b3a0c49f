"""Pages whose stored files cannot be given back say so."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import render

from workbench.errors import StorageError
from workbench.people.access import UserRequest

Answering = Callable[..., HttpResponse]


def tells_loss(view: Answering) -> Answering:
    """Let a view say in a sentence that stored files cannot be given back."""

    @wraps(view)
    def telling(request: UserRequest, **named: object) -> HttpResponse:
        try:
            return view(request, **named)
        except StorageError as error:
            context = {"error": str(error)}
            return render(request, "review/viewer_lost.html", context, status=503)

    return telling
