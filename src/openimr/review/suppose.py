"""Put what a user supposes in the place of what the records say."""

from collections.abc import Sequence

from openimr.domain import Fact, Supposition

SUPPOSED = "supposed by the user"


def suppose(facts: Sequence[Fact], supposed: Sequence[Supposition]) -> tuple[Fact, ...]:
    """Return the facts, those supposed in place of those found.

    A supposed fact rests on nothing: it has no evidence, no date and no search.  One
    that was not asked for is put at the end.

    >>> from openimr.domain import Finding
    >>> found = Fact(fact="muscle_spasm_exam", finding=Finding.SILENT)
    >>> wish = Supposition(fact="muscle_spasm_exam", finding=Finding.PRESENT)
    >>> [(fact.finding.value, fact.how) for fact in suppose([found], [wish])]
    [('present', 'supposed by the user')]
    """
    known = {fact.fact: fact for fact in facts}
    for wish in supposed:
        known[wish.fact] = Fact(
            fact=wish.fact, finding=wish.finding, value=wish.value, how=SUPPOSED
        )
    return tuple(known.values())
