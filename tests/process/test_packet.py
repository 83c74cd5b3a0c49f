"""Completeness of the records: each item present, missing, certified, not owed."""

import pytest

from openimr.domain.clock import Told
from openimr.domain.eligibility import Packet, Paper, Presence, RecordAnswer
from openimr.process import check_packet

from .told import CALIFORNIA, EXAMPLE, day, told

IDS = tuple(f"RC-{letter}" for letter in "ABCDEFGH")
TODAY = day("2014-12-20")
ASKED = ("rfa_received 2014-11-10", "noarfi_sent 2014-12-10 mail")


def paper(words: str) -> Paper:
    """Return a paper: ``D4 progress_report 2014-10-01 own``."""
    id_, kind, *rest = words.split()
    days = [word for word in rest if word[0].isdigit()]
    return Paper(
        id=id_,
        kind=kind,
        day=day(days[0]) if days else None,
        of_requester={"own": True, "other": False}.get(rest[-1] if rest else ""),
    )


def packet(
    *papers: str,
    today: str = "2014-12-20",
    certified: tuple[str, ...] = (),
    supplied: tuple[str, ...] = (),
    events: tuple[str, ...] = ASKED,
    **facts: str,
) -> Packet:
    """Return the packet of some papers with what was told beside them."""
    known = told(*events, **facts)
    known = Told(
        events=known.events, facts=known.facts, certified=certified, supplied=supplied
    )
    return check_packet(CALIFORNIA, known, [paper(one) for one in papers], day(today))


def record(id_: str, found: Packet) -> RecordAnswer:
    """Return one item of a packet."""
    [one] = [one for one in found.answers if one.id == id_]
    return one


PRESENT = [
    ("RC-A", packet("D4 progress_report 2014-10-01 own")),
    ("RC-A", packet("D4 progress_report 2014-05-10 own")),
    ("RC-B", packet("D1 imr_application")),
    ("RC-C", packet(supplied=("RC-C",))),
    ("RC-D", packet("D3 rfa")),
    ("RC-E", packet(supplied=("RC-E",))),
    ("RC-F", packet(supplied=("RC-F",))),
    ("RC-G", packet(supplied=("RC-G",))),
    ("RC-H", packet(supplied=("RC-H",))),
]

NOT_PRESENT = [
    ("RC-A", packet("D4 progress_report 2014-05-09 own"), Presence.MISSING),
    ("RC-A", packet("D4 progress_report 2014-11-11 own"), Presence.MISSING),
    ("RC-A", packet("D4 progress_report 2014-10-01 other"), Presence.MISSING),
    ("RC-A", packet("D4 progress_report 2014-10-01"), Presence.CANNOT_TELL),
    ("RC-A", packet("D4 progress_report own"), Presence.CANNOT_TELL),
    ("RC-A", packet("D4 imaging_report 2014-10-01 own"), Presence.MISSING),
    ("RC-B", packet(), Presence.MISSING),
    ("RC-C", packet("D2 correspondence"), Presence.CANNOT_TELL),
    ("RC-C", packet(), Presence.MISSING),
    ("RC-D", packet(), Presence.MISSING),
    ("RC-E", packet(), Presence.CANNOT_TELL),
    ("RC-E", packet(certified=("RC-E",)), Presence.CERTIFIED),
    ("RC-F", packet(), Presence.CANNOT_TELL),
    ("RC-F", packet(additional_issues="no"), Presence.NOT_OWED),
    ("RC-F", packet(additional_issues="yes"), Presence.MISSING),
    ("RC-G", packet(), Presence.CANNOT_TELL),
    ("RC-H", packet(new_records="no"), Presence.NOT_OWED),
    ("RC-H", packet(new_records="yes"), Presence.MISSING),
]


@pytest.mark.parametrize(("id_", "found"), PRESENT)
def test_a_record_is_there(id_: str, found: Packet) -> None:
    one = record(id_, found)

    assert (one.presence, one.due) == (Presence.PRESENT, None)
    assert one.citation


@pytest.mark.parametrize(("id_", "found", "presence"), NOT_PRESENT)
def test_a_record_is_not_known_to_be_there(
    id_: str, found: Packet, presence: Presence
) -> None:
    assert record(id_, found).presence is presence


def test_every_record_is_tested_both_ways() -> None:
    assert {id_ for id_, _ in PRESENT} == set(IDS)
    assert {id_ for id_, _, _ in NOT_PRESENT} == set(IDS)


def test_a_missing_record_says_who_owes_it_by_when() -> None:
    one = record("RC-B", packet())

    assert one.owed_by == "claims_administrator"
    assert one.due == day("2014-12-26")
    assert one.sentence.endswith(
        "the claims administrator or its review organisation owes it."
    )


def test_reports_of_a_whole_year_were_owed_in_2013() -> None:
    asked = ("rfa_received 2013-11-10",)
    found = packet("D4 progress_report 2012-11-10 own", events=asked)

    assert record("RC-A", found).presence is Presence.PRESENT


FULL = ("D1 imr_application", "D3 rfa", "D4 progress_report 2014-10-01 own")


def test_a_file_is_complete_when_all_is_there_or_certified_not_to_exist() -> None:
    found = packet(*FULL, supplied=("RC-C",), certified=("RC-E",))

    assert (found.complete, found.may_proceed) == (True, True)
    assert found.sentence.startswith("The file is complete")


def test_a_file_with_a_gap_waits_until_the_last_day_for_records() -> None:
    before = packet(*FULL, certified=("RC-E",), today="2014-12-26")
    after = packet(*FULL, certified=("RC-E",), today="2014-12-27")

    assert (before.complete, before.may_proceed) == (False, False)
    assert before.sentence == "The file is not complete; open: RC-C."
    assert (after.complete, after.may_proceed) == (False, True)


def test_whether_a_file_is_complete_may_not_be_known() -> None:
    found = packet(*FULL, supplied=("RC-C",))

    assert found.complete is None
    assert found.sentence == "Cannot be told; open: RC-E."


def test_the_decision_alone_is_never_enough_even_when_the_time_has_passed() -> None:
    found = packet("D1 imr_application", "D2 ur_decision", today="2015-02-01")

    assert (found.sole_basis, found.may_proceed) == (True, False)
    assert "9792.10.6(b)(2)" in found.basis_sentence


def test_any_other_paper_is_more_than_the_decision() -> None:
    found = packet("D2 ur_decision", "D4 therapy_note", today="2015-02-01")

    assert (found.sole_basis, found.may_proceed) == (False, True)


def test_a_programme_without_the_rule_says_nothing_about_a_sole_basis() -> None:
    found = check_packet(EXAMPLE, Told(), [], TODAY)

    assert found.sole_basis is None
    assert found.basis_sentence == ""
