"""Read the panel's own file of reviewers: YAML, JSON or CSV, strictly."""

import dataclasses
from collections.abc import Collection, Iterator

from openimr.domain.reviewer import Reviewer
from openimr.errors import KnowledgeError

from .catalogue import specialties
from .contacts import npi
from .lists import check_ids, read_list, unlisted
from .outline import Columns, Outline, Path, read_csv
from .rules import rulebook
from .typed import typed

_ENTRIES = {
    "licences": ("state", "number", "status", "since", "until"),
    "certifications": ("specialty", "board", "since", "until"),
    "discipline": ("body", "on", "pending"),
    "qme": ("since", "until"),
    "affiliations": ("organisation", "tie", "since", "until", "share", "income"),
    "family": ("name", "relation", "works_for"),
    "told_apart": ("case", "party", "on", "by"),
}
_LISTS = frozenset(
    {
        "other_names",
        "specialties",
        "guidelines",
        "languages",
        "emails",
        "phones",
        "addresses",
        "examined",
    }
)
_STATES = frozenset(
    (
        "AL AK AZ AR CA CO CT DE DC FL GA GU HI ID IL IN IA KS KY LA ME MD MA MI MN MS "
        "MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA VI WA WV "
        "WI WY AS MP"
    ).split()
)


def read_reviewers(data: bytes, name: str) -> tuple[Reviewer, ...]:
    """Return the reviewers of a file, in its order; ``name`` tells its kind.

    A YAML or JSON file holds a list, or a mapping with the list under ``reviewers``.

    Raises:
        KnowledgeError: the file breaks the schema; the message names file and line
            and no word of the file.
        UnknownKeyError: it has a key that the schema does not know.
    """
    outline = _outline(data, name)
    reviewers = typed(outline, Reviewer)
    check_ids((reviewer.id for reviewer in reviewers), outline)
    for at, reviewer in enumerate(reviewers):
        for path, problem, cure in _faults(reviewer):
            raise KnowledgeError(outline.place((at, *path)), problem, cure)
    return reviewers


def _outline(data: bytes, name: str) -> Outline:
    if name.lower().endswith(".csv"):
        known = [each.name for each in dataclasses.fields(Reviewer)]
        return read_csv(data, name, Columns(known, _LISTS, _ENTRIES))
    return read_list(data, name, "reviewers")


_Fault = tuple[Path, str, str]


def _faults(reviewer: Reviewer) -> Iterator[_Fault]:
    known = specialties()
    for at, one in enumerate(reviewer.specialties):
        yield from _listed(("specialties", at), one, known.specialties)
    for at, each in enumerate(reviewer.certifications or ()):
        path = ("certifications", at)
        yield from _listed((*path, "specialty"), each.specialty, known.specialties)
        yield from _listed((*path, "board"), each.board, known.boards)
        yield from _period(path, each.since, each.until)
    for at, licence in enumerate(reviewer.licences or ()):
        yield from _listed(("licences", at, "state"), licence.state, _STATES)
        yield from _period(("licences", at), licence.since, licence.until)
    for at, guideline in enumerate(reviewer.guidelines or ()):
        yield from _listed(("guidelines", at), guideline, rulebook().guidelines)
    ties = rulebook().family
    relations = ties.material | ties.other
    for at, relative in enumerate(reviewer.family or ()):
        yield from _listed(("family", at, "relation"), relative.relation, relations)
    yield from _numbers(reviewer)


def _numbers(reviewer: Reviewer) -> Iterator[_Fault]:
    if reviewer.npi is not None and npi(reviewer.npi) is None:
        yield ("npi",), "'npi' has not ten digits", "Write all ten."
    for key in ("capacity", "open_cases"):
        if not 0 <= getattr(reviewer, key) <= 1_000:
            yield (key,), f"'{key}' is out of range", "Write 0 to 1000."
    if reviewer.hours_a_week is not None and not 0 <= reviewer.hours_a_week <= 168:
        yield ("hours_a_week",), "'hours_a_week' is out of range", "Write 0 to 168."
    for at, tie in enumerate(reviewer.affiliations or ()):
        path = ("affiliations", at)
        yield from _period(path, tie.since, tie.until)
        for key, value in (("share", tie.share), ("income", tie.income)):
            if value is not None and not 0 <= value <= 100:
                cure = "Write per cent, 0 to 100."
                yield (*path, key), f"'{key}' is out of range", cure


def _period(path: Path, since: object, until: object) -> Iterator[_Fault]:
    if since is not None and until is not None and str(since) > str(until):
        yield path, "'until' lies before 'since'", "Correct one of them."


def _listed(path: Path, value: str, known: Collection[str]) -> Iterator[_Fault]:
    key = next(part for part in reversed(path) if isinstance(part, str))
    fault = unlisted(key, value, known)
    if fault is not None:
        yield path, *fault
