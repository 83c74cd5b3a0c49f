"""Determinations as cases bring them about: what a letter is meant to hold.

Values that mean "nothing is known" are drawn as often as others.
"""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from openimr.domain import (
    CaseHeader,
    Credentials,
    CriterionEntry,
    Decision,
    Determination,
    DocumentEntry,
    DocumentKind,
    Engine,
    FactEntry,
    Finding,
    ItemDetermination,
    ItemKind,
    LintFinding,
    Mark,
    NearestEntry,
    PageEntry,
    PageStatus,
    PanelReviewer,
    Phase,
    SearchEntry,
    Statement,
    UrEntry,
    UrOutcome,
    Verdict,
    Vote,
    tally,
)

from .plausible_words import (
    evidence,
    guidelines,
    lines,
    maybe_dates,
    names,
    statements,
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[DocumentEntry, ...]:
    many = draw(st.integers(0, 7))
    return tuple(
        DocumentEntry(
            id=f"D{number}",
            file=draw(
                st.sampled_from(["case-file.pdf", "informe médico 2014.pdf", "a.pdf"])
            ),
            first_page=draw(st.integers(1, 900)),
            pages=draw(st.integers(1, 40)),
            kind=draw(st.sampled_from(DocumentKind)),
            title=draw(st.none() | lines.filter(lambda w: not w.endswith("]"))),
            author=draw(st.none() | lines),
            date=draw(maybe_dates),
            ocr=draw(st.booleans()),
            duplicate_of=draw(st.none() | st.just("D1")),
        )
        for number in range(1, many + 1)
    )


@st.composite
def pages(draw: st.DrawFn, known: Sequence[DocumentEntry]) -> tuple[PageEntry, ...]:
    return tuple(
        PageEntry(
            file=document.file,
            page=document.first_page,
            document=document.id,
            status=draw(st.sampled_from(PageStatus)),
            reason=draw(st.none() | lines),
        )
        for document in known
    )


utilization_reviews = st.none() | st.builds(
    UrEntry,
    outcome=st.none() | st.sampled_from(UrOutcome),
    date=maybe_dates,
    reason=st.none() | lines,
    guideline=st.none()
    | lines
    | st.sampled_from(
        ["MTUS Chronic Pain Medical Treatment Guidelines; ODG Low Back", "ACOEM"]
    ),
    approved=st.none() | lines,
)


@st.composite
def facts(
    draw: st.DrawFn, number: int, known: Sequence[DocumentEntry]
) -> tuple[FactEntry, CriterionEntry]:
    silent = draw(st.booleans())
    found = draw(st.lists(evidence(known), max_size=3)) if known and not silent else []
    near = draw(st.lists(evidence(known), max_size=2)) if known else []
    searched = SearchEntry(
        terms=tuple(draw(st.lists(lines, max_size=6))),
        documents=tuple(document.id for document in known),
        from_=draw(maybe_dates),
        to=draw(maybe_dates),
        unreadable=(),
        nearest=tuple(
            NearestEntry(document=n.document, page=n.page, quote=n.quote, why="older")
            for n in near
        ),
    )
    fact = FactEntry(
        fact=f"fact_{number}",
        label=draw(lines),
        finding=Finding.SILENT if silent else Finding.PRESENT,
        value=None,
        as_of=None,
        evidence=tuple(found),
        searched=searched if silent else None,
    )
    criterion = CriterionEntry(
        id=f"family.rule_{number}",
        statement=draw(lines),
        fact=fact.fact,
        required=draw(st.booleans()),
        role="required",
        group=None,
        guideline="mtus_cp_2009",
        pages=None,
        mark=draw(st.sampled_from(Mark)),
        status=Verdict.NOT_DOCUMENTED if silent else Verdict.MET,
        why="",
    )
    return fact, criterion


@st.composite
def items(draw: st.DrawFn, known: Sequence[DocumentEntry]) -> ItemDetermination:
    cited = draw(st.lists(guidelines(), max_size=3))
    asked = [draw(facts(number, known)) for number in range(draw(st.integers(0, 3)))]
    return ItemDetermination(
        requested=draw(lines),
        treatment=None,
        kind=ItemKind.OTHER,
        phase=Phase.INITIAL,
        phase_why="",
        strength=None,
        quantity=None,
        refills=None,
        frequency=None,
        visits=None,
        body_part=None,
        side=None,
        level=None,
        retrospective=False,
        ur=draw(utilization_reviews),
        guidelines=tuple(cited),
        search_sequence=(),
        facts=tuple(fact for fact, _ in asked),
        criteria=tuple(criterion for _, criterion in asked),
        decision=draw(st.sampled_from(Decision)),
        decided_by=Verdict.MET,
        rationale=tuple(draw(st.lists(statements(known, cited), max_size=5))),
        would_change=tuple(draw(st.lists(lines, max_size=3))),
        evidence=tuple(draw(st.lists(evidence(known), max_size=2))) if known else (),
    )


credentials = st.builds(
    Credentials,
    licensed_in=st.lists(
        st.sampled_from(["California", "Oregon", "New York"]), unique=True
    ).map(tuple),
    board_certifications=st.lists(names, max_size=3, unique=True).map(tuple),
    subspecialties=st.lists(names, max_size=2, unique=True).map(tuple),
    years_in_practice_over=st.none() | st.integers(1, 60),
    hours_a_week_at_least=st.none() | st.integers(1, 60),
)

headers = st.builds(
    CaseHeader,
    number=st.none() | st.sampled_from(["CM15-0044871", "IMR 7/2015", "CM14-0000001"]),
    priority=st.none() | st.sampled_from(["regular", "expedited"]),
    date_of_injury=maybe_dates,
    age=st.integers(16, 98),
    sex=st.sampled_from(["female", "male"]),
    ur_date=maybe_dates,
    application_received=maybe_dates,
    date_assigned=maybe_dates,
    decision_date=maybe_dates,
)


def opening(case: CaseHeader) -> Statement:
    """Return the sentence with which our summaries begin."""
    return Statement(text=f"The injured worker is a {case.age}-year-old {case.sex}")


@st.composite
def determinations(draw: st.DrawFn) -> Determination:
    """Return a determination of up to four items and seven documents."""
    known = draw(documents())
    case = draw(headers)
    disputed = tuple(draw(st.lists(items(known), max_size=4)))
    panel = tuple(
        PanelReviewer(
            credentials=draw(credentials),
            votes=tuple(
                Vote(
                    decision=draw(st.sampled_from(Decision)),
                    rationale=tuple(
                        draw(st.lists(statements(known, item.guidelines), max_size=2))
                    ),
                )
                for item in disputed
            ),
        )
        for _ in range(draw(st.sampled_from([0, 0, 0, 2, 3, 4])))
    )
    return Determination(
        engine=Engine(version="1", library="2026.11", as_of=draw(maybe_dates)),
        case=case,
        documents=known,
        pages=draw(pages(known)),
        summary=(opening(case), *draw(st.lists(statements(known), max_size=4))),
        items=_as_voted(disputed, panel),
        lint=tuple(
            LintFinding(check="a-check", severity="info", message=message)
            for message in draw(st.lists(lines, max_size=2))
        ),
        reviewer=None if panel else draw(st.none() | credentials),
        status=draw(st.sampled_from(["draft", "final", "signed"])),
        ignored_files=tuple(draw(st.lists(st.just("notes.xlsx"), max_size=1))),
        panel=panel,
    )


def _as_voted(
    disputed: tuple[ItemDetermination, ...], panel: tuple[PanelReviewer, ...]
) -> tuple[ItemDetermination, ...]:
    if not panel:
        return disputed
    return tuple(
        replace(
            item,
            decision=tally([member.votes[place].decision for member in panel]).decision,
        )
        for place, item in enumerate(disputed)
    )
