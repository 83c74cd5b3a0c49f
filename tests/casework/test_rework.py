"""What a physician makes of a proposal, tried on the project's example."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from openimr.casework.own_findings import (
    overruling,
    own_decision,
    own_fact,
    passage,
)
from openimr.casework.review_case import Reviewed, review_read
from openimr.casework.rework import rejudged, reworked, undecided
from openimr.casework.sealing import Hand, Look
from openimr.casework.sign_work import open_work, sign_work
from openimr.domain import (
    Credentials,
    Decision,
    Determination,
    Finding,
    Statement,
    Verdict,
)
from openimr.domain.own_work import (
    OwnRationale,
    OwnWork,
)
from openimr.errors import OwnWorkError, SigningError
from openimr.letters.write import from_json, to_json
from openimr.signing import (
    CaseFileDigest,
    Standing,
    key_from_file,
    new_development_key,
    read_roots,
    verify_folder,
)

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "case"
AT = dt.datetime(2014, 12, 22, 10, tzinfo=dt.UTC)
WHO = Credentials(licensed_in=("California",), board_certifications=("Pain Medicine",))
FILES = (CaseFileDigest(file="a.pdf", bytes=3, sha256="0" * 64),)


@pytest.fixture(scope="module")
def reviewed(example: Reviewed) -> Reviewed:
    return example


def _first(reviewed: Reviewed) -> tuple[int, int, int, str]:
    """Return a place in the case file where words stand."""
    for number, page in enumerate(reviewed.case.pages, 1):
        at = page.text.find("spasm")
        if at >= 0 and page.document is not None:
            return number, at, at + 5, "spasm"
    raise AssertionError


def _denied(reviewed: Reviewed, said: str = "absent") -> OwnWork:
    page, start, end, words = _first(reviewed)
    found = passage(reviewed.case, page, start, end, words)
    fact = own_fact(reviewed.determination, 1, "muscle_spasm_exam", said, found)
    return OwnWork(facts=(fact,))


def test_a_case_read_before_is_reviewed_to_the_same_bytes(reviewed: Reviewed) -> None:
    again = review_read(reviewed.case)

    assert to_json(again.determination) == to_json(reviewed.determination)


def test_no_work_changes_nothing_but_the_note_that_nothing_is_decided(
    reviewed: Reviewed,
) -> None:
    proposal = reviewed.determination

    draft = reworked(proposal, OwnWork(), reviewed.question)

    bare = tuple(replace(item, own=None) for item in draft.items)
    assert replace(draft, items=bare) == proposal
    assert list(undecided(draft)) == [1, 2]
    assert [item.own.proposed for item in draft.items if item.own] == [
        Decision.OVERTURNED,
        Decision.UPHELD,
    ]


def test_an_own_fact_is_judged_and_what_was_found_stands_against_it(
    reviewed: Reviewed,
) -> None:
    work = _denied(reviewed)

    draft = reworked(reviewed.determination, work, reviewed.question)

    item = draft.items[0]
    fact = next(each for each in item.facts if each.fact == "muscle_spasm_exam")
    before = reviewed.determination.items[0]
    found = next(each for each in before.facts if each.fact == "muscle_spasm_exam")
    assert fact.finding is Finding.ABSENT
    assert fact.evidence == (work.facts[0].evidence, *found.against)
    assert fact.against == found.evidence
    assert (item.decision, item.decided_by) == (Decision.UPHELD, Verdict.NOT_MET)
    assert item.own is not None
    assert item.own.proposed is Decision.OVERTURNED
    assert item.own.facts[0].before is Finding.PRESENT
    assert replace(draft.items[1], own=None) == reviewed.determination.items[1]


def test_an_overruled_criterion_turns_the_outcome_and_keeps_how_it_was(
    reviewed: Reviewed,
) -> None:
    proposal = reviewed.determination
    rule = next(
        entry.id
        for entry in proposal.items[0].criteria
        if entry.required and entry.fact == "muscle_spasm_exam"
    )
    one = overruling(
        proposal, 1, rule, Verdict.NOT_MET, "The spasm was felt two years before."
    )

    draft = reworked(proposal, OwnWork(overrulings=(one,)), reviewed.question)

    item = draft.items[0]
    entry = next(each for each in item.criteria if each.id == rule)
    assert (entry.status, entry.why) == (Verdict.NOT_MET, one.reason)
    assert item.decision is Decision.UPHELD
    assert item.own is not None
    assert item.own.criteria[0].proposed is Verdict.MET
    assert "medically necessary" not in item.rationale[-1].text
    assert one.reason.rstrip(".") in " ".join(said.text for said in item.rationale)
    assert item.would_change


def test_overruling_as_it_was_leaves_the_outcome(reviewed: Reviewed) -> None:
    proposal = reviewed.determination
    same = tuple(
        overruling(proposal, number, entry.id, entry.status, "So I read it, too.")
        for number, item in enumerate(proposal.items, 1)
        for entry in item.criteria
    )

    items = rejudged(proposal, OwnWork(overrulings=same), reviewed.question)

    for item, before in zip(items, proposal.items, strict=True):
        assert (item.decision, item.decided_by) == (before.decision, before.decided_by)
        assert [(each.id, each.status, each.required) for each in item.criteria] == [
            (each.id, each.status, each.required) for each in before.criteria
        ]
        assert item.rationale[-1] == before.rationale[-1]


def test_another_decision_takes_the_proposed_words_away(reviewed: Reviewed) -> None:
    proposal = reviewed.determination
    own = own_decision(
        proposal, _judged(proposal), 2, Decision.OVERTURNED, "A taper needs the supply."
    )

    draft = reworked(proposal, OwnWork(decisions=(own,)), reviewed.question)

    item = draft.items[1]
    assert item.decision is Decision.OVERTURNED
    assert [said.text for said in item.rationale] == ["A taper needs the supply."]
    assert item.would_change == ()
    assert list(undecided(draft)) == [1]


def _judged(proposal: Determination) -> list[Decision | None]:
    return [item.decision for item in proposal.items]


@pytest.mark.parametrize(
    ("decision", "reason", "kept"),
    [
        (Decision.OVERTURNED, "", None),
        (Decision.OVERTURNED, " As proposed. ", "As proposed."),
        (Decision.UPHELD, "No.", "No."),
    ],
)
def test_a_reason_is_asked_for_where_the_decision_is_another(
    reviewed: Reviewed, decision: Decision, reason: str, kept: str | None
) -> None:
    proposal = reviewed.determination

    own = own_decision(proposal, _judged(proposal), 1, decision, reason)

    assert (own.reason, own.proposed) == (kept, Decision.OVERTURNED)


def test_another_decision_without_reason_is_refused(reviewed: Reviewed) -> None:
    proposal = reviewed.determination

    with pytest.raises(OwnWorkError, match="needs a written reason"):
        own_decision(proposal, _judged(proposal), 1, Decision.UPHELD, "  ")


def _decided(reviewed: Reviewed, work: OwnWork) -> OwnWork:
    proposal = reviewed.determination
    judged = [item.decision for item in rejudged(proposal, work, reviewed.question)]
    return replace(
        work,
        decisions=tuple(
            own_decision(proposal, judged, number, decision, "As I find it.")
            for number, decision in enumerate(judged, 1)
        ),
    )


def test_a_reworked_draft_is_signed_and_its_folder_verifies(
    reviewed: Reviewed, tmp_path: Path
) -> None:
    proposal = reviewed.determination
    work = _decided(reviewed, _denied(reviewed))
    draft = reworked(proposal, work, reviewed.question)
    made = new_development_key("a long password", AT)
    hand = Hand(
        reviewer=WHO, signer=key_from_file(made.pkcs12, "a long password", "k"), at=AT
    )

    opened = open_work(to_json(proposal), draft, reviewed.question, FILES, Look())
    signed = sign_work(opened, hand, opened.digest)

    for name, data in signed.files.items():
        (tmp_path / name).write_bytes(data)
    roots = read_roots(made.certificate, "authority.pem")
    verdict = verify_folder(dict(signed.files), "signed", roots, AT)
    assert verdict.standing is Standing.VALID
    final = from_json(signed.files["determination.json"])
    assert final.status == "signed"
    assert final.items[0].own is not None
    assert final.items[0].own.proposed is Decision.OVERTURNED
    assert [each.agrees for each in signed.decided] == [False, True]
    assert opened.shown["decisions"] == [
        {
            "item": number,
            "requested": item.requested,
            "decision": item.decision,
            "decided_by": item.decided_by,
        }
        for number, item in enumerate(proposal.items, 1)
    ]


def test_any_change_of_the_work_is_another_digest(reviewed: Reviewed) -> None:
    proposal = reviewed.determination
    work = _decided(reviewed, OwnWork())
    said = (Statement(text="Else.", evidence=proposal.items[0].evidence[:1]),)
    other = replace(work, rationales=(OwnRationale(item=1, statements=said),))

    digests = {
        open_work(
            to_json(proposal),
            reworked(proposal, each, reviewed.question),
            reviewed.question,
            FILES,
            Look(),
        ).digest
        for each in (work, other)
    }

    assert len(digests) == 2


def test_an_undecided_draft_and_a_quotation_that_is_not_there_are_not_signed(
    reviewed: Reviewed,
) -> None:
    proposal = reviewed.determination
    data, asked = to_json(proposal), reviewed.question
    hand = Hand(reviewer=WHO, signer=None, at=AT)  # type: ignore[arg-type]

    bare = open_work(data, reworked(proposal, OwnWork(), asked), asked, FILES, Look())
    with pytest.raises(SigningError, match="item 1: no decision"):
        sign_work(bare, hand, bare.digest)
    with pytest.raises(SigningError, match="not that of the draft"):
        sign_work(bare, hand, "0" * 64)

    moved = replace(proposal.items[0].evidence[0], start=0, end=3)
    said = (Statement(text="Else.", evidence=(moved,)),)
    work = OwnWork(rationales=(OwnRationale(item=1, statements=said),))
    with pytest.raises(SigningError, match="do not stand there"):
        open_work(data, reworked(proposal, work, asked), asked, FILES, Look())
