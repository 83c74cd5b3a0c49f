import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings

from openimr.domain import (
    CaseHeader,
    Citation,
    Decision,
    Determination,
    Evidence,
    GuidelineEntry,
    ItemDetermination,
    Mark,
    PageStatus,
    Statement,
    Step,
    UrEntry,
    UrOutcome,
)
from openimr.letters.write import LetterContent, Letterhead, compose
from openimr.letters.write.blocks import (
    Bullets,
    Heading,
    Paragraph,
    Run,
    Table,
    Tone,
    words_of,
)
from openimr.letters.write.decisions import claims_administrator, relied_on
from openimr.letters.write.frame import case_block
from openimr.letters.write.record import page_count
from openimr.letters.write.statements import statement

from .fictional import (
    CYCLOBENZAPRINE,
    DETERMINATION,
    ODG_FOR_COMPARISON,
    PATIENT,
    REVIEWER,
    TIZANIDINE,
)
from .strategies import determinations

LETTER = compose(DETERMINATION, patient=PATIENT)


def _paragraphs(letter: LetterContent) -> list[str]:
    return [words_of(b.text) for b in letter.blocks if isinstance(b, Paragraph)]


def _starting(letter: LetterContent, label: str) -> list[str]:
    return [words for words in _paragraphs(letter) if words.startswith(label)]


def test_sections_follow_the_order_of_published_letters() -> None:
    headings = [b.text for b in LETTER.blocks if isinstance(b, Heading)]

    assert headings == [
        "HOW THE IMR FINAL DETERMINATION WAS MADE",
        "DOCUMENTS REVIEWED",
        "CLINICAL CASE SUMMARY",
        "IMR ISSUES, DECISIONS AND RATIONALES",
        "Tizanidine 4 mg #90: Upheld",
        "Cyclobenzaprine 7.5 mg #20: Overturned",
        "NOTES ON THIS DRAFT",
    ]


def test_the_case_block_writes_what_is_known_and_leaves_places_for_the_rest() -> None:
    pairs = {
        label: words_of(value) for label, value in case_block(DETERMINATION.case).pairs
    }

    assert pairs == {
        "Case Number": "CM15-0044871",
        "Date Assigned": "[to be entered on assignment]",
        "Date of Injury": "08/22/2011",
        "Decision Date": "[to be entered on signature]",
        "UR Denial Date": "02/17/2015",
        "Priority": "Standard",
        "Application Received": "03/09/2015",
    }
    unknown = [words_of(value) for _, value in case_block(CaseHeader()).pairs]
    assert unknown.count("[not stated in the file]") == 5


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ("uu", "Uphold. None of the 2 disputed items is medically necessary."),
        ("oo", "Overturn. All of the 2 disputed items are medically necessary."),
        ("uo", "Partial overturn. 1 of the 2 disputed items is medically necessary."),
        ("oou", "Partial overturn. 2 of the 3 disputed items are medically necessary."),
        ("u", "Uphold. The one disputed item is not medically necessary."),
        ("o", "Overturn. The one disputed item is medically necessary."),
    ],
)
def test_the_result_counts_the_items(decisions: str, words: str) -> None:
    which = {"u": TIZANIDINE, "o": CYCLOBENZAPRINE}
    items = tuple(which[letter] for letter in decisions)

    letter = compose(replace(DETERMINATION, items=items))

    assert _starting(letter, "Proposed result: ") == [f"Proposed result: {words}"]


def test_a_file_without_disputed_items_says_so() -> None:
    letter = compose(replace(DETERMINATION, items=()))

    assert "The file names no disputed item." in _paragraphs(letter)
    words = "The file names no disputed item, so there is nothing to decide."
    assert words in _paragraphs(letter)


def test_an_item_reads_in_the_grammar_of_published_letters() -> None:
    words = _paragraphs(LETTER)
    start = words.index(
        "Claims Administrator guideline: Decision based on MTUS Chronic Pain Medical "
        "Treatment Guidelines, Muscle relaxants (for pain)."
    )

    assert words[start + 1] == (
        "IMR guideline: Decision based on MTUS Chronic Pain Medical Treatment "
        "Guidelines Muscle relaxants (for pain) Page(s): 63-66."
    )
    assert words[start + 2].startswith("Decision rationale: The guideline in force")
    assert words[start + 3].endswith(
        "The request for Tizanidine 4 mg #90 is not medically necessary."
    )


def test_a_rationale_without_its_conclusion_gets_one() -> None:
    words = _starting(
        LETTER, "Decision rationale: The guideline in force accepts cyclo"
    )

    assert words[0].endswith(
        "The request for Cyclobenzaprine 7.5 mg #20 is medically necessary."
    )
    assert words[0].count("medically necessary") == 1


def test_a_conclusion_that_contradicts_the_decision_does_not_stand_alone() -> None:
    said = (Statement(text="The request is not medically necessary."),)
    item = replace(CYCLOBENZAPRINE, rationale=said)

    letter = compose(replace(DETERMINATION, items=(item,)))

    assert _starting(letter, "Decision rationale: ") == [
        "Decision rationale: The request is not medically necessary. The request for "
        "Cyclobenzaprine 7.5 mg #20 is medically necessary."
    ]


def _at(document: str, page: int) -> Evidence:
    return Evidence(document=document, page=page, quote="x", start=0, end=1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Statement(text="Pain is 6/10.", evidence=()), "Pain is 6/10."),
        (
            Statement(text="Pain is 6/10.", evidence=(_at("D3", 2),)),
            "Pain is 6/10 (D3 p. 2).",
        ),
        (
            Statement(
                text="It goes on", evidence=(_at("D3", 2), _at("D4", 5), _at("D3", 3))
            ),
            "It goes on (D3 pp. 2-3; D4 p. 5).",
        ),
        (
            Statement(text="Seen (D3 p. 2).", evidence=(_at("D3", 2),)),
            "Seen (D3 p. 2).",
        ),
        (
            Statement(text="Long.", evidence=tuple(_at("D1", n) for n in range(1, 20))),
            "Long (D1 pp. 1-6; 13 more pages in the evidence).",
        ),
        (
            Statement(
                text="Short use only.",
                citations=(Citation(guideline="mtus_cp_2009", pages="63-66"),),
            ),
            "Short use only (MTUS Chronic Pain Medical Treatment Guidelines pp. "
            "63-66).",
        ),
        (
            Statement(
                text="Page 41 says so.",
                citations=(Citation(guideline="mtus_cp_2009", pages="41"),),
            ),
            "Page 41 says so [page not verified].",
        ),
        (
            Statement(
                text="So it is.",
                citations=(Citation(guideline="odg", pages=None, section="Pain"),),
            ),
            "So it is (Official Disability Guidelines (ODG), Pain).",
        ),
        (
            Statement(
                text="So it is.", citations=(Citation(guideline="study_9", pages="3"),)
            ),
            "So it is (study_9 p. 3 [page not verified]).",
        ),
    ],
)
def test_a_statement_ends_with_what_it_rests_on(said: Statement, words: str) -> None:
    assert words_of(statement(said, {}, TIZANIDINE.guidelines)) == words


def test_references_point_to_the_row_of_their_document() -> None:
    rows = {
        row.anchor: words_of(row.cells[0])
        for block in LETTER.blocks
        if isinstance(block, Table)
        for row in block.rows
        if row.anchor
    }
    runs = [
        run
        for block in LETTER.blocks
        if isinstance(block, Paragraph)
        for run in block.text
        if run.target
    ]

    assert runs
    assert all(run.text.startswith(f"{rows[run.target or '']} p") for run in runs)


@pytest.mark.parametrize(
    ("cited", "words"),
    [
        ("CA MTUS, Baclofen.", "Decision based on MTUS Baclofen."),
        (
            "ODG Pain Chapter",
            "Decision based on Non-MTUS Citation ODG Pain Chapter.",
        ),
        (
            "MTUS page 63; Official Disability Guidelines, Pain",
            "Decision based on MTUS page 63. Decision based on Non-MTUS Citation "
            "Official Disability Guidelines, Pain.",
        ),
        (
            "MTUS Muscle relaxants; pages 63-66",
            "Decision based on MTUS Muscle relaxants; pages 63-66.",
        ),
        ("ACOEM  chapter\n12", "Decision based on ACOEM chapter 12."),
        (
            None,
            "The Claims Administrator did not cite any medical evidence for its "
            "decision in the pages on file.",
        ),
    ],
)
def test_the_claims_administrators_guideline_is_given_as_cited(
    cited: str | None, words: str
) -> None:
    ur = UrEntry(outcome=UrOutcome.DENY, date=None, reason=None, guideline=cited)

    assert words_of(claims_administrator(replace(TIZANIDINE, ur=ur))) == words


def test_an_item_without_a_utilization_review_decision_says_so() -> None:
    said = words_of(claims_administrator(replace(TIZANIDINE, ur=None)))

    assert said == "No utilization review decision on this item is in the file."


def _entry(step: Step, name: str, pages: str | None, mark: Mark) -> GuidelineEntry:
    return GuidelineEntry(
        guideline="g",
        name=name,
        section="Topic",
        pages=pages,
        pages_mark=mark,
        step=step,
        why="",
    )


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (
            (_entry(Step.MTUS, "MTUS Opioids Guidelines", "7", Mark.VERIFIED),),
            "Decision based on MTUS Opioids Guidelines Topic Page(s): 7.",
        ),
        (
            (_entry(Step.MTUS, "Knee Complaints", "7, 9-10", Mark.UNVERIFIED),),
            "Decision based on MTUS Knee Complaints Topic Page(s): 7, 9-10 [page not "
            "verified].",
        ),
        (
            (_entry(Step.ACOEM_ODG, "ODG", None, Mark.UNVERIFIED),),
            "Decision based on MTUS: None. Decision based on Non-MTUS Citation ODG "
            "Topic.",
        ),
        (
            (_entry(Step.STUDY, "Rintala P, J Spine 2012", None, Mark.VERIFIED),),
            "Decision based on MTUS: None. Other Medical Treatment Guideline or "
            "Medical Evidence: Rintala P, J Spine 2012 Topic.",
        ),
        (
            (ODG_FOR_COMPARISON,),
            "Decision based on MTUS: None. [no guideline of the library addresses this "
            "item]",
        ),
    ],
)
def test_the_guidelines_relied_on_follow_the_published_grammar(
    entries: tuple[GuidelineEntry, ...], words: str
) -> None:
    assert words_of(relied_on(replace(TIZANIDINE, guidelines=entries))) == words


def test_unverified_pages_are_marked_where_they_stand_and_listed_at_the_end() -> None:
    cautions = [
        run.text.strip()
        for block in LETTER.blocks
        if isinstance(block, Paragraph)
        for run in block.text
        if run.tone is Tone.CAUTION
    ]
    end = [b for b in LETTER.blocks if isinstance(b, Bullets)][-3:]
    listed = [words_of(item) for block in end for item in block.items]

    assert cautions == ["[page not verified]"] * 3
    assert listed == [
        "Rule: The drug is for a short course of at most 3 weeks.",
        "MTUS Chronic Pain Medical Treatment Guidelines, Cyclobenzaprine (Flexeril): "
        "pages 41-42.",
        "Rule: The course is at most 3 weeks.",
        "Warning: The request for authorization is not in the file.",
        "Info: This document has no date (D8 p. 8).",
    ]


def test_what_was_looked_for_is_told_where_its_absence_counts() -> None:
    place = LETTER.blocks.index(
        Paragraph(
            text=(Run("Looked for and not found:", Tone.STRONG),),
            role=next(
                b.role
                for b in LETTER.blocks
                if isinstance(b, Paragraph)
                and words_of(b.text) == "Looked for and not found:"
            ),
        )
    )
    bullets = LETTER.blocks[place + 1]

    assert isinstance(bullets, Bullets)
    assert [words_of(item) for item in bullets.items] == [
        "Spasticity from a disorder of the brain or spinal cord: looked for "
        "“spasticity”, “spastic”, “clonus”, “increased tone”, “upper motor neuron” and "
        "2 more terms in D1-D6 (05/06/2013 to 01/27/2015); case-file.pdf p. 9 could "
        "not be read. Nearest: D3 p. 2, normal reflexes, not a sign of spasticity; D2 "
        "p. 1, utilization review's words, not an examination."
    ]
    said = _paragraphs(compose(replace(DETERMINATION, items=(CYCLOBENZAPRINE,))))
    assert "Looked for and not found:" not in said


def test_a_modification_that_stands_leaves_its_approved_part() -> None:
    assert _starting(LETTER, "Approved by utilization review") == [
        "Approved by utilization review and not in dispute: Cyclobenzaprine 7.5 mg #10."
    ]


def test_every_page_is_accounted_for() -> None:
    place = _paragraphs(LETTER).index(page_count(DETERMINATION.pages))
    notes = next(b for b in LETTER.blocks if isinstance(b, Bullets))

    assert _paragraphs(LETTER)[place] == (
        "The case file has 10 pages in 2 files: 5 were read from their text, 1 was "
        "read by character recognition from its image, 1 is blank, 1 repeats another "
        "page, 1 names another person and was set aside and 1 could not be read."
    )
    assert [words_of(item) for item in notes.items] == [
        "case-file.pdf p. 7 repeats another page (same words as case-file.pdf p. 3).",
        "case-file.pdf p. 8 names another person and was set aside (the name on the "
        "page is not the employee's).",
        "case-file.pdf p. 9 could not be read (the image is too faint for character "
        "recognition).",
        "case-file.pdf p. 6 is blank.",
        "notes.xlsx is not part of the record and was not read.",
    ]


def test_the_list_of_documents_names_copies_scans_and_strangers() -> None:
    table = [b for b in LETTER.blocks if isinstance(b, Table)][1]
    rows = [[words_of(cell) for cell in row.cells] for row in table.rows]

    assert rows[3] == [
        "D4",
        "Primary treating physician's progress report (PR-2)",
        "Imogen T. Castellane, M.D.",
        "01/27/2015",
        "case-file.pdf p. 3",
    ]
    assert [row[1] for row in rows[4:]] == [
        "MRI of the lumbar spine, [name withheld]",
        "Prescription [read from page images]",
        "Primary treating physician's progress report (PR-2) [repeats D4]",
        "Laboratory report [names another person, set aside]",
    ]


def test_the_workers_name_is_nowhere_in_the_letter() -> None:
    assert not [text for text in LETTER.texts() if "wrenfield" in text.lower()]
    assert not [text for text in LETTER.texts() if "odessa" in text.lower()]


def test_credentials_are_listed_without_a_name() -> None:
    letter = compose(replace(DETERMINATION, reviewer=REVIEWER))

    assert "State(s) of Licensure: California, Oregon" in letter.texts()
    assert (
        "Certification(s)/Specialty: Physical Medicine & Rehabilitation, Pain Medicine"
        in letter.texts()
    )
    assert not [text for text in letter.texts() if "reviewer is assigned" in text]
    assert (
        "State(s) of Licensure: [to be entered when a reviewer is assigned]"
        in LETTER.texts()
    )


def test_a_signed_letter_has_no_notes_and_is_no_draft() -> None:
    letter = compose(replace(DETERMINATION, status="signed"))

    assert not letter.draft
    assert letter.title == "Independent Medical Review Final Determination"
    assert Heading(level=1, text="NOTES ON THIS DRAFT") not in letter.blocks


@pytest.mark.parametrize("status", ["draft", "", "Draft ", "unsigned", "sgned"])
def test_any_status_that_is_not_a_signature_is_a_draft(status: str) -> None:
    assert compose(replace(DETERMINATION, status=status)).draft


def test_the_letterhead_names_the_organisation_and_its_guideline() -> None:
    house = Letterhead(
        organisation="Northgate Review", short="Northgate", address=("1 Quay Street",)
    )

    letter = compose(DETERMINATION, house)

    assert (letter.organisation, letter.address) == (
        "Northgate Review",
        ("1 Quay Street",),
    )
    assert len(_starting(letter, "Northgate guideline: Decision based on MTUS")) == 2


def test_long_summaries_are_broken_into_paragraphs() -> None:
    said = tuple(
        Statement(text=f"Sentence {n} is about as long as sentences of reports are.")
        for n in range(30)
    )
    letter = compose(replace(DETERMINATION, summary=said))
    start = letter.blocks.index(Heading(level=1, text="CLINICAL CASE SUMMARY"))
    end = letter.blocks.index(
        Heading(level=1, text="IMR ISSUES, DECISIONS AND RATIONALES")
    )
    parts = letter.blocks[start + 1 : end]

    assert len(parts) == 3
    together = " ".join(words_of(b.text) for b in parts if isinstance(b, Paragraph))
    assert together == " ".join(each.text for each in said)


@settings(max_examples=60, deadline=None)
@given(determinations)
def test_any_determination_can_be_composed(determination: Determination) -> None:
    letter = compose(determination)
    texts = list(letter.texts())

    assert [*compose(determination).texts()] == texts
    assert not [text for text in texts if "\n" in text or "\x00" in text]
    headings = [b.text for b in letter.blocks if isinstance(b, Heading) and b.level > 1]
    ends = [": Upheld" if _upheld(i) else ": Overturned" for i in determination.items]
    assert all(h.endswith(e) for h, e in zip(headings, ends, strict=True))
    counted = page_count(determination.pages)
    assert counted.startswith("The case file has")


def _upheld(item: ItemDetermination) -> bool:
    return item.decision is Decision.UPHELD


def test_no_page_status_is_forgotten_in_the_count() -> None:
    page = DETERMINATION.pages[0]
    for status in PageStatus:
        said = page_count((replace(page, status=status),))
        assert said.startswith("The case file has 1 page in 1 file: 1 ")
    assert page_count(()) == "The case file has no pages."


def test_dates_before_the_year_1000_keep_four_digits() -> None:
    case = CaseHeader(ur_date=dt.date(14, 1, 2))

    assert ("UR Denial Date", (Run("01/02/0014"),)) in case_block(case).pairs
