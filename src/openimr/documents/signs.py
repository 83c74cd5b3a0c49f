"""Small signs on a page: letterheads, bare dates, signatures, headings, lists."""

import re

_CAPITALISED = re.compile(r"[A-Z0-9&(\"'#]")
_DETAIL_WORDS = frozenset(
    (
        "suite ste street st avenue ave road rd boulevard blvd drive way lane ln plaza "
        "court terrace parkway pkwy highway box p.o floor bldg tel fax phone ph behalf "
        "md m.d do d.o dc d.c phd ph.d"
    ).split()
)
_ZIP_OR_PHONE = re.compile(
    r"\b[A-Z]{2}\s+\d{5}\b|\(\d{3}\)\s*\d{3}|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b"
)
_LIST = re.compile(
    r"^(?:\(?\d{1,2}[.)]\s|\d{1,2}\s+[A-Z][a-z]|\(?[a-z][.)]\s|[-*\u2022\u25cf]\s"
    r"|\d{1,2}/\d{1,2}/\d{2,4}[,:]?\s+\S+\s)"
)
_LABEL = re.compile(r"^[A-Za-z][\w /'&.-]{0,30}:")
_CREDENTIAL = (
    r"(?:M\.?D|D\.?O|D\.?C|Ph\.?D|Psy\.?D|P\.?T|D\.?P\.?T|O\.?T(?:R/L)?|N\.?P|F\.?N\.?P"
    r"|P\.?A(?:-C)?|R\.?N|L\.?Ac|C\.?M\.?T|C\.?H\.?T|D\.?P\.?M|R\.?Ph|Esq|RVT|CCM)\b\.?"
)
_SIGNED_NAME = re.compile(
    r"(?P<name>(?:Dr\.?\s+)?[A-Z][\w.'-]*(?:\s+[A-Z][\w.'-]*){0,3})"
    rf",?\s+{_CREDENTIAL}"
)
_CREDENTIAL_WORDS = frozenset(
    (
        "md m.d do d.o dc d.c phd ph.d psyd psy.d pt p.t dpt d.p.t ot o.t otr/l np n.p "
        "fnp f.n.p pa p.a pa-c p.a.-c p.a-c rn r.n lac l.ac cmt c.m.t cht c.h.t dpm "
        "d.p.m rph r.ph esq rvt ccm"
    ).split()
)


def find_signed_name(
    line: str, words: tuple[str, ...], start: int = 0, *, anywhere: bool = False
) -> str | None:
    """Return a name with the letters of a profession after it, or None.

    It must stand at ``start`` unless it may stand ``anywhere`` after it.

    >>> find_signed_name("K. Obi, DPT 06/12/14", ("k", "obi", "dpt", "06/12/14"))
    'K. Obi, DPT'
    """
    if _CREDENTIAL_WORDS.isdisjoint(words):
        return None
    look = _SIGNED_NAME.search if anywhere else _SIGNED_NAME.match
    match = look(line, start)
    if match is None:
        return None
    name = _NOT_NAME.sub("", match[0].rstrip(" ,"))
    return name if _SOUND_NAME.match(name) else None


_NOT_NAME = re.compile(
    r"^(?:(?:electronically|digitally|co-?signed|signed|dictated|verified|authenticated"
    r"|reviewed|read|by|[A-Za-z'-]{5,}\.)\s+)+",
    re.IGNORECASE,
)
"""Words of a signature line, or the end of a sentence, before the name."""

_SOUND_NAME = re.compile(r"^(?![A-Z]{1,3},?\s+\S+$)")
"""Not ``EKG, MD``: initials alone are nobody."""

_ADDRESSES = frozenset("dear to re attn attention regarding subject".split())
_PATIENT_WORDS = frozenset(
    (
        "patient pt claimant employee injured applicant examinee worker client name "
        "claim re dob d.o.b doi d.o.i d/i mrn date born"
    ).split()
)
_LONGEST_HEADER = 160
_ADDRESSED = re.compile(
    r"^(?:dear\b|to wh(?:om|oever)\b"
    r"|(?:to|re|attn|attention|regarding|subject)\s*[:.])",
    re.I,
)
_CORRESPONDENT = re.compile(r"(?:to|from|attn|attention)(?:\s*:|\s{2,})", re.I)
_ENDS_SENTENCE = re.compile(r"[.!?:][\"')\]]*$")
_CONTINUED = re.compile(r"\bcontinued\b|\bcont'?d\b|\(cont\.?\)", re.IGNORECASE)
_BOX = re.compile(r"\[[ xX]?\]|[\u2610-\u2612\u25a1]")
_PATIENT = re.compile(
    r"(?:^|\s{2,}|[;|.]\s)(?i:patient(?: name)?|pt|claimant|employee|injured worker"
    r"|applicant|examinee|worker|client|name|claim(?: no| number)?|re)\b"
    r"\s*[:.#]?\s+[A-Z0-9]"
    r"|\b(?:D\.?O\.?B|D\.?O\.?I|D/I|MRN|(?i:date of birth|date of injury|born))\b"
)


def is_letterhead(line: str) -> bool:
    """Tell whether a first line reads like the name of a practice or a title.

    >>> is_letterhead("ALDERPOINT ORTHOPEDICS"), is_letterhead("He sleeps well")
    (True, False)
    """
    if not 3 <= len(line) <= 100 or not _CAPITALISED.match(line) or _LIST.match(line):
        return False
    words = [word for word in line.split() if word[0].isalpha()]
    if not words or _LABEL.match(line) or _PATIENT.search(line):
        return False
    capitals = sum(1 for word in words if word[0].isupper())
    small = sum(1 for word in words if word in _SMALL)
    return capitals + small >= 0.75 * len(words) and not line.endswith((",", ";"))


_SMALL = frozenset("of and the for in at to & on with by".split())


def has_detail(line: str, words: tuple[str, ...]) -> bool:
    """Tell whether a line under a letterhead has an address, number or credential."""
    return not _DETAIL_WORDS.isdisjoint(words) or bool(_ZIP_OR_PHONE.search(line))


def is_addressed(line: str, words: tuple[str, ...]) -> bool:
    """Tell whether a line opens a letter: salutation, addressee or subject."""
    return words[:1] != () and words[0] in _ADDRESSES and bool(_ADDRESSED.match(line))


def names_correspondent(line: str) -> bool:
    """Tell whether a line says from whom or to whom something goes.

    >>> names_correspondent("TO   Quayside Utilization Review")
    True
    >>> names_correspondent("To whom it may concern")
    False
    """
    return _CORRESPONDENT.match(line) is not None


def names_patient(line: str, words: tuple[str, ...]) -> bool:
    """Tell whether a line carries the labels of a patient header."""
    if len(line) > _LONGEST_HEADER or _PATIENT_WORDS.isdisjoint(words):
        return False
    return _PATIENT.search(line) is not None


def is_continued(line: str) -> bool:
    """Tell whether a line says that something goes on from the page before."""
    return bool(_CONTINUED.search(line)) and len(line) <= 120


def is_list_item(line: str) -> bool:
    """Tell whether a line is an item of a list, or a dated row."""
    return bool(_LIST.match(line))


def is_prose(line: str) -> bool:
    """Tell whether a line is running text that fills its width."""
    if len(line) < 60 or _BOX.search(line):
        return False
    words = [word for word in line.split() if word.isalpha()]
    return len(words) >= 8 and sum(word.islower() for word in words) >= 0.7 * len(words)


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends where a sentence or a short entry ends."""
    if line.endswith((",", ";", "-", "(")):
        return False
    return len(line) < 60 or bool(_ENDS_SENTENCE.search(line))


def has_box(line: str) -> bool:
    """Tell whether a line holds tick boxes, as forms do."""
    return bool(_BOX.search(line))
