"""Decisions of earlier days that a letter recalls; they are not its own."""

from openimr.documents.phrases import places_of_words, words_of

from .letter_knowledge import letters
from .text import Block, FormLine

_CLOSE = 3
"""Words before a verdict in which it is called past."""

_HEADING_WORDS = 3
"""Words that a heading may have beside the phrase that makes it one."""

_APPEAL_LINES = 14


def opens_history(block: Block) -> bool:
    """Tell whether a block is a heading, or a label, of earlier decisions."""
    words = block.words
    labelled = ":" in block.raw
    return any(
        hit.start <= 1 and (labelled or len(words) <= hit.words + _HEADING_WORDS)
        for hit in letters().history_heads.find(words)
    )


def is_past(sentence: str, verdict: int) -> bool:
    """Tell whether the verdict that begins at an offset of a sentence is past.

    >>> sentence = "Soma was previously denied."
    >>> is_past(sentence, sentence.index("denied"))
    True
    """
    words = [word for begin, _, word in places_of_words(sentence) if begin < verdict]
    if letters().history_before & set(words[-_CLOSE:]):
        return True
    return bool(letters().history_sentences.find(words_of(sentence)))


def answers_appeal(lines: tuple[FormLine, ...]) -> bool:
    """Tell whether a letter decides again on what was decided before."""
    return any(
        (":" not in line.text and len(line.words) <= 8) or "response" in line.words
        for line in lines[:_APPEAL_LINES]
        if letters().appeal.find(line.words)
    )
