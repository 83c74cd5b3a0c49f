"""Why a case was closed, as its coordinator wrote it for the parties."""

from openimr.errors import OpenImrError
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.files.store import get

_TOLD = frozenset({State.INELIGIBLE, State.WITHDRAWN})


def reason_of(case: Case) -> str:
    """Return the reason of the last decision that put a case where it stands.

    Empty where the case goes on, or nobody gave a reason; a reason that cannot be
    given back any more is left out, for the rest of the page still helps.
    """
    if State(case.state) not in _TOLD:
        return ""
    made = case.decisions.filter(to=case.state).exclude(reason=None)
    last = made.select_related("reason").order_by("-pk").first()
    if last is None or last.reason is None:
        return ""
    try:
        return b"".join(get(last.reason)).decode("utf-8", "replace")
    except OpenImrError:
        return ""
