"""A DocumentReference for each document of the case: what it is, never what it says."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from openimr.domain import DocumentEntry

from .elements import Element, Json, get
from .holding import gather, spread
from .knowledge import places
from .parts import Making

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
}
_ANY = "application/octet-stream"


def write_documents(making: Making) -> None:
    """Make a DocumentReference for each document, in the order of the case."""
    content = making.content
    for at, entry in enumerate(content.determination.documents, 1):
        made = making.start(
            "DocumentReference",
            f"document-{at}",
            status="current",
            subject=making.to("patient"),
            content=[{"attachment": _attachment(entry.file, content.hashes)}],
        )
        spread(entry, {"document": made})
        kind = made.get("type")
        if isinstance(kind, dict):
            kind["text"] = entry.kind.replace("_", " ")


def _attachment(file: str, hashes: Mapping[str, str]) -> Element:
    ending = PurePosixPath(file).suffix.lower()
    attachment: Element = {"contentType": _TYPES.get(ending, _ANY)}
    if file in hashes:
        # Attachment.hash is SHA-1 in R4, which proves nothing any more.
        attachment["extension"] = [{"url": _hash_url(), "valueString": hashes[file]}]
    return attachment


def _hash_url() -> str:
    return places().url("StructureDefinition/attachment-sha256")


def read_documents(resources: Iterable[Element]) -> list[Json]:
    """Return the documents of the case as plain JSON.

    Raises:
        InterchangeError: an extension is none that was written.
    """
    return [gather(DocumentEntry, {"document": each}) for each in resources]


def read_hashes(resources: Iterable[Element]) -> dict[str, str]:
    """Return the SHA-256 of the files of the case, as far as the bundle holds them."""
    found: dict[str, str] = {}
    for each in resources:
        attachment = "content[0].attachment"
        file = get(each, f"{attachment}.title")
        if get(each, f"{attachment}.extension[0].url") == _hash_url():
            found[str(file)] = str(get(each, f"{attachment}.extension[0].valueString"))
    return found
