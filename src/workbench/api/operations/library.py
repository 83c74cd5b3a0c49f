"""Published decisions, open to everybody."""

import logging
from dataclasses import asdict
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from pydantic import StringConstraints

from openimr.errors import InputError, QueryError
from workbench.api.limits import limited
from workbench.api.problems import problem
from workbench.api.scopes import Scope
from workbench.api.tokens import BearerToken, token_of

router = Router()
_LOG = logging.getLogger("workbench.api")
_SHUT = (
    "The library cannot be opened at the moment.  "
    "Try again later, or tell who runs this site."
)
Question = Annotated[
    str, StringConstraints(max_length=1000, pattern=r"^[^\u0000-\u0008]*$")
]


class PassageTold(Schema):
    """A sentence or a few, and the places of the words that were asked for."""

    place: str
    start: int
    text: str
    marks: list[tuple[int, int]]


class HitTold(Schema):
    """A decision on a disputed item."""

    item: str
    letter: str
    number: int
    requested: str
    decision: str | None
    passages: list[PassageTold]
    case_number: str | None
    treatment: str | None
    drug: str | None
    drug_class: str | None
    category: str | None
    body_part: str | None
    year: int | None
    decision_date: str | None
    specialty: str | None
    guidelines: list[str]
    pages: list[str]


class CountTold(Schema):
    """How many of the items found have a value."""

    value: str
    count: int


class FacetTold(Schema):
    """The values of a field among all items found."""

    field: str
    values: list[CountTold]


class FoundTold(Schema):
    """A page of hits."""

    query: str
    count: int
    hits: list[HitTold]
    facets: list[FacetTold]
    next: str | None


@router.get(
    "/library/search",
    response=FoundTold,
    auth=BearerToken(Scope.LIBRARY_READ, optional=True),
)
def search_library(  # noqa: PLR0913, PLR0917 - one a choice of the user
    request: HttpRequest,
    q: Question = "",
    sort: Literal["relevance", "newest", "oldest", "case"] = "relevance",
    cursor: Annotated[str, StringConstraints(max_length=2000)] = "",
    limit: Annotated[int, Field(ge=1, le=100)] = 10,
    values: Annotated[int, Field(ge=0, le=100)] = 0,
) -> object:
    """Find published decisions, in the language of `docs/corpus-search.md`."""
    if token_of(request) is None:
        refused = limited(request, "library")
        if refused is not None:
            return refused
    return _search(request, q, sort, cursor, limit, values)


def _search(  # noqa: PLR0913, PLR0917 - as above
    request: HttpRequest, q: str, sort: str, cursor: str, limit: int, values: int
) -> HttpResponse | dict[str, object]:
    # With the first search: the index's library takes a while to load.
    from openimr.corpus.search.fields import FACETS
    from workbench.library.desks import lent
    from workbench.library.edition import current

    try:
        edition = current()
        if edition is None:
            return problem(request, 404, "This site has no library of decisions.")
        facets = FACETS if values else ()
        with lent(edition) as desk:
            found = desk.search.find(q, sort, cursor or None, limit, facets, values)
    except QueryError:
        raise
    except InputError as error:
        # Its sentence is for who runs the site: it names folders of this machine.
        _LOG.error("the library cannot be searched", exc_info=error)
        return problem(request, 503, _SHUT, error.slug)
    told = asdict(found)
    return {**told, "next": told.pop("after")}
