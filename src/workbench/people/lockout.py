"""What somebody sees who failed to log in too often."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Return the page that says how long to wait."""
    return render(request, "people/locked_out.html", status=429)
