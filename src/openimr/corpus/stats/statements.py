"""SQL of a question: names out of the table of fields, values as parameters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .asking import Asking
from .fields import Field, Kind, field_named
from .names import Names, values_meant
from .questions import NO_VALUE, Condition

MEASURES = (
    "count(*) FILTER (decision = 'upheld')",
    "count(*) FILTER (decision = 'overturned')",
    "count(*)",
)
"""Numbers of items upheld, overturned, and of all of them."""


def select(columns: Iterable[str], rows: str, *clauses: str) -> str:
    """Return a statement of names, expressions and clauses of our own.

    >>> select(["year", "count(*)"], "items", "GROUP BY year")
    'SELECT year, count(*) FROM items GROUP BY year'
    """
    return " ".join(["SELECT", ", ".join(columns), "FROM", rows, *clauses])


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows of a table under some conditions, as the inner part of a statement."""

    sql: str
    parameters: tuple[object, ...]

    def grouped(self, by: Sequence[Field]) -> str:
        """Return the rows with a column ``k0``, ``k1`` … for each field.

        A row with several values of a field comes once for each of them.
        """
        inner = self.sql
        for number, field in enumerate(by):
            # One at a time: lists unnested side by side would be zipped.
            inner = f"({select(['*', f'{_value(field)} AS k{number}'], inner)})"
        return inner


def _value(field: Field) -> str:
    if not field.several:
        return field.sql
    return (
        f"unnest(CASE WHEN len({field.sql}) > 0 THEN {field.sql} "
        "ELSE [NULL::VARCHAR] END)"
    )


def keys_of(by: Sequence[Field]) -> list[str]:
    """Return the names of the columns of groups."""
    return [f"k{number}" for number in range(len(by))]


def grouping(keys: Sequence[str]) -> str:
    """Return the clause that groups by some columns; nothing without any."""
    return f"GROUP BY {', '.join(keys)}" if keys else ""


def of_letters(fields: Iterable[Field]) -> bool:
    """Tell whether letters can be counted by these fields without their items."""
    return all(field.of_letters for field in fields)


def chosen(
    asked: Asking,
    conditions: Iterable[Condition],
    names: Names,
    *,
    letters: bool,
    others: Sequence[Field] = (),
) -> Chosen:
    """Return the rows of items, or of letters, that meet every condition.

    Args:
        asked: the corpus, to look up values as it spells them.
        conditions: checked ones.
        names: other names of values.
        letters: take the table of letters.
        others: fields that will be grouped by.

    Raises:
        InputError: a value is neither known nor in the corpus.
    """
    held = tuple(conditions)
    fields = [*others, *(field_named(each.field) for each in held)]
    table = "letters"
    if not letters:
        table = "items"
        beside = sorted({field.sql for field in fields if not field.of_items})
        if beside:
            more = select(["letter", *beside], "letters")
            table = f"items LEFT JOIN ({more}) USING (letter)"
    tests: list[str] = []
    parameters: list[object] = []
    for each in held:
        test, values = _test(asked, each, names)
        tests.append(test)
        parameters += values
    where = [f"WHERE {' AND '.join(tests)}"] if tests else []
    return Chosen(f"({select('*', table, *where)})", tuple(parameters))


def _test(asked: Asking, each: Condition, names: Names) -> tuple[str, list[object]]:
    field = field_named(each.field)
    if not each.values:
        return _within(field, each.low, each.high)
    wanted = [value for value in each.values if value != NO_VALUE]
    tests: list[str] = []
    values: list[object] = []
    if len(wanted) < len(each.values):
        lacking = f"len({field.sql}) = 0 OR " if field.several else ""
        tests.append(f"{lacking}{field.condition} IS NULL")
    if wanted and field.several:
        values = [list(_spelt(asked, field, wanted, names))]
        tests.append(f"list_has_any({field.condition}, ?::VARCHAR[])")
    elif wanted:
        values = list(_spelt(asked, field, wanted, names))
        tests.append(f"{field.condition} IN ({', '.join('?' * len(values))})")
    return f"({' OR '.join(tests)})", values


def _within(
    field: Field, low: str | None, high: str | None
) -> tuple[str, list[object]]:
    ends = [(">=", low), ("<=", high)]
    given = [(sign, end) for sign, end in ends if end is not None]
    number = field.kind is Kind.NUMBER
    test = " AND ".join(f"{field.condition} {sign} ?" for sign, _ in given)
    return f"({test})", [int(end) if number else end for _, end in given]


def _spelt(
    asked: Asking, field: Field, wanted: Sequence[str], names: Names
) -> tuple[str | int, ...]:
    if field.kind is Kind.NUMBER:
        return tuple(int(value) for value in wanted)
    if field.kind is Kind.PERIOD:
        return tuple(wanted)
    table = "items" if field.of_items else "letters"
    value = f"unnest({field.sql})" if field.several else field.sql
    there = asked.rows(select([f"DISTINCT {value} AS value"], table))
    return values_meant(
        field.name, wanted, (name for (name,) in there if name is not None), names
    )
