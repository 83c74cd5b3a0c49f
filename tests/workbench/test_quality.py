"""A signed determination is examined, passed or returned, by those who may."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from workbench.assignment.models import Assignment
from workbench.audit.chain import stored, verify
from workbench.audit.models import Entry
from workbench.cases.states import State
from workbench.errors import QualityError
from workbench.people.roles import Role
from workbench.quality.actions import (
    ExamineAgain,
    PassSignature,
    ReleaseDetermination,
    ReturnToReviewer,
)
from workbench.quality.examining import content_of, examined
from workbench.quality.models import Check, Examination, Release

from .conftest import People
from .quality_desk import Desk, flawed
from .signed import (
    NO,
    WHY,
    YES,
    files,
    in_review,
    key,
    otherwise,
    sign,
)


@pytest.mark.django_db
def test_what_was_proposed_and_decided_stands_side_by_side(person: People) -> None:
    desk = Desk(person, otherwise(1, NO))

    found = examined(desk.signature)

    first, second = content_of(found)["items"]
    assert (first["proposed"], first["decision"], first["agrees"]) == (YES, NO, False)
    assert first["reason"] == WHY
    assert (second["proposed"], second["agrees"]) == (NO, True)
    assert found.figures == {
        "items": 2,
        "agreed": 1,
        "unproposed": 0,
        "overruled": {},
    }


@pytest.mark.django_db
def test_nothing_of_the_record_stands_in_the_columns(person: People) -> None:
    desk = Desk(person, otherwise(1, NO))

    found = examined(desk.signature)

    told = json.dumps([found.figures, found.blocking])
    assert "sedation" not in told
    assert "Cyclobenzaprine" not in told


@pytest.mark.django_db
def test_a_signature_is_sound_and_its_signer_known_by_the_trusted(
    person: People, settings: object, tmp_path: Path
) -> None:
    desk = Desk(person)
    assert content_of(examined(desk.signature))["verdict"]["standing"] == (
        "signer not trusted"
    )
    assert examined(desk.signature).sound
    pem = tmp_path / "trusted.pem"
    pem.write_bytes(key().certificate)
    settings.TRUST = pem  # type: ignore[attr-defined]

    again = ExamineAgain(desk.signature, desk.lead).execute()

    verdict = content_of(again)["verdict"]
    assert (verdict["standing"], again.sound) == ("valid", True)
    assert Examination.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["letter", "determination", "record"])
def test_what_was_changed_after_signing_neither_passes_nor_goes_out(
    person: People, part: str
) -> None:
    made = files()
    changed = getattr(made, part).replace(b"2014", b"2015")
    lead, by = person(Role.QUALITY), person(Role.COORDINATOR)
    case = in_review(by, [person(Role.REVIEWER)])
    signature = sign(case, 1, made._replace(**{part: changed}))

    assert not examined(signature).sound
    with pytest.raises(QualityError, match="cannot be relied on"):
        PassSignature(signature, lead).execute()

    Check.objects.create(
        signature=signature, outcome="passed", at=signature.signed, by=lead
    )
    with pytest.raises(QualityError, match=r"altered|another digest|breaks"):
        ReleaseDetermination(case, lead, "Known.").execute()
    assert not Release.objects.exists()


@pytest.mark.django_db
def test_a_pass_is_given_once(person: People) -> None:
    desk = Desk(person)

    first = PassSignature(desk.signature, desk.lead).execute()
    again = PassSignature(desk.signature, desk.lead).execute()

    assert first == again
    assert Entry.objects.filter(act="pass-signature").count() == 1


@pytest.mark.django_db
def test_a_return_leads_back_to_the_reviewer_with_the_errors(person: People) -> None:
    desk = Desk(person)
    flawed(desk.signature)

    check = ReturnToReviewer(
        desk.signature, "finding", " Look at item 1. ", desk.lead
    ).execute()

    assert desk.state() == State.IN_REVIEW
    assert desk.signature.returned is not None
    assert (check.said, check.findings) == (
        "Look at item 1.",
        [{"check": "wrong-side", "item": 1}],
    )
    [told] = check.told
    assert told.startswith("Item 1: ")
    assert verify(stored()).fault == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "comment", "said"),
    [
        ("finding", "", "Say what"),
        ("finding", " \n", "Say what"),
        ("because", "Look.", "reason"),
    ],
)
def test_a_return_says_why(
    person: People, reason: str, comment: str, said: str
) -> None:
    desk = Desk(person)

    with pytest.raises(QualityError, match=said):
        ReturnToReviewer(desk.signature, reason, comment, desk.lead).execute()

    assert desk.state() == State.SIGNED


@pytest.mark.django_db
def test_a_returned_signature_is_neither_returned_nor_passed_again(
    person: People,
) -> None:
    desk = Desk(person)
    old = desk.signature
    ReturnToReviewer(old, "other", "Look.", desk.lead).execute()
    with pytest.raises(QualityError, match="only a signed one"):
        ReturnToReviewer(old, "other", "Look.", desk.lead).execute()
    sign(desk.case, 1)

    with pytest.raises(QualityError, match="returned already"):
        ReturnToReviewer(old, "other", "Look.", desk.lead).execute()
    with pytest.raises(QualityError, match="returned already"):
        PassSignature(old, desk.lead).execute()

    assert Check.objects.count() == 1
    assert desk.state() == State.SIGNED


@pytest.mark.django_db
def test_who_reviewed_neither_checks_nor_releases(person: People) -> None:
    desk = Desk(person).passed()
    Assignment.objects.create(
        case=desk.case,
        reviewer=desk.lead,
        seat=9,
        assigned=desk.signature.signed,
        assigned_by=desk.coordinator,
        ended=desk.signature.signed,
    )

    for act in (
        ReleaseDetermination(desk.case, desk.lead),
        PassSignature(desk.signature, desk.lead),
        ReturnToReviewer(desk.signature, "other", "Look.", desk.lead),
        ExamineAgain(desk.signature, desk.lead),
    ):
        with pytest.raises(QualityError, match="reviewed it yourself"):
            act.execute()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role != Role.QUALITY])
def test_only_the_quality_lead_acts(person: People, role: Role) -> None:
    desk = Desk(person).passed()
    other = person(role)

    for act in (
        ReleaseDetermination(desk.case, other),
        PassSignature(desk.signature, other),
        ReturnToReviewer(desk.signature, "other", "Look.", other),
        ExamineAgain(desk.signature, other),
    ):
        with pytest.raises(PermissionDenied):
            act.execute()


@pytest.mark.django_db
def test_a_signature_queues_its_examination(person: People) -> None:
    from django_tasks_db.models import DBTaskResult

    from workbench.quality.tasks import examine_signature

    desk = Desk(person)
    [queued] = DBTaskResult.objects.filter(task_path__endswith="examine_signature")
    assert queued.args_kwargs["args"] == [desk.signature.pk]

    examine_signature.func(desk.signature.pk)
    examine_signature.func(desk.signature.pk)
    examine_signature.func(0)

    assert Examination.objects.get().signature == desk.signature


@pytest.mark.django_db
def test_without_a_corpus_a_sentence_says_so(
    person: People, settings: object, tmp_path: Path
) -> None:
    settings.CORPUS = None  # type: ignore[attr-defined]
    desk = Desk(person)
    like = content_of(examined(desk.signature))["like"]
    assert "OPENIMR_CORPUS" in like["none"]

    settings.CORPUS = tmp_path / "nowhere"  # type: ignore[attr-defined]
    again = ExamineAgain(desk.signature, desk.lead).execute()

    assert "no such file or folder" in content_of(again)["like"]["none"]
