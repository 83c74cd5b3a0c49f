"""The words of a summary that make two of them similar."""

import re

_WORD = re.compile(r"[a-z]{4,}")


def content_words(text: str) -> list[str]:
    """Return each of a text's longer words once, in order; figures do not count.

    >>> content_words("Pain in the lower back, pain at 7/10.")
    ['pain', 'lower', 'back']
    """
    return list(dict.fromkeys(_WORD.findall(text.lower())))
