"""Sentences that set a goal: what they name has not happened."""

import re

from .pages import ReadPage

_OPENS = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:(?:goals?|stgs?|ltgs?|(?:short|long)[\s-]term goals?)\b"
    r"|(?:the )?(?:aims?|targets?|end[\s-]?points?)(?=\s*:|\s+(?:is|are)\b))"
    r"(?! (?:was|were|met|achieved|reached))"
)


def sets_a_goal(page: ReadPage, sentence: int) -> bool:
    """Tell whether a sentence opens with its goals: "LTG 6 wks: lift 30 lb"."""
    words = page.sentences[sentence]
    return _OPENS.match(page.low, words.start, words.end) is not None
