"""Every text that the bytes of a file hold, seen or unseen, and where it stands.

Nothing of the writers of letters is used here: what is read is what anybody could read
who got the file.
"""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    StreamObject,
    TextStringObject,
)

from openimr.errors import UnreadableFileError

_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'\s(?!xmlns)[\w:]+="([^"]*)"')
_READABLE = re.compile(rb"[\x20-\x7e]{6,}")
_CHANGES = ((b"<w:ins ", "tracked changes"), (b"<w:del ", "tracked changes"))
_HIDDEN = ((b"<w:vanish/>", "hidden text"), (b"<w:comment ", "comments"))
_UNSEEN = ("/JavaScript", "/EmbeddedFile", "/Filespec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A text of a file and where it stands."""

    file: str
    where: str
    """Such as ``page 2``, ``items[0].rationale[1].text`` or ``word/document.xml``."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A part of a file that a reader does not see and a copy must not have."""

    file: str
    what: str


def places(name: str, data: bytes) -> Iterator[Place | Unseen]:
    """Yield every text of a file by its name's ending, and parts that nobody sees.

    Raises:
        UnreadableFileError: the file is not what its name says.
    """
    yield Place(file=name, where="file name", text=name)
    readers = {"json": _of_json, "pdf": _of_pdf, "docx": _of_word}
    reader = readers.get(name.rpartition(".")[2].lower(), _of_text)
    try:
        yield from reader(name, data)
    except (ValueError, PyPdfError, zipfile.BadZipFile, KeyError, OSError):
        raise UnreadableFileError(name, "it is not what its name says") from None


def _of_text(name: str, data: bytes) -> Iterator[Place]:
    text = data.decode("utf-8")
    for number, block in enumerate(re.split(r"\n\s*\n", text), 1):
        yield Place(file=name, where=f"paragraph {number}", text=block)


def _of_json(name: str, data: bytes) -> Iterator[Place]:
    waiting: list[tuple[str, object]] = [("", json.loads(data))]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            for key, inner in value.items():
                yield Place(file=name, where=f"{path} key", text=str(key))
                waiting.append((f"{path}.{key}".lstrip("."), inner))
        elif isinstance(value, list):
            waiting += [(f"{path}[{at}]", each) for at, each in enumerate(value)]
        elif isinstance(value, str):
            yield Place(file=name, where=path, text=value)


def _of_pdf(name: str, data: bytes) -> Iterator[Place | Unseen]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    for number, page in enumerate(reader.pages, 1):
        yield Place(file=name, where=f"page {number}", text=page.extract_text())
    for key, value in (reader.metadata or {}).items():
        yield Place(file=name, where=f"metadata {key}", text=str(value))
    for at in range(1, int(str(reader.trailer["/Size"]))):
        held = reader.get_object(at)
        if held is not None and not isinstance(held, ContentStream):
            yield from _of_object(name, at, held)


def _of_object(name: str, number: int, held: object) -> Iterator[Place | Unseen]:
    """Yield the strings of an object of a PDF; notes, alt texts and values, too."""
    where = f"object {number}"
    if isinstance(held, DictionaryObject):
        if str(held.get("/Type")) in _UNSEEN or str(held.get("/S")) in _UNSEEN:
            yield Unseen(file=name, what="attachment or script")
        if "/FT" in held or held.get("/Subtype") == "/Popup":
            yield Unseen(file=name, what="form field or note")
        if isinstance(held, StreamObject) and held.get("/Type") == "/Metadata":
            told = held.get_data().decode("utf-8", "replace")
            yield Place(file=name, where="XMP", text=_plain(told))
        for key, value in held.items():
            yield from _strings(name, f"{where} {key}", value)
    else:
        yield from _strings(name, where, held)


def _strings(name: str, where: str, value: object) -> Iterator[Place]:
    if isinstance(value, TextStringObject):
        yield Place(file=name, where=where, text=str(value))
    elif isinstance(value, ArrayObject):
        for each in value:
            yield from _strings(name, where, each)
    elif type(value) is DictionaryObject:
        for key, each in value.items():
            yield from _strings(name, f"{where} {key}", each)


def _of_word(name: str, data: bytes) -> Iterator[Place | Unseen]:
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        for part in held.namelist():
            content = held.read(part)
            yield Place(file=name, where="part name", text=part)
            yield from _of_part(name, part, content)
        if held.comment:
            comment = held.comment.decode("utf-8", "replace")
            yield Place(file=name, where="archive comment", text=comment)


def _of_part(name: str, part: str, content: bytes) -> Iterator[Place | Unseen]:
    for mark, what in (*_CHANGES, *_HIDDEN):
        if mark in content:
            yield Unseen(file=name, what=what)
    if part.startswith(("word/embeddings", "word/comments")):
        yield Unseen(file=name, what="attachment or comments")
    if not part.endswith((".xml", ".rels")):
        told = b"\n".join(_READABLE.findall(content)).decode("ascii")
        yield Place(file=name, where=part, text=told)
        return
    text = content.decode("utf-8", "replace")
    for number, paragraph in enumerate(text.split("</w:p>"), 1):
        where = f"{part} paragraph {number}"
        yield Place(file=name, where=where, text=_plain(paragraph))
    if part.startswith(("docProps", "word/document", "word/header", "word/footer")):
        told = "\n".join(dict.fromkeys(_ATTRIBUTE.findall(text)))
        yield Place(file=name, where=f"{part} attributes", text=html.unescape(told))


def _plain(markup: str) -> str:
    spaced = re.sub(r"<w:(?:br|tab|cr)/>|</w:tc>|</[a-z]+:[A-Z]\w+>", " ", markup)
    return html.unescape(_TAG.sub("", spaced))
