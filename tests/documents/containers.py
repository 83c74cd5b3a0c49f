"""Small archives made byte by byte, and what becomes of them when they are opened."""

import io
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from openimr.documents.files import FoundFile
from openimr.documents.opening import opened

LISTED = b"PK\1\2"
"""Begins each line of an archive's list of files."""


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """Return an archive with these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def raw_zip(names: list[tuple[bytes, bytes]], flags: int = 0) -> bytes:
    """Return an archive of stored files under names given as bytes."""
    body, listed = bytearray(), bytearray()
    for name, content in names:
        sums = (zlib.crc32(content), len(content), len(content), len(name))
        at = len(body)
        body += struct.pack("<4s5H3L2H", b"PK\3\4", 20, flags, 0, 0, 0, *sums, 0)
        body += name + content
        head = (b"PK\1\2", 20, 20, flags, 0, 0, 0)
        listed += struct.pack("<4s6H3L5H2L", *head, *sums, 0, 0, 0, 0, 0, at)
        listed += name
    counts = (len(names), len(names), len(listed), len(body))
    return bytes(body + listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *counts, 0))


def streamed_zip(files: dict[str, bytes]) -> bytes:
    """Return an archive as programs write it that cannot go back in it."""

    class OneWay(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

        def tell(self) -> int:
            raise io.UnsupportedOperation

    out = OneWay()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(content: bytes, mark: bytes, at: int, value: bytes) -> bytes:
    """Return an archive with bytes of its first header of that kind changed."""
    place = content.index(mark) + at
    return content[:place] + value + content[place + len(value) :]


def case_with(folder: Path, content: bytes, name: str = "mail.zip") -> Path:
    (folder / name).write_bytes(content)
    return folder


def told(case: Path) -> tuple[dict[str, bytes | str], dict[str, str]]:
    """Return the files with their bytes, or why there are none, and those ignored."""
    with opened(case) as (found, ignored):
        files = {file.name: _content(file) for file in found}
        assert len(files) == len(found)
        return files, {one.file: one.reason for one in ignored}


def _content(file: FoundFile) -> bytes | str:
    if file.refused is not None:
        return str(file.refused).removeprefix(f"{file.name}: ").split(".  ")[0]
    return file.path.read_bytes()
