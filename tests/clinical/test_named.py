"""A search that finds nothing tells where the words it looked for stand."""

import datetime as dt

from openimr.clinical import find_facts, read_records
from openimr.domain import (
    UNHEARD,
    DisputedItem,
    DocumentKind,
    FactQuestion,
    Finding,
    ItemKind,
    RequestDetails,
)

from .cases import DAY, written

NOTE, ASKED = DocumentKind.PROGRESS_REPORT, dt.date(2014, 10, 20)
RELEASE = DisputedItem(
    details=RequestDetails(
        requested="Right cubital tunnel release",
        treatment="carpal_tunnel_release",
        kind=ItemKind.SURGERY,
        body_part="right elbow",
        side="right",
    )
)
STRANGE = "EMG 9/2/14 came back from Dr. Amadi and he wants to go over it with her."


def _near(*pages: tuple[DocumentKind, dt.date, str]) -> list[tuple[str, str]]:
    [fact] = find_facts(
        read_records(written(list(pages))),
        RELEASE,
        [FactQuestion(fact="edx_corroboration")],
        ASKED,
    )
    assert fact.finding is Finding.SILENT
    assert fact.searched is not None
    return [
        (miss.evidence.quote, miss.evidence.document)
        for miss in fact.searched.nearest
        if miss.why == UNHEARD
    ]


def test_a_sentence_with_a_word_that_was_looked_for_is_told() -> None:
    assert _near((NOTE, DAY, f"Her hand is numb. {STRANGE} See me in May.")) == [
        (STRANGE, "D1")
    ]


def test_nothing_is_told_where_no_word_stands() -> None:
    assert _near((NOTE, DAY, "Her hand is numb. The emgee team called.")) == []


def test_papers_of_the_dispute_and_later_reports_do_not_count() -> None:
    later = ASKED + dt.timedelta(days=9)

    assert (
        _near(
            (DocumentKind.UR_DECISION, DAY, "The EMG has not come back from him."),
            (NOTE, later, STRANGE),
            (NOTE, DAY, "Her hand is numb."),
        )
        == []
    )


def test_what_a_rule_set_aside_is_not_told_twice() -> None:
    carried = "ASSESSMENT: Cubital tunnel syndrome, EMG pending."

    assert [quote for quote, _ in _near((NOTE, DAY, carried))] == []


def test_the_sentence_with_most_of_the_words_comes_first_and_two_are_enough() -> None:
    first, second = "The EMG and NCV came today.", "The NCS was on her desk."

    found = _near(
        (NOTE, DAY, f"{second} Her hand is numb. An EMG was on file there."),
        (NOTE, DAY - dt.timedelta(days=30), f"{first} She called about it."),
    )

    assert [quote for quote, _ in found] == [first, second]
