"""Guidelines and search sequence of the invented items."""

from openimr.domain import (
    GuidelineEntry,
    Mark,
    SearchStep,
    Step,
)

MTUS_RELAXANTS = GuidelineEntry(
    guideline="mtus_cp_2009",
    name="MTUS Chronic Pain Medical Treatment Guidelines",
    section="Muscle relaxants (for pain)",
    pages="63-66",
    pages_mark=Mark.VERIFIED,
    step=Step.MTUS,
    why="In force on the date of the request, and it addresses the treatment.",
)
MTUS_CYCLOBENZAPRINE = GuidelineEntry(
    guideline="mtus_cp_2009",
    name="MTUS Chronic Pain Medical Treatment Guidelines",
    section="Cyclobenzaprine (Flexeril)",
    pages="41-42",
    pages_mark=Mark.UNVERIFIED,
    step=Step.MTUS,
    why="In force on the date of the request, and it addresses the drug by name.",
)
ODG_FOR_COMPARISON = GuidelineEntry(
    guideline="odg",
    name="Official Disability Guidelines (ODG)",
    section="Pain Chapter, Muscle relaxants",
    pages=None,
    pages_mark=Mark.UNVERIFIED,
    step=Step.ACOEM_ODG,
    why="MTUS addresses the treatment, so nothing outside it decides.",
    used=False,
)

SEARCH_SEQUENCE = (
    SearchStep(
        step=Step.MTUS, taken=True, why="MTUS was searched first, as 9792.21.1 asks."
    ),
    SearchStep(step=Step.ACOEM_ODG, taken=False, why="MTUS addresses the condition."),
    SearchStep(step=Step.OTHER_GUIDELINE, taken=False, why="Not reached."),
    SearchStep(step=Step.STUDY, taken=False, why="Not reached."),
)
