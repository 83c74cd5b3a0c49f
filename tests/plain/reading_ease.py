"""Standard reading indexes, for English and Spanish.

English: the Flesch-Kincaid grade (Kincaid et al., 1975), a school year in the United
States; sixth and seventh graders are eleven to thirteen.  Spanish: the Szigriszt-Pazos
index on the INFLESZ scale (Barrio-Cantalejo, 2008), above 80 very easy, 65 to 80 quite
easy, 55 to 65 normal; and the index of Fernandez Huerta (1959), 70 to 80 quite easy.
"""

import re
from collections.abc import Callable, Sequence

_SENTENCE = re.compile(r"[.!?]+(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_ENGLISH = re.compile(r"[aeiouy]+")
_APART = re.compile(r"(?<![ctsg])i[ao]|(?<!p)eo|[aeiouy]ing$|[^aeiou]ism$")
_STRONG, _WEAK = "aeoáéóíú", "iuü"


def sentences(texts: Sequence[str]) -> list[list[str]]:
    """Return the words of every sentence; a text ends one, numbers are no words."""
    parts = [part for text in texts for part in _SENTENCE.split(text)]
    found = [_WORD.findall(part) for part in parts]
    return [words for words in found if words]


def flesch_kincaid(texts: Sequence[str]) -> float:
    """Return the grade."""
    a, b = _means(texts, english_syllables)
    return 0.39 * a + 11.8 * b - 15.59


def szigriszt_pazos(texts: Sequence[str]) -> float:
    """Return the index that the INFLESZ scale grades."""
    a, b = _means(texts, spanish_syllables)
    return 206.835 - 62.3 * b - a


def fernandez_huerta(texts: Sequence[str]) -> float:
    """Return the index."""
    a, b = _means(texts, spanish_syllables)
    return 206.84 - 60 * b - 1.02 * a


def _means(texts: Sequence[str], count: Callable[[str], int]) -> tuple[float, float]:
    found = sentences(texts)
    words = [word for sentence in found for word in sentence]
    total = sum(count(word) for word in words)
    return len(words) / len(found), total / len(words)


def english_syllables(word: str) -> int:
    """Count groups of vowels, silent endings left out."""
    word = word.lower().replace("\u2019", "'").partition("'")[0]
    many = len(_ENGLISH.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ie", "ye", "oe"))
    silent |= word.endswith("ed") and not word.endswith(("ted", "ded", "ied"))
    silent |= word.endswith("es") and not re.search(r"(?:[sxz]|ch|sh|c|g|i)es$", word)
    silent |= bool(re.search(r"[aeiouyr]les?$", word))
    many += len(
        re.findall(r"(?<![ctsg])i[ao]|(?<!p)eo|[aeiouy]ing$|[^aeiou]ism$", word)
    )
    return max(1, many - silent)


def spanish_syllables(word: str) -> int:
    """Count vowels that bear a syllable; weak ones beside another vowel bear none."""
    word = re.sub(r"qu|gu(?=[eiéí])", "q", word.lower())
    word = re.sub(r"y$", "i", word)
    many, before = 0, ""
    for sign in word:
        if sign in _STRONG:
            many += not (before and before in _WEAK)
        elif sign in _WEAK:
            many += not before
        before = sign if sign in _STRONG + _WEAK else ""
    return max(1, many)
