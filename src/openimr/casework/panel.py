"""The roads of the panel: reviewers checked, a case screened, many cases assigned."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from openimr.documents import ReadingOptions, read_case, read_dispute
from openimr.domain import CaseFile, Dispute, DisputedItem
from openimr.domain.dispute import Party, Stated, value_of
from openimr.domain.document import DocumentKind
from openimr.domain.panel_case import CaseParty, PanelCase, Role
from openimr.domain.reviewer import Reviewer
from openimr.domain.screening import RuleAnswer, Screening
from openimr.errors import InputError, KnowledgeError
from openimr.panel.cases import read_cases
from openimr.panel.conflicts import Screener
from openimr.panel.makers import makers_of
from openimr.panel.qualifications import case_answers, own_answers
from openimr.panel.reviewers import read_reviewers
from openimr.panel.rules import rulebook
from openimr.review import disputed_items

from .engine import knowledge
from .input_files import read_file

_AS_USUAL = ReadingOptions()
_TABLES = frozenset({".csv", ".yaml", ".yml", ".json"})
_NO_AUTHORS = frozenset(
    {
        DocumentKind.IMR_APPLICATION,
        DocumentKind.UR_DECISION,
        DocumentKind.CORRESPONDENCE,
    }
)
_PARTY_DETAILS = ("npi", "email", "phone", "address")


def reviewers_of(path: Path) -> tuple[Reviewer, ...]:
    """Return the reviewers of a file.

    Raises:
        InputError: the file cannot be read.
        KnowledgeError: it breaks the schema, with file and line.
    """
    return read_reviewers(read_file(path, "a list of reviewers"), path.name)


def cases_of(
    paths: Sequence[Path], reading: ReadingOptions = _AS_USUAL
) -> tuple[PanelCase, ...]:
    """Return the cases of tables (.csv, .yaml, .json) and of case files, in order.

    Raises:
        InputError: something cannot be read.
        KnowledgeError: a table breaks the schema, or two cases have one id.
    """
    found: list[PanelCase] = []
    for path in paths:
        if path.suffix.lower() in _TABLES and not path.is_dir():
            found += read_cases(read_file(path, "a table of cases"), path.name)
        else:
            found.append(case_of(path, reading))
    ids = [case.id for case in found]
    if len(set(ids)) < len(ids):
        raise KnowledgeError("cases", "two have the same id", "Give each its own.")
    return tuple(found)


def case_of(path: Path, reading: ReadingOptions = _AS_USUAL) -> PanelCase:
    """Return what a case file asks of a reviewer, and its parties; no due date.

    Raises:
        InputError: the case cannot be read.
    """
    case = read_case(path, reading)
    dispute = read_dispute(case)
    items = disputed_items(dispute, knowledge().requests.read)
    details = [item.details for item in items]
    parts = {detail.body_part for detail in details if detail.body_part}
    families = {detail.treatment for detail in details if detail.treatment}
    return PanelCase(
        id=value_of(dispute.number) or case.name,
        families=tuple(sorted(families)),
        conditions=tuple(sorted(parts)),
        expedited=value_of(dispute.priority) == "expedited",
        claim_number=value_of(dispute.claim_number),
        parties=tuple(dict.fromkeys(_parties(case, dispute, items))),
    )


def own_checks(
    reviewers: Sequence[Reviewer], today: dt.date
) -> tuple[tuple[Reviewer, tuple[RuleAnswer, ...]], ...]:
    """Return the answers to the rules that need no case, reviewer by reviewer."""
    rules = rulebook().rules
    return tuple((one, tuple(own_answers(one, today, rules))) for one in reviewers)


def screened(
    case: PanelCase, reviewers: Sequence[Reviewer], today: dt.date
) -> tuple[tuple[Screening, tuple[RuleAnswer, ...]], ...]:
    """Return each reviewer's conflicts with a case, and the qualifications for it."""
    rules = rulebook().rules
    screener = Screener(reviewers, today)
    return tuple(
        (
            screening,
            (
                *own_answers(screener.reviewers[screening.reviewer], today, rules),
                *case_answers(
                    screener.reviewers[screening.reviewer], case, today, rules
                ),
            ),
        )
        for screening in screener.screen(case)
    )


def require_solver() -> None:
    """Make sure that cases can be assigned on this machine.

    Raises:
        InputError: OR-Tools, an optional part of this package, is not installed.
    """
    try:
        import ortools.graph.python.min_cost_flow  # noqa: F401
    except ImportError:
        raise InputError(
            "ortools: it is not installed.  "
            'Install it with pip install "openimr[panel]".'
        ) from None


def _parties(
    case: CaseFile, dispute: Dispute, items: Sequence[DisputedItem]
) -> Iterator[CaseParty]:
    yield from _named(Role.EMPLOYEE, dispute.patient)
    yield from _of_party(Role.EMPLOYEE, None, dispute.employee)
    yield from _named(Role.EMPLOYER, dispute.employer)
    yield from _named(Role.CLAIMS_ADMINISTRATOR, dispute.claims_administrator)
    if dispute.administrator is not None:
        yield from _of_party(Role.CLAIMS_ADMINISTRATOR, None, dispute.administrator)
        yield from _named(Role.OFFICER, dispute.administrator.contact)
    yield from _named(Role.URO, dispute.review_organisation)
    yield from _named(Role.UR_PHYSICIAN, dispute.ur_reviewer)
    if dispute.reviewer is not None:
        licence = value_of(dispute.reviewer.license_number)
        phone = value_of(dispute.reviewer.phone)
        yield from _named(
            Role.UR_PHYSICIAN, dispute.reviewer.name, licence=licence, phone=phone
        )
    yield from _named(Role.REQUESTING_PHYSICIAN, dispute.requesting_physician)
    yield from _of_party(
        Role.REQUESTING_PHYSICIAN, Role.MEDICAL_GROUP, dispute.physician
    )
    yield from _named(Role.ATTORNEY, dispute.attorney)
    yield from _named(Role.RELATIVE, dispute.representative)
    yield from _authors(case)
    for item in items:
        for maker in makers_of(item.details.brand):
            yield CaseParty(role=Role.MANUFACTURER, name=maker, where="brand")


def _authors(case: CaseFile) -> Iterator[CaseParty]:
    """Yield who wrote the records, each wording of a name once, with every place."""
    places: dict[str, list[str]] = {}
    for document in case.documents:
        if document.author is None or document.kind in _NO_AUTHORS or document.misfiled:
            continue
        place = f"{document.id} p. {document.first_page}"
        places.setdefault(document.author, []).append(place)
    for name, where in places.items():
        yield CaseParty(role=Role.TREATING_PROVIDER, name=name, where="; ".join(where))


def _named(
    role: Role,
    stated: Stated[str] | None,
    *,
    licence: str | None = None,
    phone: str | None = None,
) -> Iterator[CaseParty]:
    if stated is not None:
        yield CaseParty(
            role=role,
            name=stated.value,
            licence=licence,
            phone=phone,
            where=_where(stated),
        )


def _of_party(
    role: Role, organisation: Role | None, party: Party | None
) -> Iterator[CaseParty]:
    if party is None:
        return
    details = {key: value_of(getattr(party, key)) for key in _PARTY_DETAILS}
    if party.name is not None:
        yield CaseParty(
            role=role,
            name=party.name.value,
            licence=value_of(party.license_number),
            where=_where(party.name),
            **details,
        )
    if party.organisation is not None:
        shared = {key: details[key] for key in ("phone", "address")}
        yield CaseParty(
            role=organisation or role,
            name=party.organisation.value,
            where=_where(party.organisation),
            **shared,
        )


def _where(stated: Stated[str]) -> str | None:
    first = next(iter(stated.evidence), None)
    return None if first is None else f"{first.document} p. {first.page}"
