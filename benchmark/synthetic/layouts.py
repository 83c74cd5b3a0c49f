"""The published layouts, as paragraphs: headings and labels, our sentences between.

What stands where is told in src/openimr/letters/read/format_*.py.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .case import Case, reviewers
from .citing import in_form, in_prose
from .days import HEADER, SLASHES, written
from .state import Drawn
from .stock import data
from .summary import Words


class ItemText(NamedTuple):
    """One item, ready to be laid out."""

    words: str
    drawn: Drawn
    rationale: str
    claims: str
    """own, other or none: what the claims administrator cited."""


class Content(NamedTuple):
    """A letter's words before they are laid out."""

    case: Case
    words: Words
    summary: str
    items: tuple[ItemText, ...]
    header: bool
    method: int


def paragraphs(layout: str, content: Content) -> list[str]:
    """Return a letter's paragraphs; an empty one is a gap."""
    made = {"A": _a, "B": _b, "C": _c, "D1": _d, "D2": _d, "": _unknown}[layout]
    return list(made(layout, content))


def _d(layout: str, content: Content) -> Iterator[str]:
    if content.header:
        yield from _header_d(content.case)
    yield "HOW THE IMR FINAL DETERMINATION WAS MADE"
    yield ""
    yield _method(content, "an expert reviewer", "" if layout == "D2" else "expert")
    yield ""
    if layout == "D2":
        yield "The Expert Reviewer has the following credentials:"
        yield f"State(s) of Licensure: {', '.join(content.case.reviewer.states)}"
        boards = content.case.reviewer.boards + content.case.reviewer.subspecialties
        yield f"Certification(s)/Specialty: {', '.join(boards)}"
        yield ""
    yield "CLINICAL CASE SUMMARY"
    yield data("wording")["summary_lead"]
    yield ""
    yield content.summary
    yield ""
    yield "IMR ISSUES, DECISIONS AND RATIONALES"
    yield data("wording")["decisions_lead"]
    yield ""
    for item in content.items:
        yield f"{item.words}: {item.drawn.decision.capitalize()}"
        yield ""
        yield f"Claims Administrator guideline: {_claims_form(item)}"
        yield ""
        family, era = item.drawn.item.family, item.drawn.era
        yield f"MAXIMUS guideline: {in_form(family, era, False)}"
        yield ""
        yield f"Decision rationale: {item.rationale}"
        yield ""


def _header_d(case: Case) -> Iterator[str]:
    yield f"Case Number: {case.number} Date Assigned: {written(case.assigned, HEADER)}"
    yield (
        f"Date of Injury: {written(case.injured, HEADER)} "
        f"Decision Date: {written(case.decided, HEADER)}"
    )
    yield f"UR Denial Date:  {written(case.denied, HEADER)}"
    yield f"Priority: {_priority(case)} Application"
    yield "Received:"
    yield written(case.applied, HEADER)
    yield ""


def _c(layout: str, content: Content) -> Iterator[str]:
    yield from _cover_c(content)
    yield "HOW THE IMR FINAL DETERMINATION WAS MADE"
    yield ""
    yield _method(content, "a physician reviewer", "physician")
    yield ""
    yield "DOCUMENTS REVIEWED"
    yield ""
    yield "The following relevant documents were reviewed and considered:"
    yield ""
    for document in data("wording")["documents"]:
        yield f"\u2022 {document.format_map(content.words)}"
    yield ""
    yield "CLINICAL CASE SUMMARY"
    yield ""
    yield data("wording")["summary_lead"].replace("expert", "physician")
    yield ""
    yield content.summary
    yield ""
    yield "IMR DECISION(S) AND RATIONALE(S)"
    yield ""
    yield data("wording")["decisions_lead"]
    yield ""
    for number, item in enumerate(content.items, start=1):
        family, era = item.drawn.item.family, item.drawn.era
        yield f"{number}. The request for {item.words} {_verdict(item)}"
        yield ""
        yield _claims_prose(item)
        yield ""
        yield (
            "The Physician Reviewer based his/her decision on "
            f"{in_prose(family, era, False)}."
        )
        yield ""
        yield "The Physician Reviewer's decision rationale:"
        yield f"{item.rationale[:-1]} and appropriate."
        yield ""


def _cover_c(content: Content) -> Iterator[str]:
    case = content.case
    decisions = {item.drawn.decision for item in content.items}
    overall = {"upheld": "UPHOLD", "overturned": "OVERTURN"}
    result = overall[decisions.pop()] if len(decisions) == 1 else "PARTIAL OVERTURN"
    yield "MAXIMUS FEDERAL SERVICES, INC."
    yield "Independent Medical Review"
    yield "Independent Medical Review Final Determination Letter"
    yield ""
    yield f"Dated:  {written(case.decided, HEADER)}"
    yield ""
    yield (
        f"IMR Case Number:  {case.number}  Date of Injury:  "
        f"{written(case.injured, HEADER)}"
    )
    yield f"Claims Number:    UR Denial Date:  {written(case.denied, HEADER)}"
    yield (
        f"Priority:  {_priority(case).upper()}  Application Received:  "
        f"{written(case.applied, HEADER)}"
    )
    yield "Employee Name:"
    yield "Provider Name:"
    yield "Treatment(s) in Dispute Listed on IMR Application:"
    yield "; ".join(item.words for item in content.items).upper()
    yield ""
    yield "DEAR ,"
    yield ""
    yield (
        "The review of this made-up case is complete. "
        f"Final Determination: {result}. How each of the treatments in dispute was "
        "judged, and why, stands on the pages that follow."
    )
    yield ""
    yield "Medical Director"
    yield "cc: Department of Industrial Relations"
    yield ""


def _a(layout: str, content: Content) -> Iterator[str]:
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
    yield from _determined(content)
    yield "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE"
    yield (
        "An application for Independent Medical Review was filed on "
        f"{written(case.applied, SLASHES)} disputing the Utilization Review Denial "
        f"dated {written(case.denied, SLASHES)}. A Notice of Assignment and Request "
        "for Information was provided to the above parties on "
        f"{written(case.assigned, SLASHES)}. Each treatment in dispute was decided:"
    )
    yield ""
    yield from _determined(content)
    yield "Medical Qualifications of the Expert Reviewer:"
    yield _method(content, "a physician reviewer", "physician")
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
    for number, item in enumerate(content.items, start=1):
        yield from _explained_a(number, item)
    yield "Effect of the Decision:"
    yield "This made-up determination has no effect whatever."
    yield ""
    yield "Medical Director"


def _determined(content: Content) -> Iterator[str]:
    for number, item in enumerate(content.items, start=1):
        yield (
            f"{number}) MAXIMUS Federal Services, Inc. has determined the request for "
            f"{item.words} {_verdict(item)}"
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
        f"{_claims_prose(item)} The Expert Reviewer based his/her decision on "
        f"{in_prose(family, era, False)}."
    )
    yield ""
    yield "Rationale for the Decision:"
    yield f"{item.rationale[:-1]} and appropriate."
    yield ""


def _b(layout: str, content: Content) -> Iterator[str]:
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
    yield _method(content, "a medical reviewer", "medical")


def _unknown(layout: str, content: Content) -> Iterator[str]:
    """A layout that nobody knows: the same words under other headings."""
    yield "REPORT OF AN OUTSIDE OPINION"
    yield ""
    yield content.summary
    yield ""
    for item in content.items:
        yield f"On {item.words}"
        yield ""
        yield item.rationale.rpartition(". ")[0] + "."
        yield ""


def _method(content: Content, a_reviewer: str, who: str) -> str:
    credentials = _credentials(content.case.reviewer.number, who) if who else ""
    return _method_of(content.method, a_reviewer).replace("{credentials}", credentials)


@cache
def _method_of(number: int, a_reviewer: str) -> str:
    words = " ".join(data("wording")["method"][number].split())
    return words.replace("{a_reviewer}", a_reviewer).replace("{He_She}", "He/she")


@cache
def _credentials(number: int, who: str) -> str:
    reviewer = reviewers()[number]
    sub = ""
    if reviewer.subspecialties:
        sub = f", has a subspecialty in {reviewer.subspecialties[0]}"
    return (
        f"The {who} reviewer is Board Certified in {' and '.join(reviewer.boards)}"
        f"{sub} and is licensed to practice in {' and '.join(reviewer.states)}."
    )


def _verdict(item: ItemText) -> str:
    negation = "not " if item.drawn.decision == "upheld" else ""
    return f"is {negation}medically necessary and appropriate."


def _claims_form(item: ItemText) -> str:
    if item.claims == "none":
        return str(data("wording")["uncited"]["form"])
    return in_form(item.drawn.item.family, item.drawn.era, item.claims == "other")


def _claims_prose(item: ItemText) -> str:
    if item.claims == "none":
        return str(data("wording")["uncited"]["prose"])
    cited = in_prose(item.drawn.item.family, item.drawn.era, item.claims == "other")
    return f"The Claims Administrator based its decision on {cited}."


def _priority(case: Case) -> str:
    return "Expedited" if case.expedited else "Standard"
