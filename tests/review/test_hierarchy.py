"""Presumption, law, rivals and formulary are told, and decide nothing."""

import datetime as dt
from dataclasses import replace

import pytest

from openimr.domain import (
    Balance,
    Challenge,
    CitedBy,
    CitedEvidence,
    CitedInCase,
    CitedKind,
    Competing,
    Decision,
    EditionDay,
    Fact,
    GuidelineSource,
    Held,
    ItemDetermination,
    ItemKind,
    Presumption,
    Step,
    StudyDesign,
)
from openimr.review import FileRead, determine
from openimr.review.cited_entries import Subject, on_item
from openimr.review.hierarchy import Ranking, standards_on, with_hierarchy

from .proposals import (
    DAY,
    EDITION,
    FOUND,
    ITEM,
    LONG_USE,
    SHORT_USE,
    SOURCES,
    SPASM,
    STANDARDS,
    passage,
)

LATER = dt.date(2016, 5, 3)
ODG = replace(
    EDITION,
    guideline="odg",
    section="Pain: Muscle relaxants",
    pages=None,
    required=replace(EDITION.required, parts=(SPASM,)) if EDITION.required else None,
)
BOTH = replace(
    STANDARDS,
    editions=(EDITION, ODG),
    sources={
        **SOURCES,
        "odg": GuidelineSource(
            id="odg",
            name="ODG",
            citation="web",
            step=Step.ACOEM_ODG,
            since=None,
            until=None,
            mark=SOURCES["mtus"].mark,
            letter_name="Official Disability Guidelines (ODG)",
        ),
    },
)
CHALLENGE = Challenge(
    clear=True,
    document="D1",
    day=DAY,
    evidence=(passage("The presumption is challenged.", 1, "D1"),),
)
TRIAL = CitedEvidence(
    by=CitedBy.TREATING_PHYSICIAN,
    kind=CitedKind.STUDY,
    author="Marwick TL",
    name="Soma in spasm",
    year=2012,
    journal="Spine Pract",
    volume="14",
    pages="201-210",
    design=StudyDesign.RANDOMIZED,
    patients=120,
    held=Held.COPY,
    document="D1",
    evidence=(passage("Marwick TL. Soma in spasm.", 1, "D1"),),
    passage="Soma in workers with pain",
)
SERIES = replace(
    TRIAL,
    by=CitedBy.UTILIZATION_REVIEW,
    author="Ostrander",
    design=StudyDesign.CASE_SERIES,
)


def ranked(
    *facts: Fact,
    cited: tuple[CitedEvidence, ...] = (),
    challenges: tuple[Challenge, ...] = (),
    ur_day: dt.date | None = LATER,
) -> ItemDetermination:
    ranking = Ranking(
        subject=Subject(kind=ItemKind.DRUG, names=("soma",), body_part="neck"),
        cited=CitedInCase(cited=cited, challenges=challenges),
        edition_day=EditionDay(day=DAY, day_is="request", why="its date"),
        request_day=DAY,
        ur_day=ur_day,
    )
    decided = determine(ITEM, facts, BOTH, DAY, FileRead(documents=4))
    return with_hierarchy(decided, ITEM, facts, BOTH, ranking)


def told(item: ItemDetermination) -> str:
    return " ".join(statement.text for statement in item.rationale)


def test_an_unchallenged_item_with_rivals_that_agree_gets_no_sentence() -> None:
    plain = determine(ITEM, (FOUND, SHORT_USE), BOTH, DAY, FileRead(documents=4))
    item = ranked(FOUND, SHORT_USE)

    assert item.rationale == plain.rationale
    assert item.hierarchy is not None
    assert item.hierarchy.presumption is Presumption.STANDS
    assert item.hierarchy.balance is None
    assert [step.taken for step in item.search_sequence] == [True, False, False, False]


def test_a_looser_rival_is_told_in_data_and_words_and_does_not_decide() -> None:
    item = ranked(FOUND, LONG_USE)

    assert item.decision is Decision.UPHELD
    assert item.hierarchy is not None
    assert [(r.guideline, r.answer) for r in item.hierarchy.competing] == [
        ("odg", Competing.LOOSER)
    ]
    assert (
        "For comparison only, the Official Disability Guidelines (ODG), pain: Muscle "
        "relaxants, is looser: by its criteria the request would be found medically "
        "necessary"
    ) in told(item)


def test_a_complete_challenge_is_shown_and_overrules_nothing() -> None:
    plain = determine(ITEM, (FOUND, LONG_USE), BOTH, DAY, FileRead(documents=4))
    item = ranked(FOUND, LONG_USE, cited=(TRIAL, SERIES), challenges=(CHALLENGE,))

    assert item.hierarchy is not None
    assert item.hierarchy.presumption is Presumption.CHALLENGED
    assert item.hierarchy.balance is Balance.HIGHER
    assert (item.decision, item.decided_by, item.criteria) == (
        plain.decision,
        plain.decided_by,
        plain.criteria,
    )
    assert [step.taken for step in item.search_sequence] == [True] * 4
    assert item.search_sequence[3].why == (
        "the MTUS presumption is challenged; the library holds nothing of this step on "
        'the treatment; the treating physician cites Marwick TL, "Soma in spasm", '
        "Spine Pract, 2012, volume 14, pages 201-210; it does not decide the draft"
    )
    assert item.rationale[-1] == plain.rationale[-1]
    assert "evidence of level 1b to 1c for benefits of treatment" in told(item)
    assert "whether the studies apply to this worker" in told(item)


@pytest.mark.parametrize(
    ("cited", "challenge", "presumption", "why"),
    [
        (
            (),
            CHALLENGE,
            Presumption.CHALLENGE_INCOMPLETE,
            "the MTUS is challenged, but the file holds no citation of a guideline or "
            "study",
        ),
        (
            (replace(TRIAL, held=None),),
            CHALLENGE,
            Presumption.CHALLENGE_INCOMPLETE,
            "the MTUS is challenged, but the file holds no copy of what is cited",
        ),
        (
            (TRIAL,),
            replace(CHALLENGE, clear=False),
            Presumption.CHALLENGE_INCOMPLETE,
            "the MTUS is challenged, but the file holds no clear statement that the "
            "presumption is challenged",
        ),
        (
            (TRIAL,),
            None,
            Presumption.STANDS,
            "the treating physician cites other evidence and does not state that the "
            "presumption is challenged",
        ),
        (
            (SERIES,),
            None,
            Presumption.STANDS,
            "no paper of the file challenges the MTUS",
        ),
    ],
)
def test_a_challenge_lacks_what_it_lacks(
    cited: tuple[CitedEvidence, ...],
    challenge: Challenge | None,
    presumption: Presumption,
    why: str,
) -> None:
    challenges = () if challenge is None else (challenge,)
    hierarchy = ranked(FOUND, LONG_USE, cited=cited, challenges=challenges).hierarchy

    assert hierarchy is not None
    assert (hierarchy.presumption, hierarchy.presumption_why) == (presumption, why)


def test_a_challenge_after_the_ur_decision_is_left_to_the_reviewer() -> None:
    late = replace(CHALLENGE, day=LATER + dt.timedelta(days=9))
    hierarchy = ranked(FOUND, LONG_USE, cited=(TRIAL,), challenges=(late,)).hierarchy

    assert hierarchy is not None
    assert any("after the decision of" in one for one in hierarchy.for_reviewer)


def test_studies_for_a_request_that_the_mtus_supports_vary_with_nothing() -> None:
    hierarchy = ranked(FOUND, SHORT_USE, cited=(TRIAL,)).hierarchy

    assert hierarchy is not None
    assert hierarchy.balance is None


def test_without_a_held_mtus_edition_nothing_is_presumed() -> None:
    standards = replace(BOTH, editions=())
    ranking = Ranking(
        subject=Subject(kind=ItemKind.OTHER, names=()),
        cited=CitedInCase(challenges=(CHALLENGE,)),
        edition_day=EditionDay(day=DAY, day_is="request", why="its date"),
        request_day=DAY,
    )
    decided = determine(ITEM, (), standards, DAY, FileRead(documents=4))

    item = with_hierarchy(decided, ITEM, (), standards, ranking)

    assert item.hierarchy is not None
    assert item.hierarchy.presumption is Presumption.NOT_ADDRESSED
    assert "9792.21(d)" in item.hierarchy.for_reviewer[0]
    assert [step.taken for step in item.search_sequence] == [True] * 4
    assert item.hierarchy.standards.day_is == "request"


def test_a_passage_bears_on_the_items_that_it_names_or_on_all() -> None:
    subjects = [
        Subject(kind=ItemKind.DRUG, names=("soma",)),
        Subject(kind=ItemKind.THERAPY, names=("massage",), guideline="ODG, Neck"),
    ]
    odg = replace(SERIES, kind=CitedKind.GUIDELINE, name="ODG", passage="ODG says")
    case = CitedInCase(
        cited=(TRIAL, replace(TRIAL, passage="no name"), odg), challenges=(CHALLENGE,)
    )

    assert len(on_item(case, subjects, 0).cited) == 3
    assert on_item(case, subjects, 1).cited == (case.cited[1], odg)
    assert on_item(case, subjects, 1).challenges == (CHALLENGE,)


def test_a_service_is_held_to_the_edition_of_its_own_day() -> None:
    old = replace(EDITION, until=dt.date(2014, 10, 31))
    new = replace(EDITION, since=dt.date(2014, 11, 1), section="New")
    standards = replace(STANDARDS, editions=(old, new))
    service = dt.date(2014, 10, 31)

    on_service = standards_on(standards, service, DAY)
    ranking = Ranking(
        subject=Subject(kind=ItemKind.DRUG, names=()),
        cited=CitedInCase(),
        edition_day=EditionDay(
            day=service, day_is="service", why="the service was first"
        ),
        request_day=DAY,
    )
    decided = determine(
        ITEM, (FOUND, SHORT_USE), on_service, DAY, FileRead(documents=4)
    )
    item = with_hierarchy(decided, ITEM, (FOUND, SHORT_USE), standards, ranking)

    assert [entry.section for entry in item.guidelines] == [EDITION.section]
    assert item.guidelines[0].why == (
        "in force on 10/31/2014 and addresses the treatment"
    )
    assert "10/31/2014" in item.search_sequence[0].why
    assert "The service was first." in told(item)
    assert standards_on(standards, DAY, DAY) is standards
