"""Language without medicine: cleaning with offsets, sentences, dates, numbers."""

from .assertion import PRECEDENCE, Scope, assertion_at, covering, scopes
from .cleaning import PAGE_NUMBER, CleanText, clean
from .dates import DateMention, Precision, find_dates, parse_date
from .numbers import NumberMention, find_numbers, number_in_words, number_or_zero
from .sentences import Sentence, find_sentences
from .signs import fold, lowered, same_length

__all__ = [
    "PAGE_NUMBER",
    "PRECEDENCE",
    "CleanText",
    "DateMention",
    "NumberMention",
    "Precision",
    "Scope",
    "Sentence",
    "assertion_at",
    "clean",
    "covering",
    "find_dates",
    "find_numbers",
    "find_sentences",
    "fold",
    "lowered",
    "number_in_words",
    "number_or_zero",
    "parse_date",
    "same_length",
    "scopes",
]
