"""Signing at the desk: what was shown, once, or not at all."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from openimr.casework.sign_work import sign_work
from openimr.errors import SigningError
from openimr.letters.write import from_json
from openimr.signing import (
    CaseFileDigest,
    Standing,
    read_roots,
    verify_folder,
)
from workbench.assignment.models import Assignment
from workbench.audit.chain import stored, verify
from workbench.audit.models import Entry
from workbench.cases.actions import queue_reading
from workbench.cases.models import Case, CaseRecord
from workbench.cases.states import State
from workbench.errors import DraftError
from workbench.files.models import StoredFile
from workbench.files.store import get, put
from workbench.people.roles import Role
from workbench.review.actions import DecideItem, signing
from workbench.review.kept import PREFIX
from workbench.review.models import Signature
from workbench.review.sweeping import SAFE, sweep_desks

from .conftest import People
from .desks import KEY_PASSWORD, Desk, described, in_review, key_in, read_at_once
from .desks import signing as signing_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return key_in(tmp_path_factory.mktemp("keys"))


@pytest.fixture(autouse=True)
def _site_key(settings: object, key: Path) -> None:
    settings.SIGNING_KEY = str(key)  # type: ignore[attr-defined]
    settings.SIGNING_PASSWORD = KEY_PASSWORD  # type: ignore[attr-defined]


@pytest.fixture
def desk(person: People) -> Desk:
    made = in_review(person)
    made.start()
    made.decide_all()
    return made


def _files(signature: Signature) -> dict[str, bytes]:
    assert signature.evidence is not None
    named = {
        "letter.pdf": signature.letter,
        "determination.json": signature.determination,
        "signature.json": signature.record,
        "evidence.html": signature.evidence,
    }
    return {name: b"".join(get(file)) for name, file in named.items()}


def test_a_signature_binds_letter_record_and_case_and_moves_the_case(
    desk: Desk, key: Path
) -> None:
    act = signing_of(desk)

    signature = act.execute()

    assert signature.digest == act.confirmed
    assert Case.objects.get().state == State.SIGNED
    files = _files(signature)
    records = [
        CaseFileDigest(file=one.name, bytes=one.file.size, sha256=one.sha256)
        for one in desk.case.records.all()
    ]
    roots = read_roots(key.with_suffix(".pem").read_bytes(), "key.pem")
    verdict = verify_folder(files, "signed", roots, timezone.now(), case_files=records)
    assert verdict.standing is Standing.VALID
    final = from_json(files["determination.json"])
    assert final.status == "signed"
    assert final.reviewer is not None
    assert final.reviewer.board_certifications == ("Pain Medicine",)
    told = json.loads(files["signature.json"])
    assert told["shown_sha256"] == act.confirmed
    assert b"Feather" not in b"".join(files.values())
    assert Entry.objects.filter(act="sign-determination").count() == 1
    assert verify(stored()).fault == ""


def _signed_files() -> int:
    ours = StoredFile.objects.filter(name__startswith=PREFIX)
    return ours.exclude(name__endswith="draft.json").count()


def test_a_second_click_is_the_same_signature(desk: Desk) -> None:
    act = signing_of(desk)

    first, second = act.execute(), act.execute()

    assert first.pk == second.pk
    assert Signature.objects.count() == 1


def test_two_windows_at_once_make_one_signature(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    act, once = signing_of(desk), list[int]()
    sign = sign_work

    def overtaken(*given: object) -> object:
        made = sign(*given)  # type: ignore[arg-type]
        if not once:
            once.append(0)
            once.append(act.execute().pk)
        return made

    monkeypatch.setattr(signing, "sign_work", overtaken)
    signature = act.execute()

    assert once == [0, signature.pk]
    assert Signature.objects.count() == 1
    assert _signed_files() == 4


def test_a_draft_that_changed_after_it_was_shown_is_not_signed(desk: Desk) -> None:
    act = signing_of(desk)
    DecideItem(
        draft=desk.draft,
        version=desk.draft.version,
        item=1,
        decision=desk.bench.proposal.items[0].decision,
        reason="In other words.",
        by=desk.reviewer,
    ).execute()

    with pytest.raises(DraftError, match="Something changed"):
        act.execute()
    with pytest.raises(DraftError, match="Something changed"):
        replace(act, version=desk.draft.version).execute()

    assert not Signature.objects.exists()
    assert Case.objects.get().state == State.IN_REVIEW


def test_credentials_that_changed_are_another_digest(desk: Desk) -> None:
    act = signing_of(desk)
    row = desk.reviewer.reviewer
    row.entry = {**row.entry, "hours_a_week": 12}
    row.save()

    with pytest.raises(DraftError, match="Something changed"):
        replace(act, draft=desk.draft).execute()


def _add_record(desk: Desk) -> None:
    CaseRecord.objects.create(
        case=desk.case,
        file=put("late.txt", [b"A late report."]),
        name="late.txt",
        sha256="1" * 64,
        added=timezone.now(),
        added_by=desk.coordinator,
    )


def test_records_that_came_in_late_have_to_be_read_first(desk: Desk) -> None:
    act = signing_of(desk)
    _add_record(desk)

    with pytest.raises(DraftError, match="Records were added"):
        act.execute()


def test_a_record_that_comes_in_while_it_is_being_signed_stops_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    act, stored_files = signing_of(desk), signing._stored

    def late(*given: object) -> object:
        _add_record(desk)
        return stored_files(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(signing, "_stored", late)

    with pytest.raises(DraftError, match="Something changed"):
        act.execute()

    assert not Signature.objects.exists()
    assert _signed_files() == 0


def test_a_later_reading_has_to_be_taken_over_first(desk: Desk) -> None:
    act = signing_of(desk)
    queue_reading(desk.case)
    read_at_once(Case.objects.get(pk=desk.case.pk))

    with pytest.raises(DraftError, match="read again"):
        act.execute()


def test_an_open_item_or_a_statement_that_was_not_made_is_refused(
    desk: Desk, person: People
) -> None:
    with pytest.raises(SigningError, match="not every one was made"):
        replace(signing_of(desk), attested=frozenset({"own_decision"})).execute()

    bare = in_review_again(person)
    with pytest.raises(DraftError, match=r"Item 1 is not decided"):
        signing_of(bare).execute()


def in_review_again(person: People) -> Desk:
    made = in_review(person)
    made.start()
    return made


@pytest.mark.parametrize(
    "change", [{"ended": timezone.now()}, {"attested": None}], ids=["ended", "shut"]
)
def test_who_lost_the_case_signs_nothing(desk: Desk, change: dict[str, object]) -> None:
    act = signing_of(desk)
    Assignment.objects.update(**change)

    with pytest.raises(PermissionDenied):
        act.execute()


def test_another_reviewer_signs_nothing_and_learns_nothing(
    desk: Desk, person: People
) -> None:
    act = signing_of(desk)
    other = described(person(Role.REVIEWER))

    with pytest.raises(PermissionDenied):
        replace(act, by=other).execute()
    act.execute()
    with pytest.raises(PermissionDenied):
        replace(act, by=other).execute()


class _KilledError(BaseException):
    """Stands for a kill: nothing that cleans up after errors runs."""


def test_killed_between_files_and_row_nothing_is_signed_and_the_files_go(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = signing_of(desk)

    def killed(*_: object, **__: object) -> None:
        raise _KilledError

    with monkeypatch.context() as patch:
        patch.setattr(signing, "record", killed)  # the last step of the transaction
        with pytest.raises(_KilledError), transaction.atomic():
            act.execute()
    # The files' rows went with the test's own transaction; as if they had stayed:
    for name in ("letter.pdf", "signature.json"):
        put(f"{PREFIX}{name}", [b"left behind"])

    assert not Signature.objects.exists()
    assert Case.objects.get().state == State.IN_REVIEW
    StoredFile.objects.filter(name__endswith="draft.json").exclude(
        pk=desk.draft.content_id
    ).delete()
    assert sweep_desks() == 0  # an act may still be at work on them
    StoredFile.objects.update(stored=timezone.now() - SAFE - timedelta(minutes=1))
    assert sweep_desks() == 2
    signature = act.execute()
    StoredFile.objects.update(stored=timezone.now() - SAFE - timedelta(minutes=1))
    assert sweep_desks() == 0
    assert _files(signature)["letter.pdf"].startswith(b"%PDF-")
