"""Why a case was closed, by the grounds of the screening that the decision rests on.

What a coordinator wrote is not shown: it may tell of the records.
"""

from pydantic import TypeAdapter

from openimr.domain.eligibility import GroundAnswer, Screening
from openimr.domain.guideline import Mark
from openimr.domain.programme import Effect
from openimr.errors import OpenImrError
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.files.store import get
from workbench.languages.speech import has, say

from .stages import Rule

_SCREENING = TypeAdapter(Screening)
CLOSING = frozenset({Effect.INELIGIBLE, Effect.TERMINATED, Effect.DEFERRED})


def reasons_of(case: Case) -> list[tuple[str, Rule]]:
    """Return the grounds on which a case cannot be reviewed, with their law.

    Empty where it can be, or where the decision rests on no ground that has words.
    """
    if case.state != State.INELIGIBLE:
        return []
    return [
        (say(f"grounds.{one.id}"), _law(one))
        for one in _failed(case)
        if has(f"grounds.{one.id}")
    ]


def _failed(case: Case) -> tuple[GroundAnswer, ...]:
    made = case.decisions.filter(to=case.state).select_related("basis")
    last = made.order_by("-pk").first()
    if last is None or last.basis is None:
        return ()
    try:
        held = _SCREENING.validate_json(b"".join(get(last.basis)))
    except OpenImrError:
        # The letter tells the reason as well; the rest of the page still helps.
        return ()
    return tuple(one for one in held.failed() if one.effect in CLOSING)


def _law(ground: GroundAnswer) -> Rule:
    checked = ground.mark is Mark.VERIFIED
    return Rule(id=ground.id, citation=ground.citation, checked=checked)
