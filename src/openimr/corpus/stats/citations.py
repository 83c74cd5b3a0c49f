"""Which guidelines reviewers and claims administrators cite."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from openimr.corpus.store import Corpus

from .asking import asking
from .counted import Counted, Counts, Table
from .counting import arranged
from .keys import Keys
from .names import NO_NAMES, Names
from .questions import Per, Question
from .statements import MEASURES, chosen, select

_AN_ITEM = (
    "coalesce(guideline, name) AS cited",
    "cited_by",
    "any_value(decision) AS decision",
    "count(*) AS citations",
    "count(*) FILTER (len(page_numbers) > 0) AS paged",
    "count(verbatim) AS said",
)
_A_GUIDELINE = (
    "cited",
    "cited_by",
    *MEASURES,
    "sum(citations)::BIGINT",
    "sum(paged)::BIGINT",
    "sum(said)::BIGINT",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """How a guideline is cited by one side."""

    citations: int
    with_page: int
    verbatim: int
    """Citations that quote the guideline's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationTable:
    """Items by the guideline that is cited on them, and by who cites it."""

    table: Table
    """Keys: the guideline's id, else the name the letter gives it; and who cites it."""

    cited: Mapping[Keys, Cited]
    """Of each group shown."""


def citations(
    corpus: Corpus, question: Question, names: Names = NO_NAMES
) -> CitationTable:
    """Return how often guidelines are cited, by whom, and how those items came out.

    An item that cites two guidelines stands under both.  Fields to group by are not
    heeded.

    Raises:
        InputError, UnreadableFileError: as for ``count``.
    """
    held = replace(question.checked(), by=(), per=Per.ITEM)
    with asking(corpus) as asked:
        rows = chosen(asked, held.where, names, letters=False)
        some = [f"SEMI JOIN {rows.sql} AS chosen USING (item)"] if held.where else []
        items = select(_AN_ITEM, "citations", *some, "GROUP BY cited, cited_by, item")
        found = asked.rows(
            select(_A_GUIDELINE, f"({items})", "GROUP BY cited, cited_by"),
            rows.parameters,
        )
        source = asked.source()
    groups: dict[Keys, Counts] = {}
    cited: dict[Keys, Cited] = {}
    for name, by, upheld, overturned, items, times, paged, said in found:
        undecided = items - upheld - overturned
        groups[name, by] = Counts(
            upheld=upheld, overturned=overturned, undecided=undecided
        )
        cited[name, by] = Cited(citations=times, with_page=paged, verbatim=said)
    counted = Counted(groups=groups, total=Counts(), overlapping=True)
    # An item may be cited on by both sides: there is no total to hold the rows against.
    table = replace(arranged(held, counted, source, grouped=True), total=None)
    return CitationTable(
        table=table, cited={group.keys: cited[group.keys] for group in table.groups}
    )
