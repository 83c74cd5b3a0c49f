"""Facts that need more than words: arithmetic, courses of drugs, pairs of scores."""

from collections.abc import Callable, Mapping

from openimr.clinical.ask import Ask
from openimr.clinical.findings import from_words
from openimr.domain import Fact

from .contraindication import find_contraindication
from .current_drug import find_current_drug
from .diagnosis import find_diagnosis, find_indication
from .dose import find_days_supply, find_dose
from .duration import find_duration
from .first_line import find_first_line
from .function import find_function
from .laboratory import find_laboratory
from .pain_scores import find_pain_scores
from .quantity import find_quantity
from .work import find_work_status

FINDERS: Mapping[str, Callable[[Ask], Fact]] = {
    "contraindication": find_contraindication,
    "current_drug": find_current_drug,
    "days_supply": find_days_supply,
    "diagnosis": find_diagnosis,
    "dose": find_dose,
    "duration": find_duration,
    "first_line": find_first_line,
    "function": find_function,
    "indication": find_indication,
    "laboratory": find_laboratory,
    "pain_scores": find_pain_scores,
    "quantity": find_quantity,
    "work_status": find_work_status,
}
"""By the name that a lexicon entry gives as ``finder``."""


def answer(ask: Ask) -> Fact:
    """Answer a question by its entry's finder, or by words alone."""
    finder = ask.entry.finder
    return FINDERS[finder](ask) if finder else from_words(ask)
