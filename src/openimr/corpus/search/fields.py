"""The fields of a query: what may stand before a colon, and how its values are meant.

Adding a field touches this table, and the row of an item in ``rows.py``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from openimr.domain import Decision, ItemKind


class Kind(StrEnum):
    """How the values of a field are written."""

    NAME = "name"
    """A word or a few, without regard to case; whole words of it are enough."""

    CHOICE = "choice"
    """One of a few fixed values."""

    CODE = "code"
    """A number or mark that must be given whole."""

    PAGE = "page"
    NUMBER = "number"
    DAY = "day"
    TEXT = "text"
    """A part of the letter: words and phrases are looked for in it alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field that a query may name."""

    name: str
    kind: Kind
    help: str
    also: tuple[str, ...] = ()
    """Other names that people write."""

    choices: tuple[str, ...] = ()
    column: str = ""
    """The column of the tables that holds its values; its own name by default."""

    facet: bool = False


_NAME, _CHOICE, _CODE = Kind.NAME, Kind.CHOICE, Kind.CODE
FIELDS = (
    Field(
        name="drug",
        kind=_NAME,
        help="generic or brand name",
        also=("medication", "medicine"),
        facet=True,
    ),
    Field(
        name="class",
        kind=_NAME,
        help="class of the drug",
        also=("drug_class",),
        column="drug_class",
        facet=True,
    ),
    Field(
        name="treatment",
        kind=_NAME,
        help="treatment family, with those under it",
        also=("family",),
        facet=True,
    ),
    Field(
        name="category",
        kind=_NAME,
        help="category of the request",
        facet=True,
    ),
    Field(
        name="body",
        kind=_NAME,
        help="body part",
        also=("body_part", "part"),
        column="body_part",
        facet=True,
    ),
    Field(
        name="guideline",
        kind=_NAME,
        help="guideline that the reviewer cites",
        also=("guidelines",),
        column="guidelines",
        facet=True,
    ),
    Field(
        name="page",
        kind=Kind.PAGE,
        help="page that the reviewer cites: 63, 63..66, GUIDELINE:63",
        also=("pages",),
        column="pages",
        facet=True,
    ),
    Field(
        name="decision",
        kind=_CHOICE,
        help="by the letter's heading",
        also=("outcome",),
        choices=tuple(each.value for each in Decision),
        facet=True,
    ),
    Field(
        name="year",
        kind=Kind.NUMBER,
        help="of the decision: 2014, 2014..2016",
        facet=True,
    ),
    Field(
        name="specialty",
        kind=_NAME,
        help="of the reviewer",
        also=("board",),
        facet=True,
    ),
    Field(
        name="kind",
        kind=_CHOICE,
        help="sort of treatment",
        choices=tuple(each.value for each in ItemKind),
    ),
    Field(
        name="side",
        kind=_CHOICE,
        help="of the body",
        choices=("left", "right", "bilateral"),
    ),
    Field(name="level", kind=_NAME, help="spinal level, such as L4-5"),
    Field(
        name="conclusion",
        kind=_NAME,
        help="by the rationale's last word",
    ),
    Field(
        name="priority",
        kind=_CHOICE,
        help="of the review",
        choices=("regular", "expedited"),
    ),
    Field(
        name="sex",
        kind=_CHOICE,
        help="of the worker",
        choices=("female", "male"),
        also=("gender",),
    ),
    Field(name="age", kind=Kind.NUMBER, help="of the worker: 45, 40..60"),
    Field(
        name="date",
        kind=Kind.DAY,
        help="of the decision: 2014, 2014-05, 2014-05-23, or two with .. between",
        also=("day", "decided"),
        column="decision_date",
    ),
    Field(name="programme", kind=_NAME, help="review programme", also=("program",)),
    Field(name="format", kind=_NAME, help="layout of the letter"),
    Field(
        name="case",
        kind=_CODE,
        help="case number",
        also=("case_number",),
        column="case_number",
    ),
    Field(name="letter", kind=_CODE, help="id of the letter"),
    Field(name="item", kind=_CODE, help="id of the item"),
    Field(
        name="requested", kind=Kind.TEXT, help="words of the request", also=("request",)
    ),
    Field(
        name="rationale",
        kind=Kind.TEXT,
        help="words of the rationale",
        column="rationale_text",
    ),
    Field(
        name="summary",
        kind=Kind.TEXT,
        help="words of the letter's case summary",
        column="summary_text",
    ),
)
BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.also)}
TEXTS = tuple(field.name for field in FIELDS if field.kind is Kind.TEXT)
"""Where a word without a field is looked for: request, rationale, summary."""

FACETS = tuple(field.name for field in FIELDS if field.facet)
NOT_GIVEN = "none"
"""The value by which items are found whose letter does not give one."""


def folded(value: str) -> str:
    """Return a value without regard to case, hyphens, underscores and spaces.

    >>> folded("Lumbar_MRI ") == folded("lumbar  mri")
    True
    """
    return " ".join(value.casefold().replace("-", " ").replace("_", " ").split())


def named(fields: Iterable[Field] = FIELDS) -> str:
    """Return the names of fields as a list for a message."""
    return ", ".join(field.name for field in fields)
