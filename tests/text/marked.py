"""Sentences with their expectation in them: ``no [spasm] but {pain}``.

Words in brackets are said to be what the table says; words in braces are affirmed.
"""

import re

_MARKED = re.compile(r"\[(?P<said>\w[^\]]+)\]|\{(?P<affirmed>\w[^}]+)\}")


def read_marked(example: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """Return the sentence, and each mention with whether it is in reach."""
    words, mentions, cursor = "", [], 0
    for match in _MARKED.finditer(example):
        words += example[cursor : match.start()]
        start = len(words)
        words += match["said"] or match["affirmed"]
        mentions.append((start, len(words), match["said"] is not None))
        cursor = match.end()
    return words + example[cursor:], mentions
