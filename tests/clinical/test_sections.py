import pytest

from openimr.clinical.pages import read_page
from openimr.clinical.sections import SectionKind, find_sections
from openimr.domain import DocumentKind
from openimr.text import clean

from .cases import one_page

REPORTS = [
    pytest.param(
        "SUBJECTIVE: Neck pain.\nOBJECTIVE: Tender.\nASSESSMENT: Strain.\nPLAN: Ice.",
        {"Neck": "complaint", "Tender": "examination", "Strain": "assessment",
         "Ice": "plan"},
        id="capitals with colons",
    ),
    pytest.param(
        "S. Sore today.\nO. Tender.\nA. Strain.\nP. Ice.",
        {"Sore": "complaint", "Tender": "examination", "Strain": "assessment",
         "Ice": "plan"},
        id="SOAP letters",
    ),
    pytest.param(
        "History. Fell in May. He rests.\nResponse. Better.\nPlan. Discharge home.",
        {"Fell": "injury", "Better": "complaint", "Discharge": "plan"},
        id="dictated titles",
    ),
    pytest.param(
        "HISTORY OF PRESENT ILLNESS\nSore.\nREVIEW OF SYSTEMS\n"
        "Musculoskeletal: negative for spasm.\nCURRENT MEDICATIONS     PRESCRIBER\n"
        "Soma 350 mg\nPHYSICAL EXAMINATION\nLUMBAR SPINE\nTender.\n"
        "Pain: 5/10 on motion.",
        {"Sore": "complaint", "negative for": "ros", "Soma": "medications",
         "Tender": "examination", "on motion": "examination"},
        id="record template",
    ),
    pytest.param(
        "FAMILY HISTORY: Stroke.\nMEDICATIONS renewed today: Norco.\n"
        "PAST HISTORY, unchanged: Hernia.",
        {"Stroke": "family", "Norco": "medications", "Hernia": "past_history"},
        id="capitals with an afterthought",
    ),
    pytest.param(
        "Neck pain 7/10. Medications per Dr. Pak: Tylenol. OBJECTIVE: Soft neck.",
        {"7/10": "narrative", "Tylenol": "medications", "Soft": "examination"},
        id="headings in the middle of a line",
    ),
    pytest.param(
        "FAMILY AND OCCUPATIONAL MEDICINE\nHere for the knee.",
        {"Here": "narrative"},
        id="a clinic's name is no heading",
    ),
    pytest.param(
        "S> sore today.\nO> tender.\nA> strain.\nP> ice.",
        {"sore": "complaint", "tender": "examination", "strain": "assessment",
         "ice": "plan"},
        id="SOAP letters with a bracket",
    ),
    pytest.param(
        "FOLLOW-UP REPORT, NECK      May 4, 2014\nHere for the knee.",
        {"Here": "narrative"},
        id="a report of a follow-up does not begin with the plan",
    ),
    pytest.param(
        "EXAM Gait normal.\nDX [x] strain\nWORK [x] modified",
        {"Gait": "examination", "strain": "assessment", "modified": "work_status"},
        id="checklist",
    ),
    pytest.param(
        "State of California\nPROGRESS REPORT (PR-2)\nSubjective complaints:\n"
        "Low back sore.\nObjective findings (Include significant physical "
        "examination, laboratory, imaging findings.)\nMuscles tight.\nDiagnoses:\n"
        "1. Sprain ICD-9 847.2\nTreatment Plan: (Include treatment rendered.)\n"
        "Ice packs.\nWork Status: This patient has been instructed to:\n"
        "Remain off work until Friday.",
        {"sore": "complaint", "tight": "examination", "Sprain": "assessment",
         "Ice": "plan", "Friday": "work_status"},
        id="blocks of a PR-2",
    ),
    pytest.param(
        "SUBJECTlVE:\nSore.\nOBJECTlVE FlNDlNGS:\nTight.\nD1AGNOSIS:\nSprain.\n"
        "TREATMENT PLAN.\nIce.",
        {"Sore": "complaint", "Tight": "examination", "Sprain": "assessment",
         "Ice": "plan"},
        id="letters taken for others",
    ),
    pytest.param(
        "S U B J E C T I V E\nSore.\nPHYSICAL EXAM INATION:\nTight.\n"
        "DIAGN OSIS:\nSprain.\nP L A N\nIce.",
        {"Sore": "complaint", "Tight": "examination", "Sprain": "assessment",
         "Ice": "plan"},
        id="spaces inside headings",
    ),
    pytest.param(
        "S: Sore today. O: Tight muscles. A: Sprain again. P: Ice packs.",
        {"Sore": "complaint", "Tight": "examination", "Sprain": "assessment",
         "Ice": "plan"},
        id="SOAP in one line",
    ),
    pytest.param(
        "OPERATIVE REPORT\nPREOPERATIVE DIAGNOSIS: Tear.\n"
        "PROCEDURE PERFORMED: Arthroscopy.\n"
        "INDICATIONS FOR PROCEDURE: He failed therapy.\n"
        "DESCRIPTION OF PROCEDURE: The portal was made.\n"
        "DISPOSITION: Recovery room.",
        {"Tear": "assessment", "Arthroscopy": "narrative", "failed": "discussion",
         "portal": "narrative", "Recovery": "plan"},
        id="operative report",
    ),
    pytest.param(
        "HISTORY OF INJURY AS RELATED BY THE APPLICANT\nShe slipped.\n"
        "PRESENT COMPLAINTS\nNeck: stiff.\nPAST MEDICAL HISTORY\nGallstones.\n"
        "PHYSICAL EXAMINATION\nCERVICAL SPINE\nTight.\n"
        "REVIEW OF MEDICAL RECORDS\n03/04/12 Dr. Orr found spasm.\n"
        "DIAGNOSTIC IMPRESSION\nStrain.\nFUTURE MEDICAL CARE\nTherapy for flares.",
        {"slipped": "injury", "stiff": "complaint", "Gallstones": "past_history",
         "Tight": "examination", "spasm": "records", "Strain": "assessment",
         "flares": "future_care"},
        id="evaluation of a QME",
    ),
    pytest.param(
        "PHYSICAL THERAPY DAILY NOTE\nPain Level: 5/10 now\n"
        "Objective Measurements:\nFlexion 40 degrees\n"
        "Response to Treatment: Less stiff afterwards\nShort Term Goals:\n"
        "Lift 20 lb\nPlan of Care: Go on twice weekly",
        {"now": "complaint", "Flexion": "examination", "afterwards": "complaint",
         "Lift": "function", "twice": "plan"},
        id="note of a therapist",
    ),
    pytest.param(
        "Past Medical/Surgical/Family/Social History:\nUnchanged smoker.\n"
        "Review of Systems (ROS):\nMSK: Positive for spasms\nPhysical Exam:\n"
        "MSK: tight\nAssessment/Plan:\n1. Sprain\nOrders Placed This Encounter\n"
        "MRI wanted",
        {"smoker": "past_history", "spasms": "ros", "tight": "examination",
         "Sprain": "plan", "wanted": "plan"},
        id="record system",
    ),
    pytest.param(
        "PRESCRIPTION PROFILE\nPatient: Doe\nActive Medications:\n"
        "Naproxen 550 mg #60\nAllergies: Sulfa\nDiscontinued Medications:\nSoma",
        {"Naproxen": "medications", "Sulfa": "allergies", "Soma": "past_treatment"},
        id="profile of a pharmacy",
    ),
    pytest.param(
        "NORTH HILL CLINIC\nMay 4, 2014\nHX OF PRESENT COMPLAINT: Sore.\n"
        "PHYS. EXAM: Tight.\nDIAG: Sprain.\nRECOMMENDED TREATMENT: Ice.\n"
        "CURRENT WORK STATUS: Off until May.",
        {"Sore": "complaint", "Tight": "examination", "Sprain": "assessment",
         "Ice": "plan", "Off": "work_status"},
        id="headings in short",
    ),
    pytest.param(
        "PLAN:\nIce.\nMRI of the neck is requested.",
        {"Ice": "plan", "requested": "plan"},
        id="a plan's line may begin with a study",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), REPORTS)
def test_a_sentence_stands_under_its_heading(text: str, places: dict[str, str]) -> None:
    page = clean(text)

    sections = find_sections(page, DocumentKind.PROGRESS_REPORT)

    found = {words: sections.at(page.text.index(words)).value for words in places}
    assert found == places


def test_a_section_goes_on_behind_the_running_head_of_the_next_page() -> None:
    page = clean("DOE, Jane   DOB 01/02/1970   Page 2\nand to the left knee.")

    sections = find_sections(
        page, DocumentKind.PROGRESS_REPORT, SectionKind.EXAMINATION
    )

    assert sections.at(page.text.index("DOE")) is SectionKind.FURNITURE
    assert sections.at(page.text.index("left")) is SectionKind.EXAMINATION


@pytest.mark.parametrize(
    ("kind", "section"),
    [
        (DocumentKind.RFA, SectionKind.REQUEST),
        (DocumentKind.UR_DECISION, SectionKind.REVIEW),
        (DocumentKind.LABORATORY_REPORT, SectionKind.STUDIES),
        (DocumentKind.PRESCRIPTION, SectionKind.MEDICATIONS),
    ],
)
def test_forms_and_reports_of_a_kind_need_no_heading(
    kind: DocumentKind, section: SectionKind
) -> None:
    page = clean("Baclofen 10 mg")

    assert find_sections(page, kind).at(3) is section


def test_a_narrative_tells_its_sections_in_passing() -> None:
    case = one_page(
        "He was seen today.\n\nOn examination the neck is stiff. The arm is weak.\n\n"
        "My impression is a strain.\n\nHe thanked me."
    )

    page = read_page(case.pages[0], case.documents[0], None, 0)

    found = [page.section_at(sentence.start).value for sentence in page.sentences]
    assert found == [
        "narrative", "examination", "examination", "assessment", "narrative",
    ]  # fmt: skip


UNHEADED = [
    pytest.param(
        "Walk-in. Bent for a basket. Lumbar: list to the right. The left side "
        "is hard. Flexion 15 degrees. SLR negative. Strength full. Ice and rest.",
        ["Lumbar", "The left side", "Flexion", "SLR", "Strength"],
        id="findings in a row",
    ),
    pytest.param(
        "He cannot hold the big toe up. Knee and ankle jerks equal. SLR left 35 hurts. "
        "No film was made.",
        ["He cannot hold", "Knee and ankle", "SLR left"],
        id="findings told in plain words",
    ),
    pytest.param(
        "Neck: aches. Back: sore by noon. Knee: clicks. She limps home.",
        [],
        id="complaints by part of the body",
    ),
    pytest.param(
        "He does SLR drills at home. He sleeps badly. His wife drives. Grip is weak.",
        [],
        id="words far apart",
    ),
]


@pytest.mark.parametrize(("text", "examined"), UNHEADED)
def test_findings_in_a_row_are_an_examination_without_a_heading(
    text: str, examined: list[str]
) -> None:
    case = one_page(text)

    page = read_page(case.pages[0], case.documents[0], None, 0)

    found = [
        sentence.text
        for sentence in page.sentences
        if page.section_at(sentence.start) is SectionKind.EXAMINATION
    ]
    assert len(found) == len(examined)
    assert all(map(str.startswith, found, examined))
