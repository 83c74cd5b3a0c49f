"""A backup brings back the whole site, and nothing else passes for one."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from workbench.audit.chain import stored, verify
from workbench.audit.models import Entry
from workbench.cases.models import Case, Progress, Reading
from workbench.errors import BackupError, KeyLostError
from workbench.files.models import StoredFile
from workbench.files.store import destroy, get
from workbench.operations import backup
from workbench.operations.backup.tables import tables
from workbench.people.models import HeldRole, User
from workbench.people.roles import Role
from workbench.review.viewer.drawing import wanted

from .conftest import MIGRATION, People
from .making import opened

WORDS = b"The injured worker has low back pain."


def _lose_everything(settings: object, folder: Path) -> None:
    """Empty the database, and begin another folder of files, as on a new machine."""
    with connection.schema_editor() as editor:
        MIGRATION.allow(None, editor)
    call_command("flush", "--no-input", verbosity=0)
    with connection.schema_editor() as editor:
        MIGRATION.forbid(None, editor)
    settings.FILES_FOLDER = folder  # type: ignore[attr-defined]


def _rows() -> dict[str, list[dict[str, object]]]:
    return {
        table._meta.label: list(table._base_manager.order_by("pk").values())
        for table in tables()
    }


@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_comes_back_to_the_last_digit(
    person: People, settings: object, tmp_path: Path
) -> None:
    case = opened(person(Role.COORDINATOR), WORDS)
    person(Role.PARTY)
    gone = case.records.get().file
    before = _rows()
    saved = backup.back_up(tmp_path / "backup", timezone.now())
    _lose_everything(settings, tmp_path / "new")

    back = backup.restore(tmp_path / "backup")

    assert _rows() == before
    assert (back.rows, back.files, back.acts) == (saved.rows, saved.files, saved.acts)
    assert b"".join(get(StoredFile.objects.get(pk=gone.pk))) == WORDS
    assert verify(stored()).last == saved.last
    assert Case.objects.get().number == case.number


@pytest.mark.django_db(transaction=True)
def test_a_site_that_came_back_goes_on(
    person: People, settings: object, tmp_path: Path
) -> None:
    user = person(Role.COORDINATOR)
    first = opened(user)
    Reading.objects.update(progress=Progress.RUNNING, attempt=1)
    wanted(first.readings.get())
    backup.back_up(tmp_path / "backup", timezone.now())
    _lose_everything(settings, tmp_path / "new")
    backup.restore(tmp_path / "backup")

    second = opened(User.objects.get(), b"Another report.")

    assert second.number > first.number
    assert HeldRole.objects.create(
        user=User.objects.get(), role=Role.AUDITOR, since=timezone.now()
    ).pk
    assert {r.progress for r in Reading.objects.all()} == {Progress.WAITING}
    queues = DBTaskResult.objects.values_list("queue_name", flat=True)
    assert sorted(queues) == ["intake", "intake", "review"]
    assert verify(stored()).fault == ""


@pytest.mark.django_db(transaction=True)
def test_a_second_backup_copies_only_what_is_new(
    person: People, tmp_path: Path
) -> None:
    user, folder = person(Role.COORDINATOR), tmp_path / "backup"
    destroyed = opened(user).records.get().file
    assert backup.back_up(folder, timezone.now()).copied == 1
    opened(user, b"Another report.")
    destroy(destroyed)

    again = backup.back_up(folder, timezone.now())

    assert (again.files, again.copied) == (1, 1)
    assert len(list(folder.glob("rows-*"))) == 1
    assert backup.verify(folder).files == 1


@pytest.mark.django_db
def test_a_backup_holds_no_word_in_the_clear(person: People, tmp_path: Path) -> None:
    user = person(Role.COORDINATOR, email="somebody@example.org")
    opened(user, WORDS)
    backup.back_up(tmp_path / "backup", timezone.now())

    for place in (tmp_path / "backup").rglob("*"):
        if place.is_file():
            held = place.read_bytes()
            assert b"low back" not in held
            assert b"somebody" not in held


def _cut_rows(folder: Path) -> None:
    (place,) = folder.glob("rows-*")
    place.write_bytes(place.read_bytes()[:-1])


def _change_file(folder: Path) -> None:
    place = next(p for p in (folder / "files").rglob("*") if p.is_file())
    data = bytearray(place.read_bytes())
    data[3] ^= 1
    place.write_bytes(data)


def _lose_file(folder: Path) -> None:
    next(p for p in (folder / "files").rglob("*") if p.is_file()).unlink()


def _cut_manifest(folder: Path) -> None:
    (folder / "backup.json").write_text('{"layout": 1')


def _other_layout(folder: Path) -> None:
    told = json.loads((folder / "backup.json").read_text())
    (folder / "backup.json").write_text(json.dumps(told | {"layout": 9}))


def _lead_out(folder: Path) -> None:
    told = json.loads((folder / "backup.json").read_text())
    told["files"] = ["../../../../etc/passwd"]
    (folder / "backup.json").write_text(json.dumps(told))


DAMAGES = [_cut_rows, _change_file, _lose_file, _cut_manifest, _other_layout, _lead_out]


@pytest.mark.django_db
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_is_noticed(
    person: People, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    opened(person(Role.COORDINATOR))
    backup.back_up(tmp_path / "backup", timezone.now())
    damage(tmp_path / "backup")

    with pytest.raises(BackupError):
        backup.verify(tmp_path / "backup")


@pytest.mark.django_db
def test_without_the_keys_a_backup_opens_to_nobody(
    person: People, settings: object, tmp_path: Path
) -> None:
    opened(person(Role.COORDINATOR))
    backup.back_up(tmp_path / "backup", timezone.now())
    settings.FILE_KEYS = (b"n" * 32,)  # type: ignore[attr-defined]

    with pytest.raises(KeyLostError):
        backup.verify(tmp_path / "backup")


@pytest.mark.django_db
def test_a_site_with_people_in_it_is_not_written_over(
    person: People, tmp_path: Path
) -> None:
    opened(person(Role.COORDINATOR))
    backup.back_up(tmp_path / "backup", timezone.now())
    before = _rows()

    with pytest.raises(BackupError, match="holds people"):
        backup.restore(tmp_path / "backup")
    assert _rows() == before


@pytest.mark.django_db(transaction=True)
def test_a_record_of_acts_that_was_tampered_with_does_not_come_back(
    person: People,
    settings: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened(person(Role.COORDINATOR))
    last = Entry.objects.order_by("-number").first()
    assert last is not None
    with connection.schema_editor() as editor:
        MIGRATION.allow(None, editor)
    Entry.objects.filter(pk=last.pk).update(act="nothing-at-all")
    with connection.schema_editor() as editor:
        MIGRATION.forbid(None, editor)
    backup.back_up(tmp_path / "backup", timezone.now())
    _lose_everything(settings, tmp_path / "new")

    with pytest.raises(BackupError, match="record of acts"):
        backup.restore(tmp_path / "backup")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_nothing_is_written_into_a_folder_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")

    with pytest.raises(BackupError, match="something else"):
        backup.back_up(tmp_path, timezone.now())
    with pytest.raises(BackupError, match="no folder"):
        backup.back_up(tmp_path / "letter.txt", timezone.now())
    with pytest.raises(BackupError, match="no backup"):
        backup.restore(tmp_path / "nowhere")


@pytest.mark.django_db
def test_a_file_that_is_not_on_the_disk_stops_the_backup(
    person: People, tmp_path: Path
) -> None:
    opened(person(Role.COORDINATOR)).records.get().file.place.unlink()

    with pytest.raises(BackupError, match="not on the disk"):
        backup.back_up(tmp_path / "backup", timezone.now())
    assert not (tmp_path / "backup" / "backup.json").exists()


@pytest.mark.django_db
def test_the_commands_tell_what_they_did(
    person: People, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened(person(Role.COORDINATOR))
    folder = str(tmp_path / "backup")

    call_command("backup", folder)
    call_command("backup", folder, "--check")

    told = capsys.readouterr().out
    assert "1 files (1 new)" in told
    assert "whole; " in told
    with pytest.raises(CommandError, match="holds people"):
        call_command("restore", folder)
