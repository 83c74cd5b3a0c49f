"""Text as it is searched: small letters without accents, its offsets unchanged."""

import unicodedata


class _Plain(dict[int, int]):
    """Characters without accents and in small letters; each stays one character."""

    def __missing__(self, code: int) -> int:
        base = unicodedata.normalize("NFKD", chr(code))[0].lower()
        self[code] = ord(base) if len(base) == 1 else code
        return self[code]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """Return text without accents and in small letters, as long as before.

    >>> plain("José, NO Spasm")
    'jose, no spasm'
    """
    return text.lower() if text.isascii() else text.translate(_PLAIN)
