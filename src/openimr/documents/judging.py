"""Set aside what is another person's, and what stands in the file twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from openimr.domain import Document, DocumentKind, PageStatus

from .drafts import Draft
from .duplicates import find_copies
from .headers import HeadIdentity, read_head
from .identity import CaseIdentity, contradicts, settle

_FRAME = (DocumentKind.IMR_APPLICATION, DocumentKind.RFA, DocumentKind.UR_DECISION)
"""Documents that say whose case it is, the most reliable first."""

_FORM_LINES = 30
_HEAD_LINES = 14


@dataclass(frozen=True, slots=True)
class Judged:
    """A document of the case, and what becomes of its text pages if set aside."""

    document: Document
    aside: PageStatus | None = None
    reason: str | None = None


def judge(drafts: Sequence[Draft]) -> tuple[Judged, ...]:
    """Return the documents of the case in order, misfiled and repeated ones marked."""
    heads = [_head(draft) for draft in drafts]
    identity = _identity(drafts, heads)
    copies = find_copies([draft.copyable for draft in drafts])
    return tuple(
        _judged(
            number,
            drafts,
            _stranger(identity, draft, heads[number]),
            copies.get(number),
        )
        for number, draft in enumerate(drafts)
    )


def _judged(
    number: int, drafts: Sequence[Draft], stranger: str | None, original: int | None
) -> Judged:
    draft = drafts[number]
    document = Document(
        id=f"D{number + 1}",
        file=draft.file,
        first_page=draft.first_page,
        pages=len(draft.pages),
        kind=draft.kind,
        title=draft.title,
        author=draft.author,
        date=draft.date,
        ocr=any(page.sheet.ocr for page in draft.pages),
        duplicate_of=None if original is None else f"D{original + 1}",
        misfiled=stranger is not None,
    )
    if stranger is not None:
        reason = f"belongs to another patient: {stranger} from the case"
        return Judged(document, PageStatus.MISFILED, reason)
    if original is not None:
        first = drafts[original]
        reason = f"repeats D{original + 1}, {first.file} from page {first.first_page}"
        return Judged(document, PageStatus.DUPLICATE, reason)
    return Judged(document)


def _head(draft: Draft) -> HeadIdentity:
    if not draft.views:
        return HeadIdentity()
    lines = _FORM_LINES if draft.kind in _FRAME else _HEAD_LINES
    return read_head(draft.views[0], lines)


def _identity(drafts: Sequence[Draft], heads: Sequence[HeadIdentity]) -> CaseIdentity:
    both = list(zip(drafts, heads, strict=True))
    frame = [head for kind in _FRAME for draft, head in both if draft.kind is kind]
    return settle(frame, [head for draft, head in both if draft.kind not in _FRAME])


def _stranger(identity: CaseIdentity, draft: Draft, head: HeadIdentity) -> str | None:
    return contradicts(identity, head, draft.views[0]) if draft.views else None
