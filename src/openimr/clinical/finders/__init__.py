"""Facts that need more than words: arithmetic, courses of drugs, pairs of scores."""

from openimr.clinical.ask import Ask, Finder
from openimr.clinical.findings import from_words
from openimr.domain import Fact

from . import (
    checked,
    chosen,
    contraindication,
    count,
    current_drug,
    deficit,
    diagnosis,
    dose,
    duration,
    encounter,
    failed_care,
    first_line,
    function,
    gi_risk,
    guidance,
    hormone,
    hours,
    ingredients,
    inverted,
    item_field,
    joint,
    laboratory,
    morphine_dose,
    onset,
    overlap,
    pain_scores,
    plateau,
    predictors,
    procedures,
    psych_clearance,
    quantity,
    rationale,
    reduction,
    relief,
    request,
    scored,
    si_tests,
    side_effects,
    signs,
    smoking,
    studies,
    supported,
    surgery,
    trials,
    work,
)

_MODULES = (
    checked,
    chosen,
    contraindication,
    count,
    current_drug,
    deficit,
    diagnosis,
    dose,
    duration,
    encounter,
    failed_care,
    first_line,
    function,
    gi_risk,
    guidance,
    hormone,
    hours,
    ingredients,
    inverted,
    item_field,
    joint,
    laboratory,
    morphine_dose,
    onset,
    overlap,
    pain_scores,
    plateau,
    predictors,
    procedures,
    psych_clearance,
    quantity,
    rationale,
    reduction,
    relief,
    request,
    scored,
    si_tests,
    side_effects,
    signs,
    smoking,
    studies,
    supported,
    surgery,
    trials,
    work,
)
"""Every module tells its finders in its table ``FINDERS``; one line each, sorted."""

FINDERS: dict[str, Finder] = {
    name: finder for module in _MODULES for name, finder in module.FINDERS.items()
}
"""By the name that a lexicon entry gives as ``finder``."""


def answer(ask: Ask) -> Fact:
    """Answer a question by its entry's finder, or by words alone."""
    finder = ask.entry.finder
    return FINDERS[finder](ask) if finder else from_words(ask)
