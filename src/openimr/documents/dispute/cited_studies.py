"""What a page says of the studies that it cites: design, patients, risks of bias."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from openimr.documents.phrases import words_of
from openimr.domain import (
    CitedBy,
    CitedEvidence,
    CitedKind,
    Evidence,
    Held,
    StudyDesign,
)
from openimr.text import Sentence

from .cited_knowledge import citing_words
from .cited_pages import CitingPage, joined
from .cited_references import Reference, find_references

_PATIENTS = re.compile(
    r"\b(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})\s(?:[a-z-]+\s){0,2}(?:patients|subjects"
    r"|participants|workers|adults|individuals|persons|cases|people|volunteers|women|men)"
    r"\b|\bn\s?=\s?(?P<m>\d{1,3}(?:,\d{3})+|\d{1,6})\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"^\W*(?:this|that|the|it|its|they|these|in (?:this|that))\b.{0,40}?"
    r"\b(?:study|trial|review|authors?|paper|article|meta-analysis|investigators"
    r"|randomi[sz]ed|enrolled|followed|patients|cohort)\b",
    re.IGNORECASE,
)
_PARTS = (
    "name",
    "journal",
    "volume",
    "pages",
    "design",
    "reviews",
    "patients",
    "held",
)
_REVIEWS = (StudyDesign.META_ANALYSIS, StudyDesign.SYSTEMATIC_REVIEW)


def studies_on(page: CitingPage, by: CitedBy) -> Iterator[CitedEvidence]:
    """Yield the studies that a page cites, in its order."""
    references = find_references(page.text.text)
    for at, reference in enumerate(references):
        after = references[at + 1].start if at + 1 < len(references) else None
        own = _own(page, reference, after)
        around = page.over(reference.start, reference.end, beyond=1)
        told = joined(own)
        study = CitedEvidence(
            by=by,
            kind=CitedKind.STUDY,
            name=reference.title,
            author=reference.author,
            year=reference.year,
            journal=reference.journal,
            volume=reference.volume,
            pages=reference.pages,
            held=Held.SAID_ATTACHED if _says(joined(around), "attached") else None,
            document=page.document.id,
            day=page.document.date,
            evidence=(_quote(page, reference),),
            passage=joined(around),
        )
        yield _described(study, told)


def _quote(page: CitingPage, reference: Reference) -> Evidence:
    """Return a full reference by itself, a mention with its sentence."""
    over = page.over(reference.start, reference.end)
    if reference.volume is not None or not over:
        return page.quote(reference.start, reference.end)
    return page.quote(over[0].start, over[-1].end)


def _own(
    page: CitingPage, reference: Reference, after: int | None
) -> tuple[Sentence, ...]:
    """Return the sentences that speak of a study, those that go on about it too."""
    own = list(page.over(reference.start, reference.end))
    following = [one for one in page.sentences if own and one.start >= own[-1].end]
    for sentence in following[:3]:
        if not _OF_IT.search(sentence.text) or (after and sentence.end > after):
            break
        own.append(sentence)
    return tuple(own)


def _described(study: CitedEvidence, told: str) -> CitedEvidence:
    """Add what the words around a reference say of the study itself."""
    words = words_of(told)
    found = {hit.meaning for hit in citing_words().designs.find(words)}
    designs = [one for one in citing_words().design_order if one in found]
    low = _says(told, "low_bias")
    bias = dict.fromkeys(hit.meaning for hit in citing_words().bias.find(words))
    if low:
        bias.pop("stated", None)  # "low risk of bias" holds "risk of bias"
    if "randomization" in bias:
        designs = [one for one in designs if one is not StudyDesign.RANDOMIZED]
    design = designs[0] if designs else None
    beneath = designs[1] if design in _REVIEWS and len(designs) > 1 else None
    if beneath in _REVIEWS:
        beneath = designs[2] if len(designs) > 2 else None
    return replace(
        study,
        design=design,
        reviews=beneath,
        blinded=_says(told, "blinded"),
        patients=_patients(told),
        bias=tuple(sorted(bias)),
        low_bias=low and not bias,
        harms=_says(told, "harms"),
    )


def _patients(told: str) -> int | None:
    match = _PATIENTS.search(told)
    return int((match["n"] or match["m"]).replace(",", "")) if match else None


def _says(text: str, key: str) -> bool:
    return bool(citing_words().plain[key].find(words_of(text)))


def merged(studies: Sequence[CitedEvidence]) -> list[CitedEvidence]:
    """Join mentions of one study: same side, same first author and year.

    The fullest reference stays; what another mention adds fills its gaps.
    """
    kept: list[CitedEvidence] = []
    for study in studies:
        same = next((at for at, one in enumerate(kept) if _same(one, study)), None)
        if same is None:
            kept.append(study)
        else:
            kept[same] = _joined(kept[same], study)
    return kept


def _same(one: CitedEvidence, other: CitedEvidence) -> bool:
    if one.by is not other.by or one.author is None or other.author is None:
        return False
    surname = one.author.split(" ")[0].lower() == other.author.split(" ")[0].lower()
    return surname and one.year == other.year


def _joined(one: CitedEvidence, other: CitedEvidence) -> CitedEvidence:
    fuller, lesser = (one, other) if one.journal or not other.journal else (other, one)
    filled = {
        name: getattr(lesser, name) for name in _PARTS if getattr(fuller, name) is None
    }
    bias = tuple(sorted({*one.bias, *other.bias}))
    return replace(
        fuller,
        **filled,
        blinded=one.blinded or other.blinded,
        bias=bias,
        low_bias=(one.low_bias or other.low_bias) and not bias,
        harms=one.harms or other.harms,
        evidence=tuple(dict.fromkeys((*fuller.evidence, *lesser.evidence))),
        passage=f"{one.passage} {other.passage}",
    )
