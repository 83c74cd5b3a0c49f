"""What goes out goes out whole, once, and tells no more than it should."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from openimr.casework.release import Outgoing, outgoing
from openimr.domain import Determination
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
    PassSignature,
    ReleaseDetermination,
    ReturnToReviewer,
)
from workbench.quality.models import Release
from workbench.quality.signals import released
from workbench.quality.verification import opened

from .conftest import People
from .quality_desk import Desk, flawed
from .signed import (
    AGREE,
    NO,
    YES,
    files,
    in_review,
    otherwise,
    renamed,
    sign,
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
_MADE: dict[str, Outgoing] = {}


@pytest.fixture(autouse=True)
def _each_set_of_files_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting letters and copies takes seconds, and the same come up again."""

    def once(signed: list[Determination], *given: object, **named: object) -> Outgoing:
        key = repr((list(map(to_json, signed)), sorted(named.items())))
        if key not in _MADE:
            _MADE[key] = outgoing(signed, *given, **named)  # type: ignore[arg-type]
        return _MADE[key]

    monkeypatch.setattr("workbench.quality.outgoing.outgoing", once)


@pytest.fixture
def heard() -> Iterator[list[Release]]:
    """Return what listeners were told of."""
    told: list[Release] = []

    def listen(release: Release, **_: object) -> None:
        told.append(release)

    released.connect(listen)
    yield told
    released.disconnect(listen)


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
    assert (out.by, out.leaks["blocked"], out.said) == (desk.lead, False, "")
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
    flawed(desk.signature)

    with pytest.raises(QualityError, match="say why it goes out in spite"):
        desk.release(" ")
    out = desk.release(" The side is told in the heading. ")

    assert (out.said, out.reason) == ("The side is told in the heading.", "")
    assert "heading" not in str(list(Release.objects.values()))
    assert Entry.objects.get(act="release").details["errors"] == 1


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
