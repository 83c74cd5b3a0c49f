"""What items and letters can be grouped and chosen by: the one table of fields.

SQL of this sub-package takes names of columns and expressions from here and nowhere
else; what a user types reaches the database as a parameter.  A further field is one
more entry.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from openimr.errors import InputError


class Kind(Enum):
    """How values of a field are compared."""

    NAME = "name"
    """Words without an order."""

    NUMBER = "number"
    PERIOD = "period"
    """A quarter or a month, which sorts as it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to group or choose by."""

    name: str
    label: str
    """Head of its column."""

    sql: str
    """The value to group by, of a row of items or letters."""

    kind: Kind = Kind.NAME
    pattern: str = ""
    """What a value of a number or period looks like."""

    compared: str = ""
    """What conditions look at where groups are bands of it; else ``sql``."""

    several: bool = False
    """A row has a list of values and stands in the group of each."""

    of_letters: bool = True
    """The table of letters has it too."""

    of_items: bool = True
    """The table of items has it; else it comes from the item's letter."""

    missing: str = "not given"
    """How the group without a value is called."""

    @property
    def condition(self) -> str:
        """Return the value that conditions look at."""
        return self.compared or self.sql


_AGE_BANDS = (
    "coalesce(age_range, CASE WHEN age <= 10 THEN '0 to 10' "
    "WHEN age <= 20 THEN '11 to 20' WHEN age <= 30 THEN '21 to 30' "
    "WHEN age <= 40 THEN '31 to 40' WHEN age <= 50 THEN '41 to 50' "
    "WHEN age <= 64 THEN '51 to 64' WHEN age > 64 THEN '65+' END)"
)
"""The age ranges of the open data of the California DMHC, so that programmes can be
held against each other."""

_ALL = (
    Field(name="programme", label="Programme", sql="programme"),
    Field(
        name="year",
        label="Year",
        sql="year",
        kind=Kind.NUMBER,
        pattern=r"\d{4}",
    ),
    Field(
        name="quarter",
        label="Quarter",
        sql="strftime(decision_date, '%Y-Q') || quarter(decision_date)",
        kind=Kind.PERIOD,
        pattern=r"\d{4}-Q[1-4]",
    ),
    Field(
        name="month",
        label="Month",
        sql="strftime(decision_date, '%Y-%m')",
        kind=Kind.PERIOD,
        pattern=r"\d{4}-(?:0[1-9]|1[0-2])",
    ),
    Field(
        name="treatment",
        label="Treatment",
        sql="treatment",
        of_letters=False,
        missing="not known",
    ),
    Field(name="drug", label="Drug", sql="drug", of_letters=False, missing="no drug"),
    Field(
        name="class",
        label="Drug class",
        sql="drug_class",
        of_letters=False,
        missing="no drug class",
    ),
    Field(name="kind", label="Kind", sql="kind", of_letters=False),
    Field(name="category", label="Category", sql="category", of_letters=False),
    Field(name="body_part", label="Body part", sql="body_part", of_letters=False),
    Field(
        name="diagnosis",
        label="Diagnosis",
        sql="diagnosis",
        of_letters=False,
    ),
    Field(name="side", label="Side", sql="side", of_letters=False),
    Field(name="level", label="Level", sql="level", of_letters=False),
    Field(
        name="guideline",
        label="Guideline",
        sql="guidelines",
        several=True,
        of_letters=False,
        missing="none cited",
    ),
    Field(
        name="page",
        label="Guideline page",
        sql="pages",
        several=True,
        of_letters=False,
        missing="no page cited",
    ),
    Field(name="specialty", label="Specialty", sql="specialty"),
    Field(name="priority", label="Priority", sql="priority"),
    Field(name="sex", label="Sex", sql="sex"),
    Field(
        name="age",
        label="Age",
        sql=_AGE_BANDS,
        kind=Kind.NUMBER,
        pattern=r"\d{1,3}",
        compared="age",
    ),
    Field(name="format", label="Format", sql="format", missing="unknown layout"),
    Field(
        name="licensed_in",
        label="Licensed in",
        sql="licensed_in",
        several=True,
        of_items=False,
    ),
    Field(
        name="retrospective",
        label="Request",
        sql="CASE retrospective WHEN true THEN 'retrospective' "
        "WHEN false THEN 'prospective' END",
        of_letters=False,
    ),
)
FIELDS = {field.name: field for field in _ALL}
NOT_IN_LETTERS = {
    "requester": "who asked for the treatment",
    "physician": "who asked for the treatment",
    "provider": "who asked for the treatment",
    "employer": "the employer",
    "insurer": "the insurer",
    "reviewer": "the reviewer, who is anonymous by law (LC 4610.6(f))",
}
"""What people ask to count by, and no published letter tells."""

TIMES = ("month", "quarter", "year")
"""The fields that a course over time can run along, the finest first."""


def field_named(name: str) -> Field:
    """Return a field.

    Raises:
        InputError: there is none of that name; the message has the nearest ones.
    """
    found = FIELDS.get(name.strip().lower().replace("-", "_"))
    if found is not None:
        return found
    if name.strip().lower() in NOT_IN_LETTERS:
        raise InputError(
            f"{name.strip().lower()}: published letters do not name "
            f"{NOT_IN_LETTERS[name.strip().lower()]}.  Group by specialty or treatment."
        )
    near = get_close_matches(name.lower(), FIELDS, n=1)
    cure = f"Did you mean '{near[0]}'?" if near else "Use " + ", ".join(FIELDS) + "."
    raise InputError(f"{_shown(name)}: no field of that name.  {cure}")


def _shown(name: str) -> str:
    return re.sub(r"\s+", " ", name)[:40] or "(nothing)"
