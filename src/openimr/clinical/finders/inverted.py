"""Facts that are the lack of something: what denies the thing documents the fact."""

from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.findings import weigh
from openimr.clinical.statements import Statement, statements
from openimr.domain import Fact, Finding

_OPPOSITE = {Finding.PRESENT: Finding.ABSENT, Finding.ABSENT: Finding.PRESENT}


def find_inverted(ask: Ask) -> Fact:
    """Answer whether something is lacking.

    The entry's ``present`` words say that the thing is there, so the fact is absent;
    a denial of them, and words of ``absent``, say that the fact is present.
    """
    return weigh(ask, [_inverted(each) for each in statements(ask)])


def _inverted(said: Statement) -> Statement:
    if said.finding is None:
        return said
    return replace(said, finding=_OPPOSITE[said.finding])


FINDERS: Finders = {"inverted": find_inverted}
