"""Signing at the desk: what was shown, once, or not at all."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.utils import timezone

from openimr.errors import SigningError
from openimr.letters.write import from_json
from openimr.signing import (
    CaseFileDigest,
    Standing,
    new_development_key,
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
from workbench.people.models import User
from workbench.people.roles import Role
from workbench.review.actions import DecideItem, SignDetermination, signing
from workbench.review.kept import PREFIX
from workbench.review.models import Signature
from workbench.review.preparing import prepared
from workbench.review.sweeping import SAFE, sweep_desks

from .conftest import PASSWORD, People
from .desks import Desk, described, in_review, read_at_once, seat

pytestmark = pytest.mark.django_db
STATEMENTS = frozenset({"own_decision", "no_conflict"})
KEY_PASSWORD = "a password of the tests"  # noqa: S105 - of nobody


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    made = new_development_key(KEY_PASSWORD, timezone.now())
    (folder / "key.p12").write_bytes(made.pkcs12)
    (folder / "key.pem").write_bytes(made.certificate)
    return folder / "key.p12"


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


def _act(desk: Desk) -> SignDetermination:
    return SignDetermination(
        draft=desk.draft,
        version=desk.draft.version,
        confirmed=prepared(desk.bench).digest,
        attested=STATEMENTS,
        by=desk.reviewer,
    )


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
    act = _act(desk)

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
    act = _act(desk)

    first, second = act.execute(), act.execute()

    assert first.pk == second.pk
    assert Signature.objects.count() == 1


def test_two_windows_at_once_make_one_signature(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    act, once = _act(desk), []
    sign = signing.sign_work

    def overtaken(*given: object) -> object:
        made = sign(*given)  # type: ignore[arg-type]
        if not once:
            once.append(True)
            once.append(act.execute().pk)
        return made

    monkeypatch.setattr(signing, "sign_work", overtaken)
    signature = act.execute()

    assert once == [True, signature.pk]
    assert Signature.objects.count() == 1
    assert _signed_files() == 4


def test_a_draft_that_changed_after_it_was_shown_is_not_signed(desk: Desk) -> None:
    act = _act(desk)
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
    act = _act(desk)
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
    act = _act(desk)
    _add_record(desk)

    with pytest.raises(DraftError, match="Records were added"):
        act.execute()


def test_a_record_that_comes_in_while_it_is_being_signed_stops_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    act, stored_files = _act(desk), signing._stored

    def late(*given: object) -> object:
        _add_record(desk)
        return stored_files(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(signing, "_stored", late)

    with pytest.raises(DraftError, match="Something changed"):
        act.execute()

    assert not Signature.objects.exists()
    assert _signed_files() == 0


def test_a_later_reading_has_to_be_taken_over_first(desk: Desk) -> None:
    act = _act(desk)
    queue_reading(desk.case)
    read_at_once(Case.objects.get(pk=desk.case.pk))

    with pytest.raises(DraftError, match="read again"):
        act.execute()


def test_an_open_item_or_a_statement_that_was_not_made_is_refused(
    desk: Desk, person: People
) -> None:
    with pytest.raises(SigningError, match="not every one was made"):
        replace(_act(desk), attested=frozenset({"own_decision"})).execute()

    bare = in_review_again(person)
    with pytest.raises(DraftError, match=r"Item 1 is not decided"):
        _act(bare).execute()


def in_review_again(person: People) -> Desk:
    made = in_review(person)
    made.start()
    return made


@pytest.mark.parametrize(
    "change", [{"ended": timezone.now()}, {"attested": None}], ids=["ended", "shut"]
)
def test_who_lost_the_case_signs_nothing(desk: Desk, change: dict[str, object]) -> None:
    act = _act(desk)
    Assignment.objects.update(**change)

    with pytest.raises(PermissionDenied):
        act.execute()


def test_another_reviewer_signs_nothing_and_learns_nothing(
    desk: Desk, person: People
) -> None:
    act = _act(desk)
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
    act = _act(desk)

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


def test_a_case_of_several_is_signed_when_every_seat_has_signed(
    desk: Desk, person: People
) -> None:
    other = described(person(Role.REVIEWER))
    second = replace(
        desk, reviewer=other, assignment=seat(desk.case, other, desk.coordinator, 2)
    )
    second.start()
    second.decide_all()

    _act(desk).execute()
    assert Case.objects.get().state == State.IN_REVIEW
    with pytest.raises(DraftError, match="you have signed it"):
        desk.decide_all()
    _act(second).execute()

    assert Case.objects.get().state == State.SIGNED


def test_what_was_returned_is_signed_anew_beside_the_first(desk: Desk) -> None:
    first = _act(desk).execute()
    Signature.objects.filter(pk=first.pk).update(returned=timezone.now())
    Case.objects.update(state=State.IN_REVIEW)
    desk.decide_all("As I find it still.")

    second = _act(desk).execute()

    assert (first.number, second.number) == (1, 2)
    assert _files(first)["letter.pdf"] != _files(second)["letter.pdf"]


Browser = Callable[[User], Client]


def _recently(browser: Client) -> None:
    """Let the browser be one whose user gave the password just now."""
    session = browser.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session.save()


def test_signing_asks_for_the_password_again(desk: Desk, logged_in: Browser) -> None:
    browser = logged_in(desk.reviewer)
    to = f"/desk/{desk.assignment.pk}/sign/"

    answer = browser.get(to)

    assert answer.status_code == 302
    assert "reauthenticate" in answer["Location"]
    again = browser.post(answer["Location"], {"password": PASSWORD})
    assert again.status_code == 302
    assert browser.get(to).status_code == 200


def test_the_page_shows_digest_and_statements_and_signs(
    desk: Desk, logged_in: Browser
) -> None:
    browser = logged_in(desk.reviewer)
    _recently(browser)
    to = f"/desk/{desk.assignment.pk}/sign/"
    digest = prepared(desk.bench).digest
    page = browser.get(to).content.decode()
    assert digest in page
    assert "my own medical judgement" in page
    assert "the key of this site" in page

    sent = {"version": desk.draft.version, "digest": digest}
    refused = browser.post(to, sent)
    assert (refused.status_code, Signature.objects.count()) == (422, 0)
    late = browser.post(to, {**sent, "digest": "0" * 64, "attested": [*STATEMENTS]})
    assert (late.status_code, Signature.objects.count()) == (409, 0)
    assert "Something changed" in late.content.decode()
    answers = [browser.post(to, {**sent, "attested": [*STATEMENTS]}) for _ in "12"]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Signature.objects.count() == 1
    desk_page = browser.get(f"/desk/{desk.assignment.pk}/").content.decode()
    assert "You signed this case" in desk_page
    assert "Save the decision" not in desk_page
    letter = browser.get(f"/desk/{desk.assignment.pk}/signed/letter.pdf")
    assert letter.content.startswith(b"%PDF-")


def test_what_is_missing_stands_on_the_page_in_place_of_the_form(
    person: People, logged_in: Browser
) -> None:
    desk = in_review_again(person)
    browser = logged_in(desk.reviewer)
    _recently(browser)

    page = browser.get(f"/desk/{desk.assignment.pk}/sign/").content.decode()

    assert "Item 1 is not decided." in page
    assert "Sign the determination</button>" not in page


def test_without_a_key_of_its_own_the_site_says_so(
    desk: Desk, logged_in: Browser, settings: object, tmp_path: Path
) -> None:
    settings.SIGNING_KEY, settings.DATA = "", tmp_path  # type: ignore[attr-defined]
    browser = logged_in(desk.reviewer)
    _recently(browser)

    page = browser.get(f"/desk/{desk.assignment.pk}/sign/").content.decode()

    assert "no signing key of its own" in page
    assert "NOT FOR PRODUCTION" in page
    kept = sorted(path.name for path in (tmp_path / "signing").iterdir())
    assert len(kept) == 2
    assert _act(desk).execute().number == 1


def test_a_key_that_does_not_open_is_told(
    desk: Desk, logged_in: Browser, settings: object
) -> None:
    settings.SIGNING_PASSWORD = "another"  # type: ignore[attr-defined]  # noqa: S105
    browser = logged_in(desk.reviewer)
    _recently(browser)

    page = browser.get(f"/desk/{desk.assignment.pk}/sign/").content.decode()

    assert "the password does not open it" in page
    assert not Signature.objects.exists()
