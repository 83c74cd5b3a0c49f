"""Who reviewed: credentials, never a name (LC 4610.6(f)), and each one's vote."""

from collections.abc import Iterator

from openimr.domain import (
    Credentials,
    Decision,
    Determination,
    ItemDetermination,
    Mark,
    Tally,
)

from . import wording
from .blocks import Block, Heading, Pairs, Paragraph, Role, Run, Text, Tone
from .statements import Anchors, paragraphs, plain, statement

_OPEN = "[to be entered when a reviewer is assigned]"
_TO_CONFIRM = "[to be confirmed when a reviewer is assigned]"
_RULE_NOT_VERIFIED = "[rule not verified]"
LICENSURE = "State(s) of Licensure"
SPECIALTY = "Certification(s)/Specialty"
SUBSPECIALTY = "Subspecialty"
PRACTICE = "Practice"
VOTES: dict[Decision, str] = {
    Decision.UPHELD: "not medically necessary",
    Decision.OVERTURNED: "medically necessary",
}
MAJORITY = "Majority: "


def how_made(determination: Determination) -> list[Block]:
    """Return the section on the review and on who made it."""
    panel = determination.panel
    if panel:
        return [
            Paragraph(text=plain(_of_several(len(panel)))),
            *_panel([member.credentials for member in panel]),
        ]
    reviewer = determination.reviewer
    lead = "The Expert Reviewer has the following credentials:"
    return [
        Paragraph(text=_of_one(reviewer)),
        Paragraph(text=plain(lead), role=Role.LABEL),
        Pairs(pairs=_credentials(reviewer)),
    ]


def _panel(members: list[Credentials]) -> Iterator[Block]:
    for number, credentials in enumerate(members, start=1):
        yield Heading(level=2, text=f"Reviewer {number}")
        years, hours = _practice(credentials)
        practice = f"for {years} years, {hours} hours a week"
        yield Pairs(pairs=(*_credentials(credentials), (PRACTICE, plain(practice))))


def _of_one(reviewer: Credentials | None) -> Text:
    years, hours = _practice(reviewer)
    words = (
        "The complete case file was given to an expert reviewer. The reviewer has no "
        "affiliation with the employer, the employee, the providers or the claims "
        f"administrator, has practiced clinically for {years} years and still does "
        f"so {hours} hours a week. The choice was made for clinical experience, "
        "education and expertise in the same or a similar specialty as those that "
        "evaluate or treat the condition and the disputed items or services. The "
        "reviewer knows the governing laws and regulations, among them the hierarchy "
        "of evidence by strength that applies to Independent Medical Review."
    )
    if reviewer is None:
        return (Run(words), Run(f" {_TO_CONFIRM}", Tone.BLANK))
    return plain(words)


def _of_several(number: int) -> str:
    return (
        f"The complete case file was given to {number} expert reviewers. None of them "
        "has an affiliation with the employer, the employee, the providers or the "
        "claims administrator; each still practices clinically. They were chosen for "
        "clinical experience, education and expertise in the same or similar "
        "specialties as those that evaluate or treat the condition and the disputed "
        "items or services, and know the governing laws and regulations, among them "
        "the hierarchy of evidence by strength that applies to Independent Medical "
        "Review. Each decided every item for himself or herself, and the majority "
        "prevails (Labor Code 4610.6(e))."
    )


def _practice(reviewer: Credentials | None) -> tuple[str, str]:
    years, hours = "more than five", "at least 24"
    if reviewer and reviewer.years_in_practice_over is not None:
        years = f"more than {reviewer.years_in_practice_over}"
    if reviewer and reviewer.hours_a_week_at_least is not None:
        hours = f"at least {reviewer.hours_a_week_at_least}"
    return years, hours


def _credentials(reviewer: Credentials | None) -> tuple[tuple[str, Text], ...]:
    known = reviewer or Credentials()
    pairs = (
        (LICENSURE, _listed(known.licensed_in)),
        (SPECIALTY, _listed(known.board_certifications)),
    )
    if not known.subspecialties:
        return pairs
    return (*pairs, (SUBSPECIALTY, _listed(known.subspecialties)))


def _listed(names: tuple[str, ...]) -> Text:
    return plain("; ".join(names)) if names else (Run(_OPEN, Tone.BLANK),)


def votes(
    determination: Determination, place: int, tally: Tally, anchors: Anchors
) -> Iterator[Block]:
    """Yield what each reviewer decided on an item and why, then what follows."""
    item = determination.items[place]
    for number, member in enumerate(determination.panel, start=1):
        vote = member.votes[place]
        yield Heading(level=3, text=f"Reviewer {number}: {VOTES[vote.decision]}")
        said = [statement(each, anchors, item.guidelines) for each in vote.rationale]
        for text in paragraphs(said):
            yield Paragraph(text=text)
    yield Paragraph(text=_majority(item, tally))


def _majority(item: ItemDetermination, tally: Tally) -> Text:
    necessary = wording.counted(tally.overturned, "reviewer")
    other = wording.counted(tally.upheld, "reviewer")
    words = (
        f"{necessary} found the request medically necessary, {other} did not; the item "
        f"is {wording.DECISIONS[item.decision].lower()}"
    )
    why = " by the majority (Labor Code 4610.6(e))."
    if tally.tie:
        why = (
            ", since an even split is decided in favor of the treatment (Labor Code "
            "4610.6(e))"
        )
    runs = (Run(MAJORITY, Tone.STRONG), Run(words + why))
    if tally.mark is Mark.VERIFIED:
        return runs
    return (*runs, Run(f" {_RULE_NOT_VERIFIED}", Tone.CAUTION), Run("."))
