"""Corrections mend what they are for, and leave every other word alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openimr.documents.ocr.correcting import Confusion, confusions, corrected_texts

RULES = [pytest.param(rule, id=rule.word.pattern) for rule in confusions()]

UNTOUCHABLE = """
    no not never none denies denied without negative neg non nil
    10mg 2Omg 1Omg Img lmg 75 mcg meg 20 mEq 0.5 O.5 1.l l.5 #60 #6O 30/day
    q12h ql2h qid gid TID TlD bid b1d qhs prn po tid
    11/04/14 1I/04/14 l0/02/2014 10:05 1O:O5 7/10 7/1O 130/80 13O/8O
    20l4 2O14 5-10 A1c Alc Cl CI TI Tl-201 SI SL S1 L5 LS $1 IB Ib O2 CO2
""".split()


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_mends_its_examples(rule: Confusion) -> None:
    for read, right in rule.examples:
        assert " ".join(corrected_texts(read.split())) == right


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_keeps_what_it_must_keep(rule: Confusion) -> None:
    for text in rule.keep:
        assert " ".join(corrected_texts(text.split())) == text


@pytest.mark.parametrize("word", UNTOUCHABLE)
def test_figures_doses_and_negations_are_never_touched(word: str) -> None:
    assert corrected_texts(["takes", word, "daily"]) == ["takes", word, "daily"]


@given(st.lists(st.text("0123456789SlITLb$[]{}x/-.,", min_size=1, max_size=7)))
def test_no_figure_is_ever_lost_or_changed(words: list[str]) -> None:
    for read, right in zip(words, corrected_texts(words), strict=True):
        left = iter(right)
        assert all(figure in left for figure in read if figure.isdigit())


@given(
    st.lists(
        st.from_regex(r"\d{1,4}([./:-]\d{1,4}){0,2}(mg|mcg|ml|%)?", fullmatch=True)
    )
)
def test_numbers_and_doses_pass_unchanged(words: list[str]) -> None:
    assert corrected_texts(words) == words


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)))
def test_words_of_small_letters_pass_unchanged(words: list[str]) -> None:
    assert corrected_texts(words) == words
