"""The pieces that a letter is read by: headers, headings, facts, dates, conclusions."""

from datetime import date

import pytest

from openimr.domain import Credentials, Decision, Span
from openimr.letters.read.conclusion import find_conclusion
from openimr.letters.read.credentials import credentials_of
from openimr.letters.read.documents import read_documents
from openimr.letters.read.furniture import without_furniture
from openimr.letters.read.header import read_header
from openimr.letters.read.headings import decision_of, heading_start
from openimr.letters.read.sheet import lay_out
from openimr.letters.read.told_dates import dates_of, injury_date, ur_date
from openimr.letters.read.worker import find_age, find_sex

# --- the worker -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("summary", "age", "sex"),
    [
        ("The patient is a 52 year old male cook.", 52, "male"),
        ("A 52-year-old right hand dominant female fell.", 52, "female"),
        ("This fifty-two-year-old woman fell.", 52, "female"),
        ("The patient is a sixty two year old man.", 62, "male"),
        ("A 52-yr-old gentleman.", 52, "male"),
        ("A 52 y/o F who fell.", 52, "female"),
        ("The patient, a 52 y.o. male, fell.", 52, "male"),
        ("The claimant is a 52yo M.", 52, "male"),
        ("A male of 52 years of age.", 52, "male"),
        ("A man of 52 who fell.", 52, "male"),
        ("The worker, aged 52, fell. She hurt her knee.", 52, "female"),
        ("She is 52. Her back hurts.", 52, "female"),
        ("A 52\u2013year\u2013old former roofer. He fell.", 52, "male"),
        ("Ms. N. is a 52 year old cook.", 52, "female"),
        ("He has a 9-year-old son and is 52 years old.", 52, "male"),
        ("The injured worker fell.", None, None),
        ("Symptoms for 3 years. He/she was seen.", None, None),
    ],
)
def test_age_and_sex_are_read_in_every_wording(
    summary: str, age: int | None, sex: str | None
) -> None:
    aged = find_age(summary)
    found = find_sex(summary, aged[2] if aged else None)

    assert (aged[0] if aged else None, found[0] if found else None) == (age, sex)


@pytest.mark.parametrize(
    "summary",
    [
        "with a date of injury of 03/04/2012.",
        "with an injury date of 3/4/12.",
        "with a 3/4/12 date of injury.",
        "DOI: 3-4-12.",
        "who sustained an industrial injury of March 4, 2012.",
        "who was injured on 3/4/2012 while lifting.",
        "was hurt March 4, 2012 at work.",
        "who slipped on a wet floor on March 4, 2012 and fell.",
        "She was struck by a cart on 3/4/2012.",
        "seen on 5/5/2014, has an original date of injury of 3/4/2012.",
        "with cumulative trauma from 3/4/2012 through 9/9/2012.",
        "The injured worker is a 24 year old server who fell on March 4th, 2012.",
    ],
)
def test_the_date_of_injury_is_told_in_many_ways(summary: str) -> None:
    found = injury_date(dates_of(f"The patient is a worker {summary}"))

    assert found is not None
    assert found[0] == date(2012, 3, 4)


@pytest.mark.parametrize(
    "summary",
    [
        "He was seen on 3/4/2012.",
        "A report of March 4, 2012 tells of pain.",
        "An MRI was done on 3/4/2012.",
        "Surgery took place in 2011.",
    ],
)
def test_other_dates_are_no_date_of_injury(summary: str) -> None:
    assert injury_date(dates_of(summary)) is None


@pytest.mark.parametrize(
    "summary",
    [
        "On March 4, 2014 Utilization Review non certified the drug.",
        "The utilization review determination being challenged is dated 03/04/14.",
        "The utilization review decision of March 4, 2014 refused it.",
        "The 3/4/14 utilization review denied it.",
        "On 3/4/2014 it was denied in utilization review. On 5/5/2014 he fell.",
        "The request was denied on 3/4/2014.",
        "Utilization Review (3/4/14) modified the drug.",
        "In a letter of March 4, 2014 the claims administrator denied it.",
        "On 3-4-14 Utilization Review non-certified it.",
    ],
)
def test_the_date_of_utilization_review_is_told_in_many_ways(summary: str) -> None:
    found = ur_date(dates_of(f"He fell on 1/1/2010. Seen 2/2/2014. {summary}"))

    assert found is not None
    assert found[0] == date(2014, 3, 4)


def test_a_summary_without_a_review_gives_no_date_of_one() -> None:
    assert ur_date(dates_of("He fell on 1/1/2010. Seen 2/2/2014.")) is None


# --- the header block -----------------------------------------------------------------


def _header(text: str) -> dict[str, object]:
    fields = read_header(text, Span(0, len(text))).fields
    return {name: value for name, (value, _) in fields.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Case Number: CM14-0100001 Date Assigned: 08/01/2014\nPriority: Standard\n",
        "Case Number:\nDate Assigned:\nPriority:\nCM14-0100001\n08/01/2014\nStandard",
        "Priority : STANDARD\r\nCase \r\nNumber: CM14-0100001\r\nDate\n"
        "Assigned:8/1/2014",
        "IMR Case Number: CM 14-0100001 Claims Number:  Date Assigned: August 1, 2014 "
        "Priority: Regular",
    ],
)
def test_labels_find_their_values_in_every_order(text: str) -> None:
    assert _header(text) == {
        "number": "CM14-0100001",
        "date_assigned": date(2014, 8, 1),
        "priority": "regular",
    }


def test_a_label_without_a_value_takes_none_from_its_neighbour() -> None:
    text = "Employee: Claim Number: Date of Injury: 3/4/2012 Priority: expedited"

    assert _header(text) == {
        "date_of_injury": date(2012, 3, 4),
        "priority": "expedited",
    }


def test_a_broken_date_in_the_header_is_left_out() -> None:
    text = "Date of Injury: 13/41/2012 UR Denial Date: 06/24/2014"

    assert _header(text) == {"ur_date": date(2014, 6, 24)}


# --- credentials ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "The reviewer is Board Certified in Family Practice and is licensed to "
            "practice in California. He/she has worked for more than five years.",
            Credentials(
                licensed_in=("California",),
                board_certifications=("Family Practice",),
                years_in_practice_over=5,
            ),
        ),
        (
            "He is Board Certified in Physical Medicine and Rehabilitation and Pain "
            "Medicine, has a subspecialty in Spine and is licensed to practice in "
            "California, Nevada, and New Mexico, and works a minimum of 30 hours a "
            "week.",
            Credentials(
                licensed_in=("California", "Nevada", "New Mexico"),
                board_certifications=(
                    "Physical Medicine and Rehabilitation",
                    "Pain Medicine",
                ),
                subspecialties=("Spine",),
                hours_a_week_at_least=30,
            ),
        ),
        (
            "State(s) of Licensure: North Carolina, Texas Certification(s)/Specialty: "
            "Internal Medicine, Endocrinology",
            Credentials(
                licensed_in=("North Carolina", "Texas"),
                board_certifications=("Internal Medicine", "Endocrinology"),
            ),
        ),
        (
            "He is a Doctor of Chiropractic and is licensed to practice in Utah.",
            Credentials(licensed_in=("Utah",)),
        ),
        ("Nothing is said of the reviewer.", None),
    ],
)
def test_credentials_are_read_from_sentences_and_lists(
    words: str, expected: Credentials | None
) -> None:
    assert credentials_of(words) == expected


# --- conclusions ----------------------------------------------------------------------

NOT, YES = Decision.UPHELD, Decision.OVERTURNED


@pytest.mark.parametrize(
    ("rationale", "conclusion"),
    [
        ("The request is not medically necessary.", NOT),
        ("The request IS NOT medically necessary.", NOT),
        ("The request is\n\n\nmedically\n\nnecessary.", YES),
        ("The request is notmedically necessary and appropriate.", NOT),
        ("The request isn\u2019t medically necessary.", NOT),
        ("It is therefore considered not medically necessary.", NOT),
        ("It cannot be considered medically necessary.", NOT),
        ("It is not found to be medically necessary.", NOT),
        ("It is not certified now and is medically necessary.", YES),
        ("The request is medically unnecessary.", NOT),
        ("The request is not medically necessary; a taper is advised.", NOT),
        ("It is medically necessary. A taper is not advised.", YES),
        ("Medical necessity of the drug has not been established.", NOT),
        ("Medical necessity has been established.", YES),
        ("There is a lack of medical necessity.", NOT),
        (
            "It is not medically necessary. A lower dose would be medically necessary.",
            NOT,
        ),
        ("Whether it is medically necessary is asked. It is medically necessary.", YES),
        ("The request is not supported by the guideline.", NOT),
        ("The request is certified.", YES),
        ("Nothing is concluded.", None),
        ("", None),
    ],
)
def test_the_last_word_on_necessity_counts(
    rationale: str, conclusion: Decision | None
) -> None:
    found = find_conclusion(rationale, 0, len(rationale))

    assert (found[0] if found else None) == conclusion


def test_the_forms_own_is_or_was_is_settled_by_its_label() -> None:
    words = "The request for the test is/was medically necessary."

    upheld = find_conclusion(words, 0, len(words), NOT)
    overturned = find_conclusion(words, 0, len(words), YES)

    assert (upheld or ())[:1] == (NOT,)
    assert (overturned or ())[:1] == (YES,)


# --- headings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "heading"),
    [
        ("It is not medically necessary.\n\n", "Soma 350 mg #60"),
        ("It is not medically necessary.\n", "Soma 350 mg #60"),
        ("It is not medically necessary\n\n", "Soma 350 mg #60"),
        ("set forth below:\n\n", "Physical therapy, two times a week for\nfour weeks"),
        ("It is so.\n\n", "Injection every 2\n\n\n\n\nweeks"),
        ("It is so.\n\n", "Retrospective: cream of two drugs,\n\n\n\n\n120 gm"),
        ("It is so. The request is medically necessary. ", "Soma 350 mg #60"),
        ("It is so.\n\n3) ", "Soma 350 mg #60"),
        ("", "Soma 350 mg #60"),
    ],
)
def test_a_heading_begins_behind_what_stands_before_it(
    before: str, heading: str
) -> None:
    text = before + heading

    start = heading_start(lay_out(text), 0, len(text))

    assert text[start:].split() == heading.split()


@pytest.mark.parametrize(
    ("word", "decision"),
    [
        ("Upheld", NOT),
        ("UPHELD", NOT),
        ("overturned", YES),
        ("Partially Overturned", None),
        ("upheld in part", None),
        ("modified", None),
    ],
)
def test_a_partial_decision_is_neither(word: str, decision: Decision | None) -> None:
    assert decision_of(word) == decision


# --- furniture, documents -------------------------------------------------------------


@pytest.mark.parametrize(
    "furniture",
    [
        "1 of 5",
        "Page 1 of 5",
        "Page 3",
        "- 3 -",
        "Case Number: CM14-0100001",
        "MAXIMUS Case Number: CM14-0100001",
        "Final Determination Letter for IMR Case Number CM14-0100001  3",
        "Page 2 of 5 | Independent Medical Review",
    ],
)
def test_running_heads_and_page_numbers_are_blanked(furniture: str) -> None:
    text = f"the pain in\n\n{furniture}\n\nthe neck is worse"

    plain = without_furniture(text)

    assert len(plain) == len(text)
    assert plain.split() == "the pain in the neck is worse".split()


def test_a_line_that_repeats_at_page_breaks_is_blanked() -> None:
    text = "one\nACME Review\n\fACME Review\ntwo\nACME Review\n\fACME Review\nthree"

    assert without_furniture(text).split() == ["one", "two", "three"]


@pytest.mark.parametrize(
    "line",
    ["7 of 10 days hurt", "in Case Number: none", "Page 2 of his report is lost"],
)
def test_sentences_are_no_furniture(line: str) -> None:
    text = f"the pain\n{line} and more words of the same sentence\nthe neck"

    assert without_furniture(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "\n- Application\n- Review of 3/4/14,\n  with notes\n",
        "\n1. Application\n2. Review of 3/4/14,\nwith notes\n",
        "\n\u2022 Application\n\u2022 Review of 3/4/14, with notes",
        "\n Application\n Review of 3/4/14,\nwith notes\n",
        "\nThe following documents were reviewed. These documents included:\n\n"
        "Application\nReview of 3/4/14,\nwith notes\n",
    ],
)
def test_documents_are_listed_one_by_one(text: str) -> None:
    found = read_documents(lay_out(text), Span(0, len(text)))

    assert found == ("Application", "Review of 3/4/14, with notes")
