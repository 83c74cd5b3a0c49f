"""What the records add: silence that is none, documents that nobody finds."""

from dataclasses import replace

from openimr.domain import Decision, Finding

from .letters import GOOD, answered, disputing, findings, found, item, letter

DENIED = "there is no documentation of muscle spasm"


def test_silence_told_of_what_a_page_shows_is_an_error_with_both_quotes() -> None:
    answer = answered(DENIED, "muscle_spasm_exam", Finding.PRESENT, denied=True)

    (finding,) = findings(letter(), disputing("Naproxen 500 mg #60", answers=(answer,)))

    assert (finding.check, finding.severity) == ("denied-though-documented", "error")
    assert (finding.document, finding.page, finding.ground) == ("D2", 3, 5)
    assert [quote.words for quote in finding.quotes] == [DENIED, "seen on the page"]


def test_silence_told_of_what_the_records_are_silent_on_is_right() -> None:
    for silent in (Finding.SILENT, Finding.ABSENT):
        answer = answered(DENIED, "muscle_spasm_exam", silent, denied=True)
        records = disputing("Naproxen 500 mg #60", answers=(answer,))
        assert found(letter(), records) == set()


def test_records_of_two_voices_are_shown_to_the_physician() -> None:
    answer = answered(
        DENIED, "muscle_spasm_exam", Finding.PRESENT, denied=True, against="no spasm"
    )

    (finding,) = findings(letter(), disputing("Naproxen 500 mg #60", answers=(answer,)))

    assert (finding.check, finding.severity) == ("denied-though-documented", "warning")
    assert [q.words for q in finding.quotes][1:] == ["seen on the page", "no spasm"]


def test_documents_told_that_no_page_shows_are_asked_about() -> None:
    told = "the reports document muscle spasm"
    nowhere = answered(told, "muscle_spasm_exam", Finding.SILENT, denied=False)
    somewhere = answered(told, "muscle_spasm_exam", Finding.PRESENT, denied=False)

    asked = [
        found(letter(), disputing("Naproxen 500 mg #60", answers=(each,)))
        for each in (nowhere, somewhere)
    ]

    assert asked == [{"documented-nowhere"}, set()]


def test_without_records_the_summary_is_the_measure() -> None:
    answer = answered(DENIED, "muscle_spasm_exam", Finding.PRESENT, denied=True)

    (finding,) = findings(letter(), in_summary=(answer,))

    assert (finding.check, finding.severity) == ("denied-against-summary", "warning")
    assert finding.document is None


def test_items_are_held_against_the_papers() -> None:
    both = disputing("Naproxen 500 mg #60", "Norco 10/325 mg #90")
    other = disputing("Norco 10/325 mg #90")

    assert found(letter(), both) == {"item-missing"}
    assert found(letter(), other) == {"item-missing", "item-not-disputed"}
    assert found(letter(), disputing("Naproxen 500 mg #60")) == set()


def test_headings_are_held_against_the_words_of_the_papers() -> None:
    fewer = disputing("Naproxen 500 mg #30")
    weaker = disputing("Naproxen 250 mg #60")
    twice = disputing("Naproxen 500 mg #60", "Naproxen 250 mg #60")

    assert found(letter(), fewer) == {"wrong-quantity"}
    assert found(letter(), weaker) == {"wrong-strength"}
    assert found(letter(), twice) == set()


def test_a_letter_of_nothing_but_papers_is_found() -> None:
    upheld = letter(
        item(rationale="It is not medically necessary.", decision=Decision.UPHELD)
    )
    records = replace(disputing("Naproxen 500 mg #60"), papers_only=True)

    assert found(upheld, records) == {"ur-sole-basis"}


def test_who_decided_must_not_be_of_the_case() -> None:
    signed = letter(item(rationale=f"{GOOD} Reviewed by: Ann Sample, MD."))
    records = replace(disputing("Naproxen 500 mg #60"), people=("Ann B. Sample, M.D.",))
    others = replace(disputing("Naproxen 500 mg #60"), people=("Bo Oak, M.D.",))

    assert found(signed, records) == {"reviewer-named", "reviewer-conflict"}
    assert found(signed, others) == {"reviewer-named"}
