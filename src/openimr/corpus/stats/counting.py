"""Decisions counted by groups."""

from collections.abc import Mapping, Sequence

from openimr.corpus.store import Corpus

from .asking import Asking, Row, Source, asking
from .counted import Counted, Counts, Group, Summed, Table
from .fields import Field, field_named
from .keys import Key, Keys, natural
from .names import NO_NAMES, Names
from .questions import Order, Per, Question
from .statements import MEASURES, Chosen, chosen, grouping, keys_of, of_letters, select
from .suppression import hide

_UPHELD, _OVERTURNED, _ALL = MEASURES
_ITEMS = (_UPHELD, _OVERTURNED, "0", _ALL)
_LETTERS = (
    "count(*) FILTER (upheld AND NOT overturned)",
    "count(*) FILTER (overturned AND NOT upheld)",
    "count(*) FILTER (upheld AND overturned)",
    "count(*)",
)
"""Numbers upheld, overturned and in part, and of all rows."""

_OF_LETTERS = ("upheld > 0 AS upheld", "overturned > 0 AS overturned")
_OF_ITEMS = tuple(
    f"coalesce(bool_or(decision = '{decision}'), false) AS {decision}"
    for decision in ("upheld", "overturned")
)
"""Whether a letter has items of a decision, from its own row and from its items'."""


def count(corpus: Corpus, question: Question, names: Names = NO_NAMES) -> Table:
    """Return decisions counted as a question asks.

    Per letter, a field of items puts a letter into the group of each of its items, and
    what counts there is how those items were decided.

    Args:
        corpus: an open one.
        question: by what to group, what to leave in, how to order and suppress.
        names: other names of drugs, treatments and guidelines.

    Raises:
        InputError: the question names a field or value that is not one, or duckdb is
            not installed.
        UnreadableFileError: a part of a table is damaged.
    """
    held = question.checked()
    with asking(corpus) as asked:
        counted = _counted(asked, held, names)
        source = asked.source()
    return arranged(held, counted, source)


def _counted(asked: Asking, question: Question, names: Names) -> Counted:
    by = [field_named(name) for name in question.by]
    letters = question.per is Per.LETTER
    where = [field_named(each.field) for each in question.where]
    whole = letters and of_letters([*by, *where])
    rows = chosen(asked, question.where, names, letters=whole, others=by)
    found = asked.rows(_statement(rows, by, letters, whole), rows.parameters)
    groups = {
        _keys(row, len(by)): _counts(row[len(by) :])
        for row in found
        if row[-1]  # without fields to group by, no rows come as a row of zeros
    }
    overlapping = any(field.several for field in by) or (letters and not of_letters(by))
    total = sum(groups.values(), Counts())
    if overlapping:
        [row] = asked.rows(_statement(rows, [], letters, whole), rows.parameters)
        total = _counts(row)
    return Counted(groups=groups, total=total, overlapping=overlapping)


def _statement(rows: Chosen, by: Sequence[Field], letters: bool, whole: bool) -> str:
    keys = keys_of(by)
    inner = rows.grouped(by)
    if whole:
        inner = f"({select([*keys, *_OF_LETTERS], inner)})"
    elif letters:
        inner = f"({select([*keys, *_OF_ITEMS], inner, grouping([*keys, 'letter']))})"
    measures = _LETTERS if letters else _ITEMS
    return select([*keys, *measures], inner, grouping(keys))


def _keys(row: Row, fields: int) -> Keys:
    return tuple(row[:fields])


def _counts(measured: Row) -> Counts:
    upheld, overturned, partial, rows = measured
    return Counts(
        upheld=upheld,
        overturned=overturned,
        partial=partial,
        undecided=rows - upheld - overturned - partial,
    )


def arranged(
    question: Question,
    counted: Counted,
    source: Source,
    *,
    grouped: bool | None = None,
) -> Table:
    """Return counted groups as a table: small ones hidden, the largest in order."""
    sizes = {keys: counts.decided for keys, counts in counted.groups.items()}
    hidden = hide(sizes, question.minimum)
    by_groups = bool(question.by) if grouped is None else grouped
    open_ = {
        keys: counts
        for keys, counts in counted.groups.items()
        if keys not in hidden.keys
    }
    shown = _largest(open_, question.top) if by_groups else open_
    rest = [counts for keys, counts in open_.items() if keys not in shown]
    covered = [counted.groups[keys] for keys in hidden.keys]
    told = hidden.sum_may_be_shown
    return Table(
        question=question,
        source=source,
        groups=tuple(
            Group(keys=keys, counts=shown[keys])
            for keys in _in_order(shown, question.order)
        )
        if by_groups
        else (),
        rest=Summed(groups=len(rest), counts=sum(rest, Counts())) if rest else None,
        suppressed=tuple(sorted(hidden.keys, key=natural)),
        hidden=sum(covered, Counts()) if covered and told else None,
        total=counted.total if told else None,
        overlapping=counted.overlapping,
    )


def _largest(groups: Mapping[Keys, Counts], top: int | None) -> dict[Keys, Counts]:
    """Return the groups under the largest values of the first field."""
    if top is None:
        return dict(groups)
    sizes = {first: counts.decided for first, counts in _by_first(groups).items()}
    leading = sorted(sizes, key=lambda first: (-sizes[first], natural((first,))))[:top]
    return {keys: counts for keys, counts in groups.items() if keys[0] in leading}


def _by_first(groups: Mapping[Keys, Counts]) -> dict[Key, Counts]:
    summed: dict[Key, Counts] = {}
    for keys, counts in groups.items():
        summed[keys[0]] = summed.get(keys[0], Counts()) + counts
    return summed


def _in_order(groups: Mapping[Keys, Counts], order: Order) -> list[Keys]:
    """Return the keys in order: the first field as asked, the others by name."""
    if order is Order.GROUP:
        return sorted(groups, key=natural)
    firsts = _by_first(groups)

    def place(keys: Keys) -> tuple[float, object]:
        counts = firsts[keys[0]]
        by_size = order is Order.COUNT
        return (-counts.decided if by_size else -(counts.rate or 0.0), natural(keys))

    return sorted(groups, key=place)
