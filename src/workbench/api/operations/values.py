"""Kinds of values that several operations take."""

import base64
import binascii
from typing import Annotated

from pydantic import Field, StringConstraints

from workbench.errors import RequestError

Line = Annotated[
    str, StringConstraints(max_length=200, pattern=r"^[^\u0000-\u001f\u007f]*$")
]
"""One line of text; PostgreSQL keeps no NUL."""

Prose = Annotated[
    str, StringConstraints(max_length=1000, pattern=r"^[^\u0000-\u0008\u000b-\u001f]*$")
]
Hash = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]
"""SHA-256 in small hexadecimal letters, or nothing."""

Cursor = Annotated[
    str,
    StringConstraints(max_length=200, pattern=r"^[A-Za-z0-9_=-]*$"),
    Field(description="`next` of the page before; leave it out for the first page."),
]
PageSize = Annotated[int, Field(ge=1, le=200, description="Rows of a page.")]


def cursor_of(place: str) -> str:
    """Return the cursor that stands for the last row of a page.

    >>> place_of(cursor_of("IMR-2014-0000001"))
    'IMR-2014-0000001'
    """
    return base64.urlsafe_b64encode(place.encode()).decode()


def place_of(cursor: str) -> str:
    """Return the place that a cursor stands for.

    Raises:
        RequestError: it is no cursor.
    """
    try:
        place = base64.urlsafe_b64decode(cursor.encode()).decode()
    except (binascii.Error, ValueError):
        place = ""
    if not place.isprintable() or not place:
        raise RequestError(
            "The cursor is not one of this list.  Begin again without it."
        )
    return place
