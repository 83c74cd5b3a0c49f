"""Which page of which guideline decides what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from openimr.corpus.store import Corpus

from .asking import asking
from .counted import Table
from .counting import count
from .fields import field_named
from .keys import Key, Keys
from .names import NO_NAMES, Names
from .questions import Per, Question
from .statements import chosen, select

_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """Decisions by the page that the reviewer cites."""

    table: Table
    """Grouped by page, ``mtus_cp_2009 63``."""

    treatments: dict[Keys, tuple[str, ...]]
    """The most frequent treatments of a page that is shown, the most frequent first.

    They come without numbers, and those below the smallest group are left out: what is
    left over of a page would be a small group, too."""


def cited_pages(
    corpus: Corpus, question: Question, names: Names = NO_NAMES
) -> PageTable:
    """Return decisions by guideline and page.

    An item that cites several pages stands under each of them.  Fields to group by are
    not heeded.

    Raises:
        InputError, UnreadableFileError: as for ``count``.
    """
    held = replace(question.checked(), by=("page",), per=Per.ITEM)
    table = count(corpus, held, names)
    shown = [group.keys[0] for group in table.groups]
    return PageTable(table=table, treatments=_treatments(corpus, held, names, shown))


def _treatments(
    corpus: Corpus, question: Question, names: Names, shown: Iterable[Key]
) -> dict[Keys, tuple[str, ...]]:
    page, treatment = field_named("page"), field_named("treatment")
    with asking(corpus) as asked:
        rows = chosen(
            asked, question.where, names, letters=False, others=(page, treatment)
        )
        found = asked.rows(
            select(
                ["k0", "k1"],
                rows.grouped([page, treatment]),
                "WHERE k1 IS NOT NULL AND decision IN ('upheld', 'overturned')",
                "GROUP BY k0, k1 HAVING count(*) >= ? ORDER BY k0, count(*) DESC, k1",
            ),
            [*rows.parameters, max(question.minimum, 1)],
        )
    named: dict[Keys, tuple[str, ...]] = {}
    wanted = set(shown)
    for cited, name in found:
        before = named.get((cited,), ())
        if cited in wanted and len(before) < _NAMED:
            named[(cited,)] = (*before, name)
    return named
