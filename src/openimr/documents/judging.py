"""Set aside what is another person's, and what stands in the file twice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openimr.domain import DISPUTE_PAPERS, Document, DocumentKind, PageStatus

from .drafts import Draft
from .duplicates import Copies, Copyable, find_copies
from .headers import HeadIdentity, read_head
from .identity import (
    CaseIdentity,
    bears_our_name,
    contradicts,
    names_person,
    settle,
)
from .ledger import LedgerPage
from .page_words import page_words

_FORM_LINES = 30
_HEAD_LINES = 14
_LATER_LINES = 6
_FOOT_LINES = 3

Fate = tuple[PageStatus, str]
"""What becomes of a page that is set aside, and why."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A document of the case, and what becomes of its pages that are set aside."""

    document: Document
    aside: dict[int, Fate]
    """By page of the file."""

    def fate(self, number: int) -> Fate | None:
        """Return what becomes of a page of the file; None if it is the record's."""
        return self.aside.get(number)


@dataclass(frozen=True, slots=True)
class _Stranger:
    """Pages that name another patient, and what says so."""

    reasons: dict[int, str]
    """By place in the document."""

    whole: bool = False


def judge(drafts: Sequence[Draft]) -> tuple[Judged, ...]:
    """Return the documents of the case in order, misfiled and repeated ones marked."""
    heads = [_head(draft) for draft in drafts]
    identity = _identity(drafts, heads)
    kinds = Counter(draft.kind for draft in drafts)
    strangers = [
        # The only application is the case's, however badly its name can be read.
        _Stranger({})
        if draft.kind is DocumentKind.IMR_APPLICATION and kinds[draft.kind] == 1
        else _stranger(identity, draft, head)
        for draft, head in zip(drafts, heads, strict=True)
    ]
    copies = find_copies([_copyable(draft) for draft in drafts])
    return tuple(
        _judged(number, drafts, strangers, copies) for number in range(len(drafts))
    )


def _copyable(draft: Draft) -> Copyable:
    return Copyable(
        tuple(page_words(draft.pages[at]) for at in _written(draft)), draft.date
    )


def _written(draft: Draft) -> list[int]:
    """Return the places of the pages that are not blank."""
    return [
        at for at, page in enumerate(draft.pages) if page.status is not PageStatus.BLANK
    ]


def _judged(
    number: int,
    drafts: Sequence[Draft],
    strangers: Sequence[_Stranger],
    copies: Copies,
) -> Judged:
    draft, original = drafts[number], copies.documents.get(number)
    stranger = strangers[number]
    if original is not None and strangers[original].whole and not stranger.reasons:
        # A copy whose head could not be read is as much another patient's.
        reason = next(iter(strangers[original].reasons.values()))
        stranger = _Stranger(dict.fromkeys(range(len(draft.pages)), reason), whole=True)
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
        misfiled=stranger.whole,
        grounds=draft.grounds(f"D{number + 1}"),
    )
    aside = {
        **dict(_repeated(number, drafts, copies)),
        **{
            draft.first_page + at: (
                PageStatus.MISFILED,
                f"belongs to another patient: {reason} from the case",
            )
            for at, reason in stranger.reasons.items()
        },
    }
    return Judged(document, aside)


def _repeated(
    number: int, drafts: Sequence[Draft], copies: Copies
) -> Iterator[tuple[int, Fate]]:
    draft, original = drafts[number], copies.documents.get(number)
    if original is not None:
        first = drafts[original]
        reason = f"repeats D{original + 1}, {first.file} from page {first.first_page}"
        for page in range(draft.first_page, draft.first_page + len(draft.pages)):
            yield page, (PageStatus.DUPLICATE, reason)
        return
    for place, at in enumerate(_written(draft)):
        twin = copies.pages.get((number, place))
        if twin is not None:
            first = drafts[twin[0]]
            page = first.first_page + _written(first)[twin[1]]
            reason = f"repeats {first.file} page {page}"
            yield draft.first_page + at, (PageStatus.DUPLICATE, reason)


def _head(draft: Draft) -> HeadIdentity:
    if not draft.views:
        return HeadIdentity()
    lines = _FORM_LINES if draft.kind in DISPUTE_PAPERS else _HEAD_LINES
    return read_head(draft.views[0], lines, _FOOT_LINES)


def _identity(drafts: Sequence[Draft], heads: Sequence[HeadIdentity]) -> CaseIdentity:
    both = list(zip(drafts, heads, strict=True))
    frame = [
        head for kind in DISPUTE_PAPERS for draft, head in both if draft.kind is kind
    ]
    return settle(
        frame, [head for draft, head in both if draft.kind not in DISPUTE_PAPERS]
    )


def _stranger(identity: CaseIdentity, draft: Draft, head: HeadIdentity) -> _Stranger:
    """Return which pages of a document name another patient.

    The first page speaks for all, but for those that name the patient of the case; a
    later page speaks for itself, and only where more than its name is another.
    """
    written = [at for at, page in enumerate(draft.pages) if page.view]
    if not written:
        return _Stranger({})
    reason = _against(identity, draft, written[0], head)
    later = {at: _later_head(draft, at) for at in written[1:]}
    if reason is not None:
        ours = {
            at
            for at, own in later.items()
            if names_person(own, identity.name)
            or _bears_our_name(identity, head, draft.pages[at])
        }
        pages = (at for at in range(len(draft.pages)) if at not in ours)
        return _Stranger(dict.fromkeys(pages, reason), whole=True)
    against = {
        at: _against(identity, draft, at, own)
        for at, own in later.items()
        if own.names and (own.births or own.claims)
    }
    return _Stranger({at: text for at, text in against.items() if text is not None})


def _against(
    identity: CaseIdentity, draft: Draft, at: int, head: HeadIdentity
) -> str | None:
    page = draft.pages[at]
    if page.view is None:
        return None
    return contradicts(identity, head, page.view, read=page.sheet.ocr)


def _later_head(draft: Draft, at: int) -> HeadIdentity:
    view = draft.pages[at].view
    return read_head(view, _LATER_LINES, _FOOT_LINES) if view else HeadIdentity()


def _bears_our_name(
    identity: CaseIdentity, head: HeadIdentity, page: LedgerPage
) -> bool:
    return page.view is not None and bears_our_name(identity, head, page.view)
