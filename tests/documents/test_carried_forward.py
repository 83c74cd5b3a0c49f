import datetime as dt

import pytest

from openimr.documents.carried_forward import find_carried_forward
from openimr.documents.drafts import draft_file
from openimr.documents.judging import judge
from openimr.documents.sources import Sheet, Source
from openimr.domain import CarriedForward, DocumentKind

VISIT = """LANTERN PAIN GROUP
14 Pier Street, Suite 2, Port Quill, CA 90999
PROGRESS REPORT (PR-2)
Patient: PELLWORTH, INES   DOB: 01/02/1970   DOS: {day}
SUBJECTIVE
The neck is stiff in the morning. Pain {score}/10 with work in the bakery.
She sleeps five hours. She denies numbness in the hands.
OBJECTIVE
Tenderness over the {side} trapezius. Rotation is 50 degrees to each side.
Grip is equal. {finding}
PLAN
Tizanidine {dose} mg at night #60.{more}
Home exercises go on as they were taught by the therapist in the spring.
Return in four weeks with the diary of pain and sleep.
B. Osei, M.D."""
USUAL = {
    "score": "7",
    "side": "left",
    "finding": "No spasm was felt.",
    "dose": "4",
    "more": "",
}
MAY = VISIT.format(day="05/03/2016", **USUAL)


def _visit(day: str = "06/07/2016", **changed: str) -> str:
    return VISIT.format(day=day, **{**USUAL, **changed})


def _found(*sheets: Sheet | str) -> tuple[CarriedForward, ...]:
    pages = tuple(Sheet(text=s) if isinstance(s, str) else s for s in sheets)
    drafts = draft_file(Source(name="packet.pdf", sheets=pages)).drafts
    return find_carried_forward(drafts, judge(drafts))


CHANGES = {
    "a score": (
        {"score": "5"},
        ("Pain 7/10 with work in the", "Pain 5/10 with work in the"),
    ),
    "a dose": (
        {"dose": "8"},
        ("Tizanidine 4 mg at night #60", "Tizanidine 8 mg at night #60"),
    ),
    "a side": (
        {"side": "right"},
        (
            "Tenderness over the left trapezius",
            "Tenderness over the right trapezius",
        ),
    ),
    "a small no": (
        {"finding": "Spasm was felt."},
        ("No spasm was felt", "Spasm was felt"),
    ),
    "a sentence more": (
        {"more": " Cyclobenzaprine was stopped because of sleepiness."},
        ("", "Cyclobenzaprine was stopped because of sleepiness"),
    ),
    "a sentence less": ({"finding": ""}, ("No spasm was felt", "")),
}


@pytest.mark.parametrize(
    ("changed", "difference"), CHANGES.values(), ids=CHANGES.keys()
)
def test_a_copied_note_is_kept_and_what_it_changes_is_told(
    changed: dict[str, str], difference: tuple[str, str]
) -> None:
    (found,) = _found(MAY, _visit(**changed))

    assert (found.document, found.earlier) == ("D2", "D1")
    assert found.share > 0.9
    assert (found.differences[0].before, found.differences[0].after) == difference
    assert found.differences[0].page == (2 if difference[1] else 1)


def test_the_day_of_the_visit_is_told_last() -> None:
    (found,) = _found(MAY, _visit(score="5"))

    assert len(found.differences) == 2
    assert "05/03/2016" in found.differences[1].before
    assert "06/07/2016" in found.differences[1].after


def test_the_source_is_the_most_similar_of_the_earlier_notes() -> None:
    other = _visit("05/20/2016", score="2", dose="8", finding="Spasm on both sides.")

    found = _found(_visit("07/12/2016", score="6"), other, MAY)

    assert [(one.document, one.earlier) for one in found] == [
        ("D1", "D3"),
        ("D2", "D3"),
    ]


NOT_CARRIED = {
    "a copy is a duplicate": (MAY, "FAXED 06/01/2016 08:51 PAGE 1/1\n" + MAY),
    "a note of its own": (
        MAY,
        "LANTERN PAIN GROUP\nPROGRESS REPORT (PR-2)\n"
        "Patient: PELLWORTH, INES   DOB: 01/02/1970   DOS: 06/07/2016\n"
        + "She moved flour sacks on Monday and felt the old ache come back at once.\n"
        + "The new pillow helped for a week and then did nothing more for her.\n" * 3
        + "B. Osei, M.D.",
    ),
    "another physician of another practice": (
        MAY,
        _visit()
        .replace("LANTERN PAIN GROUP", "TIDEWATER MEDICAL CLINIC")
        .replace("B. Osei", "T. Marrow"),
    ),
    "a note too short to tell": (
        "PROGRESS REPORT\nDOS: 05/03/2016\nNeck pain 5/10.\nB. Osei, M.D.",
        "PROGRESS REPORT\nDOS: 06/07/2016\nNeck pain 6/10.\nB. Osei, M.D.",
    ),
}


@pytest.mark.parametrize("notes", NOT_CARRIED.values(), ids=NOT_CARRIED.keys())
def test_what_is_not_carried_forward(notes: tuple[str, str]) -> None:
    assert _found(*notes) == ()


def test_slips_of_the_recognition_are_no_differences() -> None:
    scan = _visit(score="5").replace("morning", "moming").replace("taught", "taugnt")

    (found,) = _found(MAY, Sheet(text=scan, ocr=True, confidence=0.9))

    assert [one.after for one in found.differences[:-1]] == [
        "Pain 5/10 with work in the"
    ]


def test_a_block_that_only_stands_elsewhere_is_no_difference() -> None:
    line = "She sleeps five hours. She denies numbness in the hands.\n"
    moved = _visit().replace(line, "").replace("B. Osei", f"{line}B. Osei")

    (found,) = _found(MAY, moved)

    assert len(found.differences) == 1
    assert "06/07/2016" in found.differences[0].after


def test_long_differences_are_cut_and_many_are_bounded() -> None:
    rows = [f"Item {n} of the list was seen and found well today." for n in range(300)]
    changed = [row.replace("well", f"sore{n}") for n, row in enumerate(rows)]
    long = _visit(more=" It" + " goes on and on" * 60 + ".")

    (cut,) = _found(MAY + "\n" + "\n".join(rows), long + "\n" + "\n".join(rows))
    (many,) = _found(MAY + "\n" + "\n".join(rows), _visit() + "\n" + "\n".join(changed))

    assert max(len(one.after) for one in cut.differences) <= 200
    assert len(many.differences) == 40


def test_undated_notes_follow_the_order_of_the_file() -> None:
    first, second = (
        text.replace("DOS: 05/03/2016", "").replace("DOS: 06/07/2016", "")
        for text in (MAY, _visit(score="5"))
    )
    drafts = draft_file(
        Source(
            name="packet.pdf",
            sheets=(Sheet(text=first), Sheet(text=second)),
            starts=frozenset({1}),
        )
    ).drafts
    assert [draft.date for draft in drafts] == [None, None]

    (found,) = find_carried_forward(drafts, judge(drafts))

    assert (found.document, found.earlier) == ("D2", "D1")


def test_every_note_of_a_long_row_is_paired_once_with_an_earlier_one() -> None:
    days = [dt.date(2014, 1, 1) + dt.timedelta(days=30 * n) for n in range(60)]
    notes = [_visit(f"{day:%m/%d/%Y}", score=str(n % 9)) for n, day in enumerate(days)]

    found = _found(*notes)

    assert [one.document for one in found] == [f"D{n}" for n in range(2, 61)]
    assert all(int(one.earlier[1:]) < int(one.document[1:]) for one in found)


def test_forms_are_not_compared() -> None:
    form = "REQUEST FOR AUTHORIZATION\nDWC Form RFA\nName: Pellworth, Ines\n"
    rest = "\n".join(MAY.split("\n")[4:])
    drafts = draft_file(
        Source(
            name="packet.pdf",
            sheets=tuple(
                Sheet(text=f"{form}Date: {day}\n{rest}")
                for day in ("05/03/2016", "06/07/2016")
            ),
        )
    ).drafts

    assert {draft.kind for draft in drafts} == {DocumentKind.RFA}
    assert find_carried_forward(drafts, judge(drafts)) == ()
