"""Who the worker is: age and sex."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from openimr.clinical.ask import is_clinical
from openimr.clinical.pages import ReadPage
from openimr.clinical.records import Records
from openimr.domain import Dispute, Evidence
from openimr.text import number_in_words

_BORN = re.compile(
    r"\b(?:dob|d\.o\.b\.?|date of birth|birth ?date|born(?: on)?)\b\s*[:#]?\s*\Z"
)
_AGE = re.compile(
    r"\b(?P<age>\d{2}|(?:twenty|thirty|forty|fifty|sixty|seventy)(?:[\s-]\w+)?)"
    r"[\s-]*(?:years?|yrs?|y)?[\s./-]*(?:old|o\b|y\.?o\b|of\s+age\b|o(?=[mf]\b))"
    r"(?:[\s,-]+(?:\w+[\s-]+){0,4}?(?P<sex>female|woman|lady|male|man|gentleman))?"
)
_SEX = re.compile(
    r"\b(?:[Ss]ex|SEX|[Gg]ender|GENDER)\s*[:.]?\s*(?P<sex>[FfMm]|[Ff]emale|[Mm]ale|FEMALE|MALE)\b"
    r"|\b(?:[Aa]ge|AGE)\s*:?\s*\d{2}\s*(?P<after_age>[FM])\b"
    r"|\b(?:[Aa]ge|AGE)\s*/\s*(?:[Ss]ex|SEX)\s*:?\s*\d{2}\s*/?\s*(?P<age_sex>[FM])\b"
    r"|\b(?:[Ss]ex|SEX)\s*/\s*(?:[Aa]ge|AGE)\s*:?\s*(?P<sex_age>[FM])\b"
    r"|\b\d{2}\s*(?:y\.?/?o\.?|yrs?\.?|[Yy]ears?|[Yy]|Y/?O)\s*(?P<short>[FMfm])\b"
    r"|\b(?:DOB|[Dd]ate of [Bb]irth)\s*:?\s*\d[\d/.-]{5,9}\s+(?P<born>[FM])\b"
    r"|\b(?P<header>\d{2}\s+[FM])(?=\s*(?:\n|\Z|MRN|Visit|VISIT|SEEN|Claim|DOI|DOS|\d))"
    r"|\b(?P<word>[Ff]emale|[Mm]ale|woman"
    r"|(?<!two[ -])(?<!three[ -])(?<!\d[ -])man|gentleman"
    r"|lady|FEMALE|MALE)\b"
    r"|\b(?P<title>Ms|Mrs|Mr)\.\s+[A-Z]"
)
_WOMAN = frozenset({"f", "female", "woman", "lady", "ms", "mrs"})
_WEIGHT = {
    **dict.fromkeys(("sex", "after_age", "age_sex", "sex_age", "short", "born"), 10),
    "header": 5,
    "title": 2,
}
"""A form's own field outweighs a word that may speak of somebody else."""

_HEADER_AGE = re.compile(
    r"\b(?:[Aa]ge|AGE)\s*:?\s*(?P<named>[1-9]\d)(?=\s*(?:[,;.\n]|\Z|[Ss]ex\b|SEX\b|[Gg]ender\b|GENDER\b|[FM]\b))"
    r"|\b(?:[Aa]ge|AGE)\s*/\s*(?:[Ss]ex|SEX)\s*:?\s*(?P<age_sex>[1-9]\d)\b"
    r"|\b(?:[Ss]ex|SEX)\s*/\s*(?:[Aa]ge|AGE)\s*:?\s*[FM]\s*/?\s*(?P<sex_age>[1-9]\d)\b"
    r"|(?<!\w)[FM],\s(?P<after>[1-8]\d)(?=\s*(?:[.,;)\n]|\Z))"
    r"|\b(?P<years>[1-8]\d)\s+[Yy]\s+[FM]\b"
    r"|\b(?P<age>[1-9]\d)\s+[FM](?=\s*(?:\n|\Z|MRN|Visit|VISIT|SEEN|Claim|DOI|DOS|\d))"
)
_OPENING = 320
"""Characters of a page in which its header stands."""

_GLUED = re.compile(
    r"(?<![\d./-])(?P<age>[1-8]\d)\s?(?:y/?o\s?)?(?P<sex>[FM])(?![\w./-])"
    r"|(?<!\w)(?P<sex_first>[FM])[,\s/]{1,2}(?P<age_after>[1-8]\d)(?![\d./-])"
)
"""``55F``, ``55 F`` or ``F/55``, in a header."""

_NAMED_AGE = re.compile(
    r"\b(?:[Pp]atient|PATIENT|[Pp]t|PT|RE|Re|[Nn]ame|[Ww]orker|[Cc]laimant)\s*:\s*"
    r"[A-Z][\w.'-]+(?:[ ,]+[A-Z][\w.'-]*){0,3},\s*(?:age\s+)?(?P<age>[1-8]\d)"
    r"(?=\s*(?:[.,;\n]|\Z))"
)
"""``Patient: Ines Pellworth, 46.``"""

_TOLD_AGE = re.compile(
    r"\baged?\s+(?P<aged>[1-8]\d)\b(?!\s*(?:days|weeks|months|to\b|-))"
    r"|\b(?:she|he|patient|worker|claimant|employee|(?:mr|mrs|ms)\.\s[\w'-]+)\s+is\s+"
    r"(?:now\s+)?(?P<is>[1-8]\d)(?=\s*(?:and\b|[,;]|\.(?!\d)))"
    r"|\b(?:mr|mrs|ms)\.\s[\w'-]+,\s*(?:who\s+is\s+)?(?P<title>[1-8]\d)(?=[,.;])"
    r"|\b(?:woman|man|lady|gentleman|female|male)\s+of\s+(?P<of>[1-8]\d)\b"
    r"(?!\s*(?:pounds|lb|kg|cm))"
    r"|\b(?:female|male),\s+(?P<comma>[1-8]\d)(?=\s*(?:[.,;\n]|\Z))"
)
"""``a driver aged 52``, ``She is 52 and``, ``Ms. Roe, who is 52,``, ``male, 47``."""

_NAME = re.compile(r"[^\W\d_][\w'-]{2,}")

_RELATIVE = re.compile(
    r"\b(?:mother|father|parents?|brother|sister|sons?|daughters?|wife|husband|uncle"
    r"|aunt|child(?:ren)?|grand\w+|died|deceased)\b"
)
_TEMPERATURE = re.compile(r"\b(?:t|temp\w*|at|of)\W*\Z", re.IGNORECASE)
_PRONOUN = {
    "female": re.compile(r"\b(?:she|her)\b"),
    "male": re.compile(r"\b(?:he|his)\b"),
}


def find_age(
    records: Records, dispute: Dispute | None, as_of: dt.date
) -> tuple[int | None, tuple[Evidence, ...]]:
    """Return the age on a day, from the date of birth, else as a report states it.

    Papers of the dispute count only where no report tells it.
    """
    if dispute is not None and dispute.date_of_birth is not None:
        born = dispute.date_of_birth
        shown = (*born.evidence, *_stated(records, as_of))[:3]
        return years(born.value, as_of), shown
    found = Counter(day for day, _ in _births(records))
    if found:
        day = min(found, key=lambda each: (-found[each], each))
        evidence = [quote for each, quote in _births(records) if each == day]
        return years(day, as_of), (evidence[0], *_stated(records, as_of))[:3]
    stated = (
        _stated_ages(_clinical(records), as_of)
        or _named_ages(records, dispute, as_of)
        or _stated_ages(records.pages, as_of)
    )
    if not stated:
        return None, ()
    age, evidence_of_age = stated[-1]
    return age, (evidence_of_age,)


def years(born: dt.date, as_of: dt.date) -> int:
    """Return the full years between two days.

    >>> years(dt.date(1965, 5, 2), dt.date(2014, 5, 1))
    48
    """
    before = (as_of.month, as_of.day) < (born.month, born.day)
    return as_of.year - born.year - before


def find_sex(records: Records) -> tuple[str | None, tuple[Evidence, ...]]:
    """Return ``female`` or ``male`` as most clinical pages say it.

    Papers of the dispute count only where no clinical page tells it.
    """
    votes, shown = _votes(_clinical(records))
    for page in _clinical(records) if not votes else ():
        for sex, pattern in _PRONOUN.items():
            for match in pattern.finditer(page.low):
                votes[sex] += 1
                shown.setdefault(sex, _around(page, match.start(), match.end()))
    if not votes:
        votes, shown = _votes(records.pages)
    if not votes:
        return None, ()
    best = min(votes, key=lambda sex: (-votes[sex], sex))
    return best, (shown[best],)


def _votes(pages: Iterable[ReadPage]) -> tuple[Counter[str], dict[str, Evidence]]:
    """Count what pages say, and keep where each answer is said first."""
    votes: Counter[str] = Counter()
    shown: dict[str, Evidence] = {}
    for page in pages:
        for sex, start, end, weight in _said(page):
            votes[sex] += weight
            shown.setdefault(sex, _around(page, start, end))
    return votes, shown


def _said(page: ReadPage) -> Iterator[tuple[str, int, int, int]]:
    for match in _SEX.finditer(page.clean.text):
        kind, word = next((k, w) for k, w in match.groupdict().items() if w)
        sex = "female" if word.split()[-1].lower() in _WOMAN else "male"
        yield sex, match.start(), match.end(), _WEIGHT.get(kind, 1)
    for match in _glued(page):
        sex = "female" if "F" in (match["sex"], match["sex_first"]) else "male"
        yield sex, match.start(), match.end(), _WEIGHT["header"]
    for match in _AGE.finditer(page.low):
        if match["sex"]:
            sex = "female" if match["sex"] in _WOMAN else "male"
            yield sex, match.start(), match.end(), 10


def _glued(page: ReadPage) -> Iterator[re.Match[str]]:
    text = page.clean.text[:_OPENING]
    for match in _GLUED.finditer(text):
        if not _TEMPERATURE.search(text, max(0, match.start() - 8), match.start()):
            yield match


def _around(page: ReadPage, start: int, end: int) -> Evidence:
    sentence = page.sentences[page.sentence_at(start)]
    first = max(sentence.start, start - 60)
    last = min(max(sentence.end, end), end + 60)
    text = page.clean.text
    if first > sentence.start and " " in text[first:start]:
        first = text.index(" ", first, start) + 1
    if last < sentence.end and " " in text[end:last]:
        last = text.rindex(" ", end, last)
    return page.quote(first, last)


def _births(records: Records) -> Iterator[tuple[dt.date, Evidence]]:
    for page in records.pages:
        for mention in page.dates:
            lead = page.low[max(0, mention.start - 24) : mention.start]
            born = _BORN.search(lead)
            if mention.value is not None and born:
                start = mention.start - (len(lead) - born.start())
                yield mention.value, page.quote(start, mention.end)


def _stated(records: Records, as_of: dt.date) -> tuple[Evidence, ...]:
    told = _stated_ages(_clinical(records), as_of)
    return tuple(evidence for _, evidence in reversed(told))[:1]


def _stated_ages(
    pages: Iterable[ReadPage], as_of: dt.date
) -> list[tuple[int, Evidence]]:
    """Return the ages that pages state, by their dates."""
    found = []
    for page in pages:
        if page.date is not None and page.date > as_of:
            continue
        for match in _AGE.finditer(page.low):
            age = _number(match["age"])
            if age is not None and 14 <= age <= 99:
                quote = _around(page, match.start(), match.end())
                day = page.date or dt.date.min
                found.append((day, page.order, age, quote))
                break
        else:
            header = _header_age(page) or _told_age(page)
            if header:
                age, match = header
                day = page.date or dt.date.min
                quote = _around(page, match.start(), match.end())
                found.append((day, page.order, age, quote))
    found.sort(key=lambda row: row[:2])
    return [(age, quote) for _, _, age, quote in found]


def _named_ages(
    records: Records, dispute: Dispute | None, as_of: dt.date
) -> list[tuple[int, Evidence]]:
    """Return the ages behind the worker's own name, as in "Roe, Ann. 53, clerk"."""
    if dispute is None or dispute.patient is None:
        return []
    names = "|".join(map(re.escape, _NAME.findall(dispute.patient.value.lower())))
    if not names:
        return []
    behind = re.compile(
        rf"\b(?:{names})\b[.,]?\s+(?:\(\s*)?(?P<age>[1-8]\d)(?=\s*(?:[,;)]|\.(?!\d)))"
    )
    found = []
    for page in _clinical(records):
        match = behind.search(page.low, 0, _OPENING)
        if match and (page.date is None or page.date <= as_of):
            day = page.date or dt.date.min
            quote = _around(page, match.start(), match.end())
            found.append((day, page.order, int(match["age"]), quote))
    found.sort(key=lambda row: row[:2])
    return [(age, quote) for _, _, age, quote in found]


def _header_age(page: ReadPage) -> tuple[int, re.Match[str]] | None:
    text = page.clean.text
    told = _HEADER_AGE.search(text) or _NAMED_AGE.search(text, 0, _OPENING)
    if told:
        return int(next(age for age in told.groups() if age)), told
    glued = next(_glued(page), None)
    return (int(glued["age"] or glued["age_after"]), glued) if glued else None


def _told_age(page: ReadPage) -> tuple[int, re.Match[str]] | None:
    for match in _TOLD_AGE.finditer(page.low):
        sentence = page.sentences[page.sentence_at(match.start())]
        if not _RELATIVE.search(page.low, sentence.start, match.start()):
            return int(next(age for age in match.groups() if age)), match
    return None


def _number(words: str) -> int | None:
    return int(words) if words.isdigit() else number_in_words(words)


def _clinical(records: Records) -> Iterator[ReadPage]:
    for page in records.pages:
        if is_clinical(page.document):
            yield page
