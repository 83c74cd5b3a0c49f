"""Acts of a reviewer on a draft."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from openimr.casework.own_words import item_sources, spelled
from openimr.domain import Decision, Finding, Verdict
from openimr.errors import OwnWorkError
from workbench.assignment.models import Assignment
from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import DraftError
from workbench.files.models import StoredFile
from workbench.people.roles import Role
from workbench.review.actions import (
    AddFact,
    AddPassage,
    DecideItem,
    OverrideCriterion,
    RemoveFact,
    RemovePassage,
    StartDraft,
    WithdrawOverride,
    WriteRationale,
    WriteSummary,
)
from workbench.review.models import Draft
from workbench.review.preparing import points

from .conftest import People
from .desks import Desk, in_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(person: People) -> Desk:
    made = in_review(person)
    made.start()
    return made


def _denied(desk: Desk, version: int = 1, said: str = "absent") -> AddFact:
    return AddFact(
        draft=desk.draft,
        version=version,
        item=1,
        fact="muscle_spasm_exam",
        said=said,
        selection=desk.selection(),
        by=desk.reviewer,
    )


def _rule(desk: Desk, fact: str = "muscle_spasm_exam") -> str:
    criteria = desk.bench.proposal.items[0].criteria
    return next(one.id for one in criteria if one.required and one.fact == fact)


def _override(desk: Desk, version: int = 1, reason: str = "Felt long ago.") -> Draft:
    return OverrideCriterion(
        draft=desk.draft,
        version=version,
        item=1,
        criterion=_rule(desk),
        status=Verdict.NOT_MET,
        reason=reason,
        by=desk.reviewer,
    ).execute()


def test_a_draft_begins_once_with_what_was_proposed(person: People) -> None:
    desk = in_review(person)

    first, second = desk.start(), desk.start()

    assert first.pk == second.pk
    bench = desk.bench
    bare = tuple(replace(item, own=None) for item in bench.content.draft.items)
    assert bare == bench.proposal.items
    assert Entry.objects.filter(act="start-draft").count() == 1


def test_an_own_fact_turns_the_proposal_and_taking_it_back_turns_it_again(
    desk: Desk,
) -> None:
    _denied(desk).execute()

    item = desk.bench.content.draft.items[0]
    assert (item.decision, item.decided_by) == (Decision.UPHELD, Verdict.NOT_MET)
    assert item.own is not None
    assert item.own.proposed is Decision.OVERTURNED

    RemoveFact(
        draft=desk.draft,
        version=2,
        item=1,
        fact="muscle_spasm_exam",
        by=desk.reviewer,
    ).execute()

    item = desk.bench.content.draft.items[0]
    assert item.decision is Decision.OVERTURNED
    assert desk.draft.version == 3


def test_a_fact_said_twice_is_kept_once_as_it_was_said_last(desk: Desk) -> None:
    _denied(desk).execute()
    _denied(desk, 2, "present").execute()

    facts = desk.bench.content.work.facts
    assert [one.finding for one in facts] == [Finding.PRESENT]


def test_a_judgement_is_kept_beside_what_was_proposed_and_can_be_taken_back(
    desk: Desk,
) -> None:
    _override(desk)

    own = desk.bench.content.draft.items[0].own
    assert own is not None
    assert [(one.proposed, one.status) for one in own.criteria] == [
        (Verdict.MET, Verdict.NOT_MET)
    ]

    WithdrawOverride(
        draft=desk.draft, version=2, item=1, criterion=_rule(desk), by=desk.reviewer
    ).execute()
    assert desk.bench.content.work.overrulings == ()


def test_the_record_of_acts_holds_no_words_of_case_or_reason(desk: Desk) -> None:
    _denied(desk).execute()
    _override(desk, 2, "Palpable spasm is of no weight.")

    told = str(list(Entry.objects.values_list("details", flat=True)))
    assert "muscle_relaxant_general.spasm" in told  # the rule that was judged
    for words in ("alpable", "no weight", "muscle_spasm_exam"):
        assert words not in told


def test_two_windows_cannot_write_over_each_other(desk: Desk) -> None:
    _override(desk, version=1)

    with pytest.raises(DraftError, match="changed in another window"):
        _denied(desk, version=1).execute()

    assert desk.draft.version == 2
    assert desk.bench.content.work.facts == ()


def test_a_refused_act_leaves_no_file_behind(desk: Desk) -> None:
    before = set(StoredFile.objects.values_list("pk", flat=True))

    with pytest.raises(OwnWorkError):
        _override(desk, reason=" ")

    assert set(StoredFile.objects.values_list("pk", flat=True)) == before


def test_words_that_do_not_stand_on_the_page_are_no_evidence(desk: Desk) -> None:
    act = _denied(desk)

    with pytest.raises(OwnWorkError, match="do not stand there"):
        replace(act, selection=replace(act.selection, words="no spasm")).execute()


def test_a_decision_is_asked_for_again_when_what_it_rests_on_turns(desk: Desk) -> None:
    desk.decide_all()
    assert points(desk.bench) == ()

    _denied(desk, desk.draft.version).execute()

    assert [point.words for point in points(desk.bench) if point.blocks] == [
        "Item 1 comes to another answer now than when you decided it; decide it again."
    ]


def test_reasons_are_asked_for_where_the_decision_is_another(desk: Desk) -> None:
    desk.decide_all()
    DecideItem(
        draft=desk.draft,
        version=desk.draft.version,
        item=2,
        decision=Decision.OVERTURNED,
        reason="A taper needs the supply.",
        by=desk.reviewer,
    ).execute()
    assert "write your reasons" in points(desk.bench)[0].words

    _write(desk, 2, "A taper needs the supply. [1]")

    assert not [point for point in points(desk.bench) if point.blocks]


def _write(desk: Desk, item: int, text: str) -> Draft:
    return WriteRationale(
        draft=desk.draft,
        version=desk.draft.version,
        item=item,
        text=text,
        by=desk.reviewer,
    ).execute()


def test_a_rationale_saved_as_it_stands_says_the_same(desk: Desk) -> None:
    bench = desk.bench
    before = bench.content.draft.items[0].rationale
    sources = item_sources(bench.proposal, bench.content.draft, bench.content.work, 1)

    _write(desk, 1, spelled(before, sources))

    after = desk.bench.content.draft.items[0].rationale
    assert [said.text for said in after] == [said.text for said in before]
    _write(desk, 1, "  ")
    assert desk.bench.content.work.rationales == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [("No source.", "line 1: it rests on nothing"), ("It [999].", "no source .999.")],
)
def test_a_sentence_without_its_source_is_refused(
    desk: Desk, text: str, problem: str
) -> None:
    with pytest.raises(OwnWorkError, match=problem):
        _write(desk, 1, text)
    with pytest.raises(OwnWorkError, match=problem):
        WriteSummary(draft=desk.draft, version=1, text=text, by=desk.reviewer).execute()


def test_marked_words_become_a_source_of_the_summary(desk: Desk) -> None:
    AddPassage(
        draft=desk.draft,
        version=1,
        item=0,
        selection=desk.selection("Oswestry"),
        by=desk.reviewer,
    ).execute()
    found = desk.bench.content.work.passages
    assert [one.evidence.quote for one in found] == ["Oswestry"]

    RemovePassage(draft=desk.draft, version=2, place=1, by=desk.reviewer).execute()

    assert desk.bench.content.work.passages == ()


@pytest.mark.parametrize(
    "state", [State.RECEIVED, State.READY, State.SIGNED, State.RELEASED]
)
def test_a_draft_is_written_in_review_only(desk: Desk, state: State) -> None:
    Case.objects.update(state=state)

    with pytest.raises(DraftError, match="Drafts are written while it is in review"):
        _override(desk)


@pytest.mark.parametrize(
    "change", [{"ended": timezone.now()}, {"attested": None}], ids=["ended", "shut"]
)
def test_who_lost_the_case_changes_nothing(
    desk: Desk, change: dict[str, object]
) -> None:
    act = _denied(desk)
    Assignment.objects.update(**change)

    with pytest.raises(PermissionDenied):
        act.execute()
    with pytest.raises(PermissionDenied):
        StartDraft(assignment=desk.assignment, by=desk.reviewer).execute()


def test_another_reviewer_changes_nothing(desk: Desk, person: People) -> None:
    with pytest.raises(PermissionDenied):
        replace(_denied(desk), by=person(Role.REVIEWER)).execute()
