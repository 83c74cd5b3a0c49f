"""Read a plain table of cases, each with what it asks and its parties.

A CSV file has one row a case.  Its parties stand in columns named after their roles,
``;`` between several of a role; the YAML and JSON form holds the fields of
:class:`~openimr.domain.panel_case.PanelCase` as they are.
"""

from openimr.domain.panel_case import PanelCase, Role
from openimr.errors import KnowledgeError

from .catalogue import conditions, treatments
from .lists import check_ids, read_list, unlisted
from .outline import Columns, Outline, Plain, read_csv
from .typed import typed

_PLAIN = (
    "id",
    "families",
    "conditions",
    "due",
    "expedited",
    "claim_number",
    "language",
    "earlier_reviewers",
)
_LISTS = ("families", "conditions", "earlier_reviewers")
_DETAILS = ("npi", "licence", "email", "phone", "address")
_ROLES = tuple(role.value for role in Role)
_DETAIL_COLUMNS = {
    f"{role}_{detail}": (role, detail) for role in _ROLES for detail in _DETAILS
}


def read_cases(data: bytes, name: str) -> tuple[PanelCase, ...]:
    """Return the cases of a file, in its order.

    Raises:
        KnowledgeError: the file breaks the schema, with file and line.
        UnknownKeyError: it has a key or column that is not known.
    """
    if name.lower().endswith(".csv"):
        outline = _table(data, name)
    else:
        outline = read_list(data, name, "cases")
    cases = typed(outline, PanelCase)
    check_ids((case.id for case in cases), outline)
    for at, case in enumerate(cases):
        _check(case, at, outline)
    return cases


def _check(case: PanelCase, at: int, outline: Outline) -> None:
    lists = (
        ("families", case.families, treatments().area_of),
        ("conditions", case.conditions, conditions().area_of),
    )
    for key, given, known in lists:
        for value in given:
            fault = unlisted(key, value, known)
            if fault is not None:
                raise KnowledgeError(outline.place((at, key)), *fault)


def _table(data: bytes, name: str) -> Outline:
    known = (*_PLAIN, *_ROLES, *_DETAIL_COLUMNS)
    lists = (*_LISTS, *_ROLES, *_DETAIL_COLUMNS)
    outline = read_csv(data, name, Columns(known, lists, {}))
    rows = outline.value if isinstance(outline.value, list) else []
    outline.value = [_row(row, at, outline) for at, row in enumerate(rows)]
    return outline


def _row(row: Plain, at: int, outline: Outline) -> Plain:
    cells = row if isinstance(row, dict) else {}
    made: dict[str, Plain] = {key: cells[key] for key in _PLAIN if key in cells}
    parties: list[Plain] = []
    for role in _ROLES:
        for number, name in enumerate(_parts(cells, role)):
            party: dict[str, Plain] = {"role": role, "name": name}
            for detail in _DETAILS:
                values = _parts(cells, f"{role}_{detail}")
                if number < len(values):
                    party[detail] = values[number]
            party["where"] = outline.place((at,))
            parties.append(party)
    for column, (role, _) in _DETAIL_COLUMNS.items():
        if len(_parts(cells, column)) > len(_parts(cells, role)):
            problem = f"column '{column}' has more entries than '{role}'"
            raise KnowledgeError(outline.place((at,)), problem, "Name each party.")
    made["parties"] = parties
    return made


def _parts(cells: dict[str, Plain], column: str) -> list[Plain]:
    found = cells.get(column, [])
    return found if isinstance(found, list) else [found]
