"""A signed determination is checked, goes back or goes out; never half."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client

from openimr.casework.release import Outgoing, outgoing
from openimr.domain import Determination
from openimr.letters.read import read_file
from openimr.letters.write import from_json, to_json
from workbench.assignment.models import Assignment
from workbench.audit.chain import stored, verify
from workbench.audit.models import Entry
from workbench.cases.states import State
from workbench.errors import QualityError
from workbench.files.models import StoredFile
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.quality import actions
from workbench.quality.actions import (
    ExamineAgain,
    PassSignature,
    ReleaseDetermination,
    ReturnToReviewer,
)
from workbench.quality.examining import content_of, examined
from workbench.quality.models import Check, Examination, Release
from workbench.quality.signals import released
from workbench.quality.verification import opened
from workbench.review.models import Signature

from .conftest import People
from .signed import (
    AGREE,
    NO,
    WHY,
    YES,
    files,
    in_review,
    key,
    otherwise,
    renamed,
    sign,
    signed,
)

Browser = Callable[[User], Client]
KNOWN = "A judgement of the reviewer's own rests on no page."
SHEETS = {
    "reader.en.pdf",
    "reader.en.txt",
    "reader.es.pdf",
    "reader.es.txt",
    "requester.pdf",
    "requester.txt",
}


class Desk:
    """A case by one reviewer, or several, and the people around it."""

    def __init__(self, person: People, *choices: object) -> None:
        self.lead = person(Role.QUALITY)
        self.coordinator = person(Role.COORDINATOR)
        many = max(1, len(choices))
        self.reviewers = [person(Role.REVIEWER) for _ in range(many)]
        self.case = signed(
            self.coordinator,
            *self.reviewers,
            choices=choices,  # type: ignore[arg-type]
        )

    @property
    def signature(self) -> Signature:
        return Signature.objects.order_by("pk").first()  # type: ignore[return-value]

    def passed(self) -> "Desk":
        for signature in Signature.objects.filter(returned=None):
            PassSignature(signature, self.lead).execute()
        return self

    def release(self, reason: str = "") -> Release:
        return ReleaseDetermination(self.case, self.lead, reason).execute()

    def state(self) -> str:
        self.case.refresh_from_db()
        return self.case.state


@pytest.fixture(autouse=True)
def _each_set_of_files_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting letters and copies takes seconds, and the same come up again."""

    def once(signed: list[Determination], *given: object, **named: object) -> Outgoing:
        key = repr((list(map(to_json, signed)), sorted(named.items())))
        if key not in _MADE:
            _MADE[key] = outgoing(signed, *given, **named)  # type: ignore[arg-type]
        return _MADE[key]

    monkeypatch.setattr("workbench.quality.outgoing.outgoing", once)


_MADE: dict[str, Outgoing] = {}


@pytest.fixture
def heard() -> Iterator[list[Release]]:
    """Return what listeners were told of."""
    told: list[Release] = []

    def listen(release: Release, **_: object) -> None:
        told.append(release)

    released.connect(listen)
    yield told
    released.disconnect(listen)


def _break(signature: Signature, **errors: object) -> None:
    """Have lint find errors in a signature."""
    found = examined(signature)
    found.blocking = [{"check": "wrong-side", "item": 1}]
    for name, value in errors.items():
        setattr(found, name, value)
    found.save()


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
        ReleaseDetermination(case, lead, KNOWN).execute()
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
    _break(desk.signature)

    check = ReturnToReviewer(
        desk.signature, "finding", " Look at item 1. ", desk.lead
    ).execute()

    assert desk.state() == State.IN_REVIEW
    assert desk.signature.returned is not None
    assert (check.comment, check.findings) == (
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
def test_what_was_signed_anew_goes_out(person: People) -> None:
    desk = Desk(person, otherwise(1, NO))
    ReturnToReviewer(desk.signature, "rationale", "Why?", desk.lead).execute()
    sign(desk.case, 1, files(AGREE))

    out = desk.passed().release()

    items = from_json(opened(out.determination)).items
    assert [item.decision for item in items] == [YES, NO]


@pytest.mark.django_db(transaction=True)
def test_a_release_gives_the_parties_their_letters_and_the_public_its_copy(
    person: People, heard: list[Release]
) -> None:
    desk = Desk(person).passed()

    out = desk.release()

    assert desk.state() == State.RELEASED
    assert {sheet.name for sheet in out.sheets.all()} == SHEETS
    assert opened(out.letter).startswith(b"%PDF-")
    assert out.publication is not None
    assert (out.by, out.leaks["blocked"], out.reason) == (desk.lead, False, "")
    assert heard == [out]
    assert Entry.objects.get(act="release").details == {
        "signatures": [desk.signature.pk],
        "published": True,
        "errors": 0,
    }
    assert verify(stored()).fault == ""


@pytest.mark.django_db
def test_what_goes_out_tells_the_decision_and_not_the_way_to_it(
    person: People,
) -> None:
    desk = Desk(person, otherwise(1, NO))
    renamed(desk.reviewers[0], "Maren Lindqvist, MD")

    out = desk.passed().release(KNOWN)

    data = opened(out.determination)
    assert all(item.own is None for item in from_json(data).items)
    sheets = [opened(each.file) for each in out.sheets.all()]
    assert all(b"Lindqvist" not in each for each in (data, *sheets))
    assert b"signature.json" not in opened(out.letter)


@pytest.mark.django_db
def test_a_letter_that_names_its_reviewer_stays_in_the_house(person: People) -> None:
    desk = Desk(person, otherwise(1, NO, "I, Maren Lindqvist, weighed it."))
    renamed(desk.reviewers[0], "Maren Lindqvist, MD")
    desk.passed()

    with pytest.raises(QualityError, match=r"names a reviewer.*Return it"):
        desk.release(KNOWN)

    assert not Release.objects.exists()


@pytest.mark.django_db
def test_of_three_seats_the_majority_goes_out(person: People) -> None:
    desk = Desk(person, AGREE, otherwise(1, NO), otherwise(1, NO)).passed()

    out = desk.release(KNOWN)

    made = from_json(opened(out.determination))
    assert [item.decision for item in made.items] == [NO, NO]
    assert [[vote.decision for vote in each.votes] for each in made.panel] == [
        [YES, NO],
        [NO, NO],
        [NO, NO],
    ]
    assert out.signature.assignment.seat == 2


@pytest.mark.django_db
def test_of_two_seats_that_split_the_treatment_goes_out(person: People) -> None:
    desk = Desk(person, otherwise(1, NO), AGREE).passed()

    made = from_json(opened(desk.release(KNOWN).determination))

    assert made.items[0].decision is YES


@pytest.mark.django_db
def test_every_seat_must_have_signed_and_passed(person: People) -> None:
    lead, by = person(Role.QUALITY), person(Role.COORDINATOR)
    case = in_review(by, [person(Role.REVIEWER), person(Role.REVIEWER)])
    with pytest.raises(QualityError, match="only a signed one is released"):
        ReleaseDetermination(case, lead).execute()
    first = sign(case, 1)
    PassSignature(first, lead).execute()
    with pytest.raises(QualityError, match="seat 2 has not signed yet"):
        ReleaseDetermination(case, lead).execute()
    sign(case, 2)
    with pytest.raises(QualityError, match="seat 2 has not passed yet"):
        ReleaseDetermination(case, lead).execute()
    Assignment.objects.filter(case=case).update(ended=first.signed)
    with pytest.raises(QualityError, match="no reviewer is on it"):
        ReleaseDetermination(case, lead).execute()


@pytest.mark.django_db
def test_errors_of_lint_need_a_reason_that_is_kept(person: People) -> None:
    desk = Desk(person).passed()
    _break(desk.signature)

    with pytest.raises(QualityError, match="say why it goes out in spite"):
        desk.release(" ")
    out = desk.release(" The side is told in the heading. ")

    assert out.reason == "The side is told in the heading."
    assert Entry.objects.get(act="release").details["errors"] == 1


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
def test_a_blocked_publication_copy_holds_up_no_release(
    person: People, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from openimr.casework import publish
    from openimr.publication import Leak

    leak = Leak(file="letter.txt", where="p. 1", what="worker", how="a", blocks=True)
    monkeypatch.setattr(publish, "find_leaks", lambda *_: (leak,))
    monkeypatch.setattr("workbench.quality.outgoing.outgoing", outgoing)
    desk = Desk(person).passed()

    out = desk.release()

    assert out.publication is None
    assert out.leaks["blocked"] is True
    assert desk.state() == State.RELEASED
    assert Entry.objects.get(act="release").details["published"] is False
    call_command("library_export", tmp_path / "out", stdout=(said := _Said()))
    assert str(said) == "0 written, 0 there already, 1 withheld by the leak test."


class _Said:
    def __init__(self) -> None:
        self.words = ""

    def write(self, words: str) -> None:
        self.words += words

    def __str__(self) -> str:
        return self.words.strip()


@pytest.mark.django_db
def test_the_export_writes_letters_that_read_as_letters_without_the_worker(
    person: People, tmp_path: Path
) -> None:
    desk = Desk(person).passed()
    desk.release()
    folder = tmp_path / "letters"

    call_command("library_export", folder, stdout=(said := _Said()))
    assert str(said).startswith("1 written, 0 there")
    call_command("library_export", folder, stdout=(again := _Said()))
    assert str(again).startswith("0 written, 1 there")

    [letter] = folder.iterdir()
    assert desk.case.number not in letter.name
    read = read_file(letter, _recognise())
    assert [item.decision for item in read.items] == [YES, NO]
    (tmp_path / "in the way").write_text("a file")
    with pytest.raises(CommandError):
        call_command("library_export", tmp_path / "in the way")


def _recognise() -> object:
    from openimr.casework import knowledge

    return knowledge().requests.read


@pytest.mark.django_db
def test_a_second_release_gives_back_the_first(person: People) -> None:
    desk = Desk(person).passed()

    first, again = desk.release(), desk.release()

    assert first == again
    assert Release.objects.count() == 1
    assert Entry.objects.filter(act="release").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fails", ["move", "record", "sheets_of"])
def test_a_release_that_breaks_off_leaves_nothing_half(
    person: People,
    monkeypatch: pytest.MonkeyPatch,
    heard: list[Release],
    settings: object,
    fails: str,
) -> None:
    desk = Desk(person).passed()
    rows = set(StoredFile.objects.values_list("pk", flat=True))
    lying = _lying(settings)

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(actions, fails, fail)
        with pytest.raises(KeyboardInterrupt):
            desk.release()

    assert desk.state() == State.SIGNED
    assert not Release.objects.exists()
    assert set(StoredFile.objects.values_list("pk", flat=True)) == rows
    assert _lying(settings) == lying
    assert heard == []
    assert not Entry.objects.filter(act="release").exists()
    assert desk.release().case == desk.case
    assert len(heard) == 1


def _lying(settings: object) -> set[Path]:
    folder: Path = settings.FILES_FOLDER  # type: ignore[attr-defined]
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.django_db(transaction=True)
def test_a_listener_that_fails_undoes_no_release(
    person: People, heard: list[Release]
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError

    released.connect(fail)
    try:
        Desk(person).passed().release()
    finally:
        released.disconnect(fail)

    assert Release.objects.count() == 1
    assert len(heard) == 1


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
