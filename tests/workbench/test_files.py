"""Files at rest: sealed, whole, resumable, and destroyed when they must be."""

import os
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import (
    DiskFullError,
    KeyLostError,
    StorageError,
    StoredFileDamagedError,
    UploadError,
)
from workbench.files.actions import BeginUpload, FinishUpload, SendPiece
from workbench.files.models import Piece, StoredFile
from workbench.files.sealing import FRAME, new_key, seal, unseal
from workbench.files.store import destroy, get, put, rewrap
from workbench.people.models import User

from .conftest import People

WORDS = b"The injured worker" * 100


@pytest.mark.parametrize(
    "size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 2 * FRAME + 5]
)
def test_what_is_sealed_comes_back(size: int) -> None:
    key, clear = new_key(), os.urandom(size)

    sealed = list(seal([clear], key))

    assert b"".join(unseal(sealed, key, "file")) == clear


@given(st.data())
def test_no_changed_byte_passes(data: st.DataObject) -> None:
    key = b"k" * 32
    sealed = bytearray(b"".join(seal([WORDS], key)))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))

    with pytest.raises(StoredFileDamagedError):
        list(unseal([bytes(sealed)], key, "file"))


def test_frames_cannot_be_cut_off_moved_or_repeated() -> None:
    key = new_key()
    one, two, three = seal([os.urandom(2 * FRAME + 9)], key)

    for frames in ([one, two], [two, one, three], [one, one, three], [three]):
        with pytest.raises(StoredFileDamagedError):
            list(unseal(frames, key, "file"))


@pytest.mark.django_db
def test_the_disk_holds_none_of_the_words() -> None:
    row = put("record.pdf", [WORDS])

    assert b"worker" not in row.place.read_bytes()
    assert b"".join(get(row)) == WORDS
    assert (row.size, row.sha256) == (len(WORDS), sha256(WORDS).hexdigest())


@pytest.mark.django_db
def test_after_a_rotation_the_older_key_can_go(settings: object) -> None:
    old, new = os.urandom(32), os.urandom(32)
    settings.FILE_KEYS = (old,)  # type: ignore[attr-defined]
    row = put("record.pdf", [WORDS])
    settings.FILE_KEYS = (new, old)  # type: ignore[attr-defined]

    assert (rewrap(row), rewrap(row)) == (True, False)

    settings.FILE_KEYS = (new,)  # type: ignore[attr-defined]
    assert b"".join(get(row)) == WORDS
    settings.FILE_KEYS = (old,)  # type: ignore[attr-defined]
    with pytest.raises(KeyLostError):
        list(get(row))


@pytest.mark.django_db(transaction=True)
def test_a_destroyed_file_is_gone_and_says_so() -> None:
    row = put("record.pdf", [WORDS])
    copy = row.place.read_bytes()

    destroy(row)

    assert not row.place.exists()
    row.place.write_bytes(copy)  # a copy from a backup does not help
    with pytest.raises(StorageError, match="destroyed"):
        list(get(row))


@pytest.mark.django_db
def test_a_full_disk_loses_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = put("one", [WORDS])
    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(DiskFullError):
        put("two", [WORDS])

    assert StoredFile.objects.count() == 1
    assert not list(before.place.parent.parent.parent.rglob(".part-*"))
    assert b"".join(get(before)) == WORDS


def _upload(by: User, data: bytes) -> object:
    return BeginUpload("case.pdf", len(data), sha256(data).hexdigest(), by).execute()


@pytest.mark.django_db(transaction=True)
def test_an_upload_goes_on_where_it_stopped(person: People) -> None:
    by, data = person(), os.urandom(1000)
    upload = _upload(by, data)

    SendPiece(upload, 0, data[:400], "", by).execute()  # type: ignore[arg-type]
    SendPiece(upload, 0, data[:400], "", by).execute()  # type: ignore[arg-type]
    with pytest.raises(UploadError, match="from byte 400"):
        FinishUpload(upload, by).execute()  # type: ignore[arg-type]
    SendPiece(upload, 400, data[400:], sha256(data[400:]).hexdigest(), by).execute()  # type: ignore[arg-type]
    file = FinishUpload(upload, by).execute()  # type: ignore[arg-type]

    assert b"".join(get(file)) == data
    assert FinishUpload(upload, by).execute() == file  # type: ignore[arg-type]
    assert not Piece.objects.exists()
    assert list(StoredFile.objects.all()) == [file]


@pytest.mark.django_db
def test_pieces_that_do_not_fit_are_refused(person: People) -> None:
    by, other, data = person(), person(), b"0123456789"
    upload = _upload(by, data)

    for start, piece, told, whose in (
        (0, data, "0" * 64, by),
        (0, data, "", other),
        (1, data, "", by),
        (-1, data, "", by),
        (0, b"", "", by),
    ):
        with pytest.raises(UploadError):
            SendPiece(upload, start, piece, told, whose).execute()  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_file_other_than_announced_is_not_kept(person: People) -> None:
    by = person()
    upload = BeginUpload("case.pdf", 4, sha256(b"good").hexdigest(), by).execute()
    SendPiece(upload, 0, b"evil", "", by).execute()

    with pytest.raises(UploadError, match="not the one that was announced"):
        FinishUpload(upload, by).execute()


@pytest.mark.parametrize(
    ("size", "digest"), [(0, ""), (-1, ""), (1 << 40, ""), (5, "abc"), (5, "G" * 64)]
)
@pytest.mark.django_db
def test_no_upload_begins_with_odd_figures(
    person: People, size: int, digest: str
) -> None:
    with pytest.raises(UploadError):
        BeginUpload("case.pdf", size, digest, person()).execute()
