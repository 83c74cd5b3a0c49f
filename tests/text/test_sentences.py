"""Sentences end where a reader would end them, and nothing falls between them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.text import find_sentences

CUT = [
    # Abbreviations, initials and credentials.
    ["Seen by Dr. Wu.", "He is well."],
    ["Seen by Dr. A. B. Smith today.", "He is well."],
    ["Alan P. Smith, M.D.", "Pain clinic"],
    ["Norco p.r.n. for pain.", "Ice."],
    ["Norco p.r.n.", "Ice b.i.d.", "Rest."],
    ["One tablet t.i.d. with food."],
    ["Other drugs, i.e. baclofen, e.g. at night."],
    ["See Fig. 3 and no. 5 of the list."],
    ["Case No. 5 is open.", "Claim No. AB-12 is not."],
    ["Radiculopathy: no.", "Spasm: yes."],
    ["Mail goes to P.O. Box 12, Fresno."],
    ["Sits 20 min.", "Lifts 10 lb.", "Walks."],
    ["Seen at 3 p.m. by the nurse.", "Home at 5 p.m.", "He slept."],
    # Figures.
    ["Disc at L4-5.", "Facets at L5-S1."],
    ["Baclofen 7.5 mg was given.", "A1c 8.4.", "Creatinine 0.9."],
    ["Xanax 0.25 mg. #90 a month."],
    ["Muscle relaxants Page(s): 63-66.", "Furthermore it is late."],
    ["Title 8, section 9792.20.", "Other sources."],
    ["Seen on 10/16/14.", "Seen again on 11/2/14."],
    # Lists.
    ["1. Baclofen 7.5 mg.", "2. Ice."],
    ["PLAN: 1. Ice.", "2. Rest.", "3. Return in May."],
    ["Degenerative disc disease", "- Low back pain", "- Dizziness"],
    ["Findings:", "- Mild stenosis."],
    ["Home", "\u2022 ice", "\u2022 rest"],
    # Ends other than a full stop.
    ["Is it better?", "No!", "Why (and when)?"],
    ['He said "I am well."', "She did not."],
    ["There is pain...", "It goes on."],
]


@pytest.mark.parametrize("sentences", CUT, ids=[" | ".join(each) for each in CUT])
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    text = " ".join(sentences).replace("disease - ", "disease- ")
    text = text.replace("pain - D", "pain- D").replace(": - ", ":- ")

    assert [sentence.text for sentence in find_sentences(text)] == sentences


def test_a_line_that_truly_ends_ends_a_sentence() -> None:
    text = "DIAGNOSES:\nLumbar strain\nno fracture. stable"

    assert [sentence.text for sentence in find_sentences(text)] == [
        "DIAGNOSES:",
        "Lumbar strain",
        "no fracture. stable",
    ]


@given(st.text(alphabet="aB1. !?\n-\u2022()\"',;:#Dr", max_size=60))
def test_sentences_cover_every_word_once_and_in_order(text: str) -> None:
    found = list(find_sentences(text))

    covered = "".join("".join(sentence.text.split()) for sentence in found)
    assert covered == "".join(text.split())
    assert all(text[s.start : s.end] == s.text == s.text.strip() for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(max_size=60))
def test_any_text_can_be_cut(text: str) -> None:
    covered = sum(len("".join(s.text.split())) for s in find_sentences(text))

    assert covered == len("".join(text.split()))
