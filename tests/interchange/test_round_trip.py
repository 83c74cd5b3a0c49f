"""A bundle gives back the whole determination that it was made of."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings

from openimr.domain import Determination
from openimr.interchange import (
    Content,
    Section,
    Signature,
    from_bundle,
    to_bundle,
    without_identifiers,
)
from tests.letters.write.fictional import DETERMINATION, REVIEWER
from tests.letters.write.strategies import HALF_A_PAIR, determinations

SIGNATURE = Signature(
    digest="0f" * 32, at=dt.datetime(2014, 12, 22, 17, 5, 9, tzinfo=dt.UTC)
)


def _proposed(determination: Determination) -> Determination:
    """Return a determination that answers no what-if."""
    return replace(determination, supposed=(), edition=None)


@settings(max_examples=80, deadline=None)
@given(determinations.map(_proposed))
def test_every_field_of_every_determination_comes_back(
    determination: Determination,
) -> None:
    bundle = to_bundle(Content(determination=determination))

    assert from_bundle(bundle).determination == determination


@settings(max_examples=15, deadline=None)
@given(determinations.map(_proposed))
def test_without_identifiers_nothing_else_is_lost(
    determination: Determination,
) -> None:
    bare = without_identifiers(determination)

    assert from_bundle(to_bundle(Content(determination=bare))).determination == bare
    assert without_identifiers(bare) == bare


def test_the_fictional_case_comes_back_as_draft_and_signed() -> None:
    signed = replace(DETERMINATION, status="signed", reviewer=REVIEWER)

    for each in (DETERMINATION, signed):
        assert from_bundle(to_bundle(Content(determination=each))).determination == each


def test_hashes_and_signature_come_back_and_the_narrative_does_not() -> None:
    file = DETERMINATION.documents[0].file
    content = Content(
        determination=DETERMINATION,
        sections=(Section(title="Summary", paragraphs=("Low back pain.",)),),
        hashes={file: "ab" * 32},
        signature=SIGNATURE,
    )

    assert from_bundle(to_bundle(content)) == replace(content, sections=())


def test_half_a_surrogate_pair_becomes_a_replacement_sign() -> None:
    case = replace(DETERMINATION.case, employer=HALF_A_PAIR)
    odd = replace(DETERMINATION, case=case, ignored_files=(HALF_A_PAIR,))
    section = Section(title=HALF_A_PAIR, paragraphs=(HALF_A_PAIR,))

    read = from_bundle(to_bundle(Content(determination=odd, sections=(section,))))

    assert read.determination.case.employer == "half \ufffd surrogate"
    assert read.determination.ignored_files == ("half \ufffd surrogate",)
