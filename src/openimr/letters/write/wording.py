"""How a letter writes dates, lists, references and the values of the contract."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from openimr.domain import (
    Decision,
    DocumentKind,
    Evidence,
    Finding,
    PageStatus,
    Step,
    UrOutcome,
    Verdict,
)

DECISIONS: Mapping[Decision, str] = {
    Decision.UPHELD: "Upheld",
    Decision.OVERTURNED: "Overturned",
}

VERDICTS: Mapping[Verdict, str] = {
    Verdict.MET: "Met",
    Verdict.NOT_MET: "Not met",
    Verdict.NOT_DOCUMENTED: "Not documented",
}

FINDINGS: Mapping[Finding, str] = {
    Finding.PRESENT: "Documented",
    Finding.ABSENT: "Documented as absent",
    Finding.SILENT: "Not documented",
}

OUTCOMES: Mapping[UrOutcome, str] = {
    UrOutcome.APPROVE: "Approved",
    UrOutcome.DENY: "Denied",
    UrOutcome.MODIFY: "Modified",
    UrOutcome.DELAY: "Delayed",
}

STEPS: Mapping[Step, str] = {
    Step.MTUS: "Medical Treatment Utilization Schedule (MTUS)",
    Step.ACOEM_ODG: "Current ACOEM or ODG guidelines",
    Step.OTHER_GUIDELINE: "Other evidence-based guidelines",
    Step.STUDY: "Peer-reviewed studies",
}

PRIORITIES: Mapping[str, str] = {"regular": "Standard", "expedited": "Expedited"}

KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.IMR_APPLICATION: "Application for Independent Medical Review",
    DocumentKind.UR_DECISION: "Utilization review decision",
    DocumentKind.RFA: "Request for authorization",
    DocumentKind.PROGRESS_REPORT: "Progress report",
    DocumentKind.INITIAL_REPORT: "Initial report",
    DocumentKind.CONSULTATION: "Consultation",
    DocumentKind.OPERATIVE_REPORT: "Operative report",
    DocumentKind.IMAGING_REPORT: "Imaging report",
    DocumentKind.ELECTRODIAGNOSTIC_REPORT: "Electrodiagnostic report",
    DocumentKind.LABORATORY_REPORT: "Laboratory report",
    DocumentKind.THERAPY_NOTE: "Therapy note",
    DocumentKind.PSYCHOLOGICAL_REPORT: "Psychological report",
    DocumentKind.MEDICAL_LEGAL_REPORT: "Medical-legal report",
    DocumentKind.PROCEDURE_REPORT: "Procedure report",
    DocumentKind.CORRESPONDENCE: "Correspondence",
    DocumentKind.PRESCRIPTION: "Prescription",
    DocumentKind.OTHER: "Other document",
}

PAGES_THAT: Mapping[PageStatus, tuple[str, str]] = {
    PageStatus.TEXT: ("was read from its text", "were read from their text"),
    PageStatus.OCR: (
        "was read by character recognition from its image",
        "were read by character recognition from their images",
    ),
    PageStatus.BLANK: ("is blank", "are blank"),
    PageStatus.DUPLICATE: ("repeats another page", "repeat other pages"),
    PageStatus.MISFILED: (
        "names another person and was set aside",
        "name another person and were set aside",
    ),
    PageStatus.UNREADABLE: ("could not be read", "could not be read"),
}
"""What became of one page, and of several."""

_LONGEST_REFERENCE = 6
_LONGEST_LIST = 5
_SHORTEST_RUN = 3
_NUMBERED = re.compile(r"(.*?)(\d{1,9})", re.DOTALL)


def day(date: dt.date) -> str:
    """Write a date as determination letters do.

    >>> day(dt.date(2014, 11, 4))
    '11/04/2014'
    """
    return f"{date.month:02}/{date.day:02}/{date.year:04}"


def page_ranges(pages: Iterable[int]) -> str:
    """Write page numbers with runs folded.

    >>> page_ranges([9, 3, 4, 5])
    '3-5, 9'
    """
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


def pages_words(pages: Sequence[int]) -> str:
    """Write ``p. 9`` or ``pp. 3-5, 9``."""
    return f"{'p.' if len(set(pages)) == 1 else 'pp.'} {page_ranges(pages)}"


def ids(documents: Iterable[str]) -> str:
    """Write document ids in their order with runs folded.

    >>> ids(["D1", "D4", "D5", "D6", "D9"])
    'D1, D4-D6, D9'
    """
    runs: list[list[str]] = []
    for id_ in documents:
        if runs and _follows(runs[-1][-1], id_):
            runs[-1].append(id_)
        else:
            runs.append([id_])
    words: list[str] = []
    for run in runs:
        words += run if len(run) < _SHORTEST_RUN else [f"{run[0]}-{run[-1]}"]
    return ", ".join(words)


def _follows(first: str, second: str) -> bool:
    a, b = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(second)
    return bool(a and b and a[1] == b[1] and int(a[2]) + 1 == int(b[2]))


def closed(words: str) -> str:
    """Return a sentence with a stop at its end.

    Whoever reads the letter back tells a heading from the line above by it.

    >>> closed("Spasm on examination"), closed("Really?")
    ('Spasm on examination.', 'Really?')
    """
    words = words.strip()
    ended = words.rstrip("\"'\u201d\u2019)]").endswith((".", "!", "?"))
    return words if ended or not words else f"{words}."


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """Write a list as a sentence does.

    >>> listed(["clonus", "spasticity", "tone"], last="or")
    'clonus, spasticity or tone'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def some_of(words: Sequence[str]) -> str:
    """Write the first words of a long list, and how many more there are.

    >>> some_of(["a", "b", "c", "d", "e", "f", "g"])
    '“a”, “b”, “c”, “d”, “e” and 2 more terms'
    """
    shown = [f"“{word}”" for word in words[:_LONGEST_LIST]]
    more = len(words) - len(shown)
    if not more:
        return listed(shown)
    return f"{', '.join(shown)} and {counted(more, 'more term')}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Write a number with its noun.

    >>> counted(1, "page"), counted(3, "page")
    ('1 page', '3 pages')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def references(evidence: Sequence[Evidence]) -> list[tuple[str, str | None]]:
    """Return short references, each with the document it points to.

    Pages of one document are gathered, in the order in which documents first occur;
    beyond six pages the rest is counted, since the evidence page shows them all.

    >>> at = lambda d, p: Evidence(document=d, page=p, quote="x", start=0, end=1)
    >>> references([at("D4", 9), at("D7", 20), at("D4", 8)])
    [('D4 pp. 8-9', 'D4'), ('D7 p. 20', 'D7')]
    """
    places = list(dict.fromkeys((e.document, e.page) for e in evidence))
    shown: dict[str, list[int]] = {}
    for document, page in places[:_LONGEST_REFERENCE]:
        shown.setdefault(document, []).append(page)
    words: list[tuple[str, str | None]] = [
        (f"{document} {pages_words(pages)}", document)
        for document, pages in shown.items()
    ]
    more = len(places) - _LONGEST_REFERENCE
    if more > 0:
        words.append((f"{counted(more, 'more page')} in the evidence", None))
    return words
