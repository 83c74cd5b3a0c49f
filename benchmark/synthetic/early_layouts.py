"""The layouts of 2013, A and B, as paragraphs.

What stands where is told in src/openimr/letters/read/format_a.py and format_b.py.
"""

from collections.abc import Iterator

from .citing import in_prose
from .content import Content, ItemText, claims_prose, method, verdict
from .days import SLASHES, written
from .stock import data


def format_a(content: Content) -> Iterator[str]:
    """Yield the paragraphs of format A; an empty one is a gap."""
    yield from _header(content)
    yield from _determined(content)
    yield from _procedure(content)
    yield from _determined(content)
    yield from _case_a(content)
    for number, item in enumerate(content.items, start=1):
        yield from _explained_a(number, item)
    yield "Effect of the Decision:"
    yield "This made-up determination has no effect whatever."
    yield ""
    yield "Medical Director"


def _header(content: Content) -> Iterator[str]:
    case = content.case
    yield "MAXIMUS FEDERAL SERVICES, INC."
    yield "Independent Medical Review"
    yield ""
    yield "Notice of Independent Medical Review Determination"
    yield ""
    yield f"Dated: {written(case.decided, SLASHES)}"
    yield ""
    yield "Employee:"
    yield "Claim Number:"
    yield f"Date of UR Decision: {written(case.denied, SLASHES)}"
    yield f"Date of Injury: {written(case.injured, SLASHES)}"
    yield f"IMR Application Received: {written(case.applied, SLASHES)}"
    yield f"MAXIMUS Case Number: {case.number}"
    yield ""


def _procedure(content: Content) -> Iterator[str]:
    case = content.case
    yield "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE"
    yield (
        "An application for Independent Medical Review was filed on "
        f"{written(case.applied, SLASHES)} disputing the Utilization Review Denial "
        f"dated {written(case.denied, SLASHES)}. A Notice of Assignment and Request "
        "for Information was provided to the above parties on "
        f"{written(case.assigned, SLASHES)}. Each treatment in dispute was decided:"
    )
    yield ""


def _case_a(content: Content) -> Iterator[str]:
    yield "Medical Qualifications of the Expert Reviewer:"
    yield method(content, "a physician reviewer", "physician")
    yield ""
    yield "Expert Reviewer Case Summary:"
    yield content.summary
    yield ""
    yield "Documents Reviewed for Determination:"
    yield "The following relevant documents were reviewed and considered:"
    yield ""
    for document in data("wording")["documents"]:
        yield f"\u2022 {document.format_map(content.words)}"
    yield ""


def _determined(content: Content) -> Iterator[str]:
    for number, item in enumerate(content.items, start=1):
        yield (
            f"{number}) MAXIMUS Federal Services, Inc. has determined the request for "
            f"{item.words} {verdict(item)}"
        )
        yield ""


def _explained_a(number: int, item: ItemText) -> Iterator[str]:
    family, era = item.drawn.item.family, item.drawn.era
    yield f"{number}) Regarding the request for {item.words}:"
    yield ""
    yield (
        "Section of the Medical Treatment Utilization Schedule Relied Upon by the "
        "Expert Reviewer to Make His/Her Decision"
    )
    yield (
        f"{claims_prose(item)} The Expert Reviewer based his/her decision on "
        f"{in_prose(family, era, False)}."
    )
    yield ""
    yield "Rationale for the Decision:"
    yield f"{item.rationale[:-1]} and appropriate."
    yield ""


def format_b(content: Content) -> Iterator[str]:
    """Yield the paragraphs of format B; an empty one is a gap."""
    yield "MEDICAL PROFESSIONAL REVIEW"
    yield ""
    yield "ISSUE AT DISPUTE:"
    yield ""
    for item in content.items:
        yield f"Whether the request for {item.words} is/was medically necessary."
        yield ""
    yield "CASE SUMMARY:"
    yield ""
    yield content.summary
    yield ""
    yield "DOCUMENTS REVIEWED FOR DETERMINATION:"
    yield ""
    for number, document in enumerate(data("wording")["documents"], start=1):
        yield f"{number}. {document.format_map(content.words)}"
    yield ""
    for item in content.items:
        family, era = item.drawn.item.family, item.drawn.era
        negation = "NOT " if item.drawn.decision == "upheld" else ""
        yield (
            "MEDICAL TREATMENT GUIDELINE(S) RELIED UPON BY PROFESSIONAL REVIEWER AND "
            "WHY:"
        )
        yield ""
        yield f"The reviewer relied on {in_prose(family, era, False)}."
        yield ""
        yield (
            "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS "
            f"{negation}MEDICALLY NECESSARY:"
        )
        yield ""
        yield item.rationale
        yield ""
    yield "MEDICAL REVIEWER QUALIFICATIONS:"
    yield ""
    yield method(content, "a medical reviewer", "medical")
