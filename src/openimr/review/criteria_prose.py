"""Tell criteria with the worker's own facts: contradicted, shown, missing, compared.

What is not documented is said to be so, and never turned into a finding that it is
untrue.
"""

from collections.abc import Iterator, Sequence

from openimr.domain import Fact, Search, Statement, Verdict

from .evaluate import Leaf, Weighing
from .grounds import Grounds
from .prose import clause, day, distinct, inner, listed, sentence

_QUOTABLE = 140


def contradicted(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    """Tell what the records contradict, and what bars the treatment."""
    for leaves in _alternatives(_told(weighing, Verdict.NOT_MET)):
        yield _about(grounds, [(leaf, leaf.criterion.unmet) for leaf in leaves])
    for leaf in weighing.contraindications:
        if leaf.verdict is Verdict.MET:
            yield _about(grounds, [(leaf, leaf.criterion.met)])


def shown(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    """Tell what the records show of what is required."""
    for leaf in _told(weighing, Verdict.MET):
        if leaf.criterion.met is not None:
            yield _about(grounds, [(leaf, leaf.criterion.met)])


def _alternatives(leaves: Sequence[Leaf]) -> list[list[Leaf]]:
    """Keep criteria together of which any one would have done."""
    together: list[list[Leaf]] = []
    for leaf in leaves:
        if together and leaf.one_of and together[-1][-1].way == leaf.way:
            together[-1].append(leaf)
        else:
            together.append([leaf])
    return together


def missing(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    """Tell what the records are silent on, and how far the search went."""
    gaps = _told(weighing, Verdict.NOT_DOCUMENTED)
    clauses = list(dict.fromkeys(clause(_gap(leaf)) for leaf in gaps))
    if not clauses:
        return
    searches = [
        grounds.facts[leaf.criterion.fact].searched
        for leaf in gaps
        if leaf.criterion.fact in grounds.facts
    ]
    found = [search for search in searches if search is not None]
    yield Statement(
        text=f"The records are silent on the following: {listed(clauses)}."
        + _extent(found),
        evidence=distinct(
            miss.evidence for search in found for miss in search.nearest[:2]
        ),
        citations=grounds.cited(gaps),
    )
    if weighing.decided_by is Verdict.NOT_DOCUMENTED:
        yield Statement(
            text=(
                "These are gaps in the records, not findings that the opposite is "
                "true; the information may be requested while the time for the "
                "review allows it."
            ),
            citations=grounds.cited(gaps),
        )


def disputed_record(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    """Tell where the records are not of one voice."""
    seen = set()
    for leaf in (*weighing.telling(), *weighing.contraindications):
        fact = grounds.facts.get(leaf.criterion.fact)
        if fact is None or not fact.against or fact.fact in seen:
            continue
        seen.add(fact.fact)
        yield Statement(
            text=(
                "The records are not of one voice on whether "
                f"{inner(clause(leaf.criterion.statement))}; the later and more "
                "specific passage was followed, and both are shown to the reviewer."
            ),
            evidence=distinct([*fact.evidence[:2], *fact.against[:2]]),
        )


def comparison(grounds: Grounds, weighing: Weighing) -> Iterator[Statement]:
    """Tell what other guidelines would ask, beside the governing one."""
    by_source: dict[str, list[Leaf]] = {}
    for leaf in weighing.compare:
        by_source.setdefault(leaf.criterion.guideline, []).append(leaf)
    for guideline, leaves in by_source.items():
        name = grounds.sources[guideline].letter_name.removeprefix("the ")
        rules = [_compared(leaf) for leaf in leaves]
        yield Statement(
            text=(
                f"For comparison only, the {name} would hold the request to this: "
                f"{listed(rules)}."
            ),
            evidence=distinct(
                passage for leaf in leaves for passage in grounds.evidence(leaf)[:2]
            ),
            citations=grounds.cited(leaves),
        )


def _compared(leaf: Leaf) -> str:
    rule = leaf.criterion
    said = {
        Verdict.MET: rule.met,
        Verdict.NOT_MET: rule.unmet,
        Verdict.NOT_DOCUMENTED: rule.silent,
    }[leaf.verdict]
    return inner(clause(rule.statement)) + (f" ({clause(said)})" if said else "")


def _about(grounds: Grounds, told: Sequence[tuple[Leaf, str | None]]) -> Statement:
    """Tell a criterion, or several of which one would do, with the worker's facts."""
    leaves = [leaf for leaf, _ in told]
    words = [_with_fact(grounds, leaf, said) for leaf, said in told]
    return Statement(
        text=sentence(", and ".join(words)),
        evidence=distinct(
            passage for leaf in leaves for passage in grounds.evidence(leaf)
        ),
        citations=grounds.cited(leaves),
    )


def _with_fact(grounds: Grounds, leaf: Leaf, said: str | None) -> str:
    fact = grounds.facts.get(leaf.criterion.fact)
    words = clause(said or inner(leaf.criterion.statement))
    if fact is None:
        return words
    if fact.how and not fact.against:
        return f"{words} ({clause(fact.how)})"
    when = f" ({day(fact.as_of)})" if fact.as_of is not None else ""
    return f"{words}{_in_its_words(fact)}{when}"


def _in_its_words(fact: Fact) -> str:
    """Quote the best passage where it is short enough to stand inside a sentence."""
    quote = clause(fact.evidence[0].quote) if fact.evidence else ""
    if not quote or len(quote) > _QUOTABLE:
        return ""
    return ": \u201c" + quote.replace('"', "'") + "\u201d"


def _told(weighing: Weighing, verdict: Verdict) -> list[Leaf]:
    """Return the criteria that bear on the outcome with that answer, one a wording."""
    leaves = [leaf for leaf in weighing.telling() if leaf.verdict is verdict]
    first: dict[tuple[str, str | None], Leaf] = {}
    for leaf in leaves:
        first.setdefault((leaf.criterion.fact, leaf.criterion.unmet), leaf)
    return list(first.values())


def _gap(leaf: Leaf) -> str:
    return leaf.criterion.silent or leaf.criterion.statement


def _extent(searches: Sequence[Search]) -> str:
    """Say how far the search went."""
    documents = {document for search in searches for document in search.documents}
    dates = [d for search in searches for d in (search.first, search.last) if d]
    if not documents:
        return ""
    span = f" dated {day(min(dates))} to {day(max(dates))}" if dates else ""
    return f" {len(documents)} documents{span} were searched for it."
