"""What a quality lead writes lies sealed, and what a version before left follows."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from workbench.audit.models import Entry
from workbench.cases.models import Case
from workbench.cases.states import State
from workbench.errors import DiskFullError
from workbench.files.models import StoredFile
from workbench.operations.management.commands.minutely import DUTIES
from workbench.operations.retention import DestroyFiles, Share
from workbench.quality.actions import ReturnToReviewer
from workbench.quality.models import Check, Release
from workbench.quality.sealed import seal_rows

from .conftest import People
from .quality_desk import Desk, flawed

pytestmark = pytest.mark.django_db(transaction=True)
COMMENT = "Mrs Tollemache took the drug; page 3."
REASON = "Tollemache is the worker, not the reviewer."


def _rows() -> str:
    return str([*Check.objects.values(), *Release.objects.values()])


def _released(person: People) -> Desk:
    desk = Desk(person).passed()
    flawed(desk.signature)
    desk.release(REASON)
    return desk


def test_a_comment_is_in_no_row_and_on_the_page(
    person: People, logged_in: object
) -> None:
    desk = Desk(person)
    ReturnToReviewer(desk.signature, "other", COMMENT, desk.lead).execute()

    check = Check.objects.get()
    assert "Tollemache" not in _rows()
    assert check.words is not None
    assert b"Tollemache" not in check.words.place.read_bytes()
    browser: Client = logged_in(desk.lead)  # type: ignore[operator]
    at = f"/quality/{desk.case.pk}/"
    assert COMMENT in browser.get(at).content.decode()
    check.words.place.unlink()
    page = browser.get(at).content.decode()
    assert COMMENT not in page
    assert str(check.words.pk) in page


def test_a_reason_to_release_is_in_no_row_and_on_the_page(
    person: People, logged_in: object
) -> None:
    desk = _released(person)

    browser: Client = logged_in(desk.lead)  # type: ignore[operator]

    assert "Tollemache" not in _rows()
    assert REASON in browser.get(f"/quality/{desk.case.pk}/").content.decode()
    figures = browser.get("/quality/figures/").content.decode()
    assert "1 in spite of errors" in " ".join(figures.split())


def _as_before(desk: Desk) -> None:
    """Put the words into rows, as a version before did."""
    Release.objects.update(reason=REASON, why=None)
    Check.objects.create(
        signature=desk.signature,
        outcome=Check.Outcome.RETURNED,
        comment=COMMENT,
        at=timezone.now(),
        by=desk.lead,
    )


def _said() -> list[str]:
    comments = [one.said for one in Check.objects.order_by("pk")]
    return [*comments, Release.objects.get().said]


def test_words_of_a_version_before_count_and_are_sealed_once(person: People) -> None:
    _as_before(_released(person))
    before, out = _said(), StringIO()
    assert before == ["", COMMENT, REASON]

    call_command("quality_seal", stdout=out)
    call_command("quality_seal", stdout=out)

    assert out.getvalue().splitlines() == [
        "2 comments and reasons sealed",
        "0 comments and reasons sealed",
    ]
    assert _said() == before
    assert "Tollemache" not in _rows()
    told = Entry.objects.filter(act="seal-words")
    assert [entry.details["words"] for entry in told] == [2]


def test_a_full_disk_leaves_words_where_they_were(
    person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    _as_before(_released(person))

    def full(name: str, _: object) -> StoredFile:
        raise DiskFullError(name)

    monkeypatch.setattr("workbench.quality.sealed.seal_words", full)

    with pytest.raises(CommandError, match="room"):
        call_command("quality_seal")
    assert _said() == ["", COMMENT, REASON]


@pytest.mark.parametrize("sealed", [False, True])
def test_with_the_outcome_the_words_go(person: People, sealed: bool) -> None:
    desk = _released(person)
    _as_before(desk)
    if sealed:
        seal_rows()
    Case.objects.filter(pk=desk.case.pk).update(state=State.RELEASED)
    later = timezone.now() + timedelta(days=1)

    DestroyFiles(desk.case, Share.OUTCOME, later).execute()

    assert "Tollemache" not in _rows()
    assert "Tollemache" not in str(_said())


def test_sealing_what_a_version_before_left_is_a_duty_of_every_minute() -> None:
    assert "quality_seal" in DUTIES
