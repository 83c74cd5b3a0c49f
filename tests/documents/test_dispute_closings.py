"""Lists below a bare label, signatures below a list, verdicts that close reasons."""

from pathlib import Path

import pytest

from openimr.documents import read_dispute

from .papers import papers

_TOP = """Application for Independent Medical Review
DWC Form IMR
Employee: Ines Pellworth   DOI 01/02/2015   Claim QX-114-77
UR determination letter dated: 05/03/2016
Does the claims administrator dispute liability? No
"""

_LETTER = """TALLOW UTILIZATION REVIEW
May 3, 2016
Patient: Ines Pellworth.  Date of injury January 2, 2015.

I have read your request of April 28, 2016 and cannot certify the following:

Aquatic therapy 8 visits, right hip

The guideline of chronic pain sees the pool as a choice for those who cannot bear
weight on land. The patient walks two miles with her dog. Not certified.

Massage of the neck, repeat

Massage is an adjunct of exercise and the report names none of it, so that the need
for more of it cannot be seen. The request is therefore denied.

Sincerely, Cornelius Wick, M.D.
"""


@pytest.mark.parametrize(
    "label", ["Items:", "Services appealed:", "Care:", "What was turned down:"]
)
def test_a_marked_list_below_a_label_of_few_words_is_the_dispute(
    tmp_path: Path, label: str
) -> None:
    text = f"{_TOP}{label}\n#1 Massage, neck\n#2 Heat pad\nSignature on file 5/20/2016"

    dispute = read_dispute(papers(tmp_path, application=text))

    assert [line.text for line in dispute.disputed] == ["Massage, neck", "Heat pad"]


def test_a_question_with_boxes_opens_no_list(tmp_path: Path) -> None:
    text = f"{_TOP}Kind of review:\n1. [X] Regular\n2. [ ] Expedited\nSignature on file"

    assert read_dispute(papers(tmp_path, application=text)).disputed == ()


@pytest.mark.parametrize(
    "signature", ["Ines Pellworth  5/20/16", "I. Pellworth May 20, 2016"]
)
def test_a_name_and_a_day_below_the_list_are_its_signature(
    tmp_path: Path, signature: str
) -> None:
    text = f"{_TOP}Denied:\n- Baclofen 10 mg #90\n- Heat pad\n{signature}"

    dispute = read_dispute(papers(tmp_path, application=text))

    assert [line.text for line in dispute.disputed] == [
        "Baclofen 10 mg #90",
        "Heat pad",
    ]


def test_a_verdict_that_closes_the_reasons_is_that_of_the_title_above(
    tmp_path: Path,
) -> None:
    dispute = read_dispute(papers(tmp_path, decision=_LETTER))

    assert [(item.text, str(item.outcome)) for item in dispute.ur_items] == [
        ("Aquatic therapy 8 visits, right hip", "deny"),
        ("Massage of the neck, repeat", "deny"),
    ]


def test_a_signature_below_a_table_is_no_part_of_its_last_row(tmp_path: Path) -> None:
    text = """DWC FORM RFA
Employee: Pellworth, Ines   DOI 01/02/2015   Claim QX-114-77
Diagnosis ICD-10 Request Code Details
Spasm M62.838 Tizanidine 4 mg 1 bid #60
Gastritis K29.70 Omeprazole 20 mg 1 daily #30
Sign: B Osei 04/28/2016"""

    dispute = read_dispute(papers(tmp_path, request=text))

    assert [line.text for line in dispute.requested] == [
        "Tizanidine 4 mg 1 bid #60",
        "Omeprazole 20 mg 1 daily #30",
    ]
