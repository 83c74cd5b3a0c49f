"""A copy that leaks is not published; the others become letters of a library."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from openimr.casework.release import outgoing
from openimr.domain import RequestDetails
from openimr.letters.read import read_file
from workbench.audit.models import Entry
from workbench.cases.states import State

from .conftest import People
from .quality_desk import Desk
from .signed import (
    NO,
    YES,
)


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


def _recognise() -> Callable[[str], RequestDetails]:
    from openimr.casework import knowledge

    return knowledge().requests.read
