"""The published layouts, as paragraphs: headings and labels, our sentences between.

What stands where is told in src/openimr/letters/read/format_*.py.
"""

from collections.abc import Iterator

from .case import Case
from .citing import in_form, in_prose
from .content import Content, claims_form, claims_prose, method, priority, verdict
from .days import HEADER, written
from .early_layouts import format_a, format_b
from .stock import data


def paragraphs(layout: str, content: Content) -> list[str]:
    """Return a letter's paragraphs; an empty one is a gap."""
    made = {"A": format_a, "B": format_b, "C": _c, "": _unknown}.get(layout)
    return list(made(content) if made else _d(layout, content))


def _d(layout: str, content: Content) -> Iterator[str]:
    if content.header:
        yield from _header_d(content.case)
    yield "HOW THE IMR FINAL DETERMINATION WAS MADE"
    yield ""
    yield method(content, "an expert reviewer", "" if layout == "D2" else "expert")
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
        yield f"Claims Administrator guideline: {claims_form(item)}"
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
    yield f"Priority: {priority(case)} Application"
    yield "Received:"
    yield written(case.applied, HEADER)
    yield ""


def _c(content: Content) -> Iterator[str]:
    yield from _cover_c(content)
    yield "HOW THE IMR FINAL DETERMINATION WAS MADE"
    yield ""
    yield method(content, "a physician reviewer", "physician")
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
        yield f"{number}. The request for {item.words} {verdict(item)}"
        yield ""
        yield claims_prose(item)
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
        f"Priority:  {priority(case).upper()}  Application Received:  "
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


def _unknown(content: Content) -> Iterator[str]:
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
