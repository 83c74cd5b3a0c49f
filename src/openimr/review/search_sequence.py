"""The search sequence once the MTUS is challenged (8 CCR 9792.21.1(a)(2)).

A challenge opens the later steps: they are walked and what each holds is told.  It
moves nothing by itself: the guideline that governs the draft stays, and a physician
decides whether the presumption is rebutted.
"""

from collections.abc import Iterator, Mapping, Sequence

from openimr.domain import (
    CitedEvidence,
    CitedKind,
    Edition,
    GuidelineSource,
    SearchStep,
    Step,
)

from .citation_forms import cited_form
from .select import Selection

_NEAR = frozenset({"acoem", "odg"})


def opened_steps(
    selection: Selection,
    sources: Mapping[str, GuidelineSource],
    cited: Sequence[CitedEvidence],
) -> tuple[SearchStep, ...]:
    """Return the steps of a challenged selection: the first as it was, the rest taken.

    ``cited`` is what the treating physician cites.
    """
    return tuple(_steps(selection, sources, cited))


def _steps(
    selection: Selection,
    sources: Mapping[str, GuidelineSource],
    cited: Sequence[CitedEvidence],
) -> Iterator[SearchStep]:
    for step in selection.steps:
        if step.step is Step.MTUS or step.taken:
            yield step
            continue
        held = [e for e in selection.beside if sources[e.guideline].step is step.step]
        named = [cited_form(one)[0] for one in cited if _step(one) is step.step]
        why = (
            "the MTUS presumption is challenged; "
            f"{_held(held, sources)}; {_named(named)}; it does not decide the draft"
        )
        yield SearchStep(step=step.step, taken=True, why=why)


def _held(editions: Sequence[Edition], sources: Mapping[str, GuidelineSource]) -> str:
    if not editions:
        return "the library holds nothing of this step on the treatment"
    names = dict.fromkeys(sources[edition.guideline].name for edition in editions)
    criteria = any(edition.required is not None for edition in editions)
    shown = "its criteria are" if criteria else "it is"
    return f"{', '.join(names)}: {shown} shown beside"


def _named(citations: Sequence[str]) -> str:
    if not citations:
        return "the treating physician cites nothing of it"
    return f"the treating physician cites {'; '.join(citations[:3])}"


def _step(cited: CitedEvidence) -> Step:
    if cited.kind is CitedKind.STUDY:
        return Step.STUDY
    if cited.kind is CitedKind.MTUS:
        return Step.MTUS
    return Step.ACOEM_ODG if cited.guideline in _NEAR else Step.OTHER_GUIDELINE
