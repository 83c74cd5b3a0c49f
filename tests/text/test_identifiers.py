"""Words that tell who somebody is are found by their form."""

import pytest

from openimr.text.identifiers import (
    IdentifierKind,
    find_identifiers,
    identifier_kinds,
)

KINDS = tuple(identifier_kinds().values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_every_example_of_a_kind_is_found_as_it(kind: IdentifierKind) -> None:
    found = {
        text: [(each.kind.id, each.verbatim) for each in find_identifiers(text)]
        for text, _ in kind.found
    }

    assert found == {text: [(kind.id, words)] for text, words in kind.found}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_nothing_is_found_in_what_only_looks_like_a_kind(kind: IdentifierKind) -> None:
    found = {text: [e.kind.id for e in find_identifiers(text)] for text in kind.passed}

    assert {text for text, kinds in found.items() if kind.id in kinds} == set()


@pytest.mark.parametrize(
    "text",
    [
        "Norco 10/325 mg #120, Xanax 0.25 mg t.i.d., baclofen 10 mg one three times",
        "MTUS Chronic Pain Medical Treatment Guidelines, pages 63-66 (8 CCR 9792.24.2)",
        "C5-6 and L4-5 with 3 mm protrusion; ICD 353.0, 722.10; CPT 97110, 20553",
        "Spurling, Hawkins and Neer signs positive; Kellgren-Lawrence grade 3",
        "Mental Illness and Stress chapter, Official Disability Guidelines",
        "visits 12 of 24 from 06/03/2014 to 10/16/2014; 27 weeks before the request",
        "MS Contin 15 mg, OxyContin, MR arthrogram with contrast",
        "CM14-0187654 was received on 2014-12-29",
    ],
)
def test_clinical_prose_holds_no_identifier(text: str) -> None:
    assert [each.verbatim for each in find_identifiers(text)] == []


def test_words_that_two_kinds_find_are_told_once() -> None:
    found = [(e.kind.id, e.verbatim) for e in find_identifiers("Fax (559) 555-0177")]

    assert found == [("fax", "(559) 555-0177")]
