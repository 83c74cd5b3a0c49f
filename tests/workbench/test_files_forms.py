"""Large files of forms: in a folder of the site's own while a request runs."""

import stat
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from workbench.cases import handing_in
from workbench.cases.models import CaseRecord
from workbench.files.forms import make_private, sweep_forms
from workbench.files.models import StoredFile
from workbench.files.store import get, put
from workbench.people.models import User
from workbench.people.roles import Role

from .conftest import People

LARGE = b"A report. " * 300_000


def _access(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "data" / "forms"
    make_private()
    return tmp_path / "data" / "forms"


def test_the_site_makes_a_folder_of_its_own_at_its_start(
    settings: LazySettings,
) -> None:
    made = Path(settings.FILE_UPLOAD_TEMP_DIR)

    assert made.parent == settings.DATA
    assert _access(made) == 0o700


def test_a_folder_that_others_could_enter_is_shut(folder: Path) -> None:
    folder.chmod(0o755)

    make_private()

    assert _access(folder) == 0o700


@pytest.mark.django_db
def test_a_large_file_of_a_form_lies_there_only_while_the_request_runs(
    person: People,
    logged_in: Callable[[User], Client],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[list[int]] = []

    def spy(name: str, pieces: Iterable[bytes]) -> StoredFile:
        seen.append([each.stat().st_size for each in folder.iterdir()])
        return put(name, pieces)

    monkeypatch.setattr(handing_in, "put", spy)
    sent = {
        "received": "2014-12-20",
        "priority": "regular",
        "chosen": SimpleUploadedFile("report.txt", LARGE),
    }
    answer = logged_in(person(Role.COORDINATOR)).post("/cases/new/", sent)

    assert answer.status_code == 302
    assert seen == [[len(LARGE)]]
    assert _names(folder) == []
    assert b"".join(get(CaseRecord.objects.get().file)) == LARGE


def test_what_a_killed_process_left_is_swept(folder: Path) -> None:
    for name in ("one.upload.pdf", "two.upload", ".keep"):
        (folder / name).write_bytes(b"in the clear")

    assert sweep_forms() == 2
    assert _names(folder) == [".keep"]


def test_the_sweep_of_the_cases_is_a_sweep_of_the_forms(folder: Path) -> None:
    (folder / "one.upload.pdf").write_bytes(b"in the clear")

    call_command("cases_sweep")

    assert _names(folder) == []
