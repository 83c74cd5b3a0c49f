"""Names of people as records write them, and whether two may be the same person."""

import re
from dataclasses import dataclass

_TITLES = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|messrs|sr|jr|ii|iii|m\.?d|d\.?o|esq)\b\.?", re.I
)
_NO_NAME = frozenset(
    (
        "and or the of for to in by from on at with no not see re vs claim claims "
        "insurance mutual company clinic hospital medical group center report review "
        "utilization management services service request authorization treatment "
        "injury date dates birth employer employee patient workers compensation "
        "county california street avenue road school district department dept "
        "independent decision determination notice form page lumbar cervical spine "
        "knee shoulder low back left right pain evaluation examination exam visit "
        "initial progress final none self male female sex age years old dob doi mrn "
        "phone telephone tel fax address attention attn carrier insurer adjuster "
        "physician doctor provider practice referring referral diagnosis history case "
        "file number chart stk adj wcab eams sent amended prospective retrospective "
        "regular expedited subject surgery amendment physical therapy first last "
        "middle mi name names your our this that dear admitted admit discharged "
        "arrived arrival seen visits procedure surgeon operator accession acc record "
        "job title specialty contact occupation body part parts dos dol born lang "
        "language interpreter account acct private worker client member applicant"
    ).split()
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name split into given and family names, lower case, marks removed."""

    given: tuple[str, ...]
    family: tuple[str, ...]


def parse_name(text: str) -> PersonName | None:
    """Read a name written either way round, or None where it is none.

    >>> parse_name("VALDEZ-ORR, Ines M.")
    PersonName(given=('ines', 'm'), family=('valdez-orr',))
    >>> parse_name("Ines M. Valdez-Orr").family, parse_name("claim form")
    (('valdez-orr',), None)
    """
    plain = _TITLES.sub(" ", text).strip(" .,;:/")
    last, comma, rest = plain.partition(",")
    family, given = (_parts(last), _parts(rest)) if comma else ((), _parts(plain))
    if not comma and len(given) >= 2:
        given, family = _order(given)
    if not family or not given or len(family) + len(given) > 5:
        return None
    return PersonName(given, family)


def _order(parts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tell given from family names: ``Ines M Orr``, but also ``ORR I``."""
    if len(parts[-1]) == 1 and len(parts[0]) > 1:
        return parts[1:], parts[:1]
    return parts[:-1], parts[-1:]


def _parts(text: str) -> tuple[str, ...]:
    """Return the words of a name, up to the first that belongs to no name."""
    parts: list[str] = []
    for word in text.split():
        part = word.strip(".,'\"()").lower()
        if part in _NO_NAME or not part[:1].isalpha():
            break
        parts.append(part)
    return tuple(parts)


def same_person(one: PersonName, other: PersonName) -> bool:
    """Tell whether two names may be one person.

    Initials, order, second names and slips of a letter do not make another person;
    another given name does, however alike it is written.

    >>> wu = parse_name("Ines M. Pellworth")
    >>> [same_person(wu, parse_name(n)) for n in ("PELLWORTH I", "Pelworth, Ines")]
    [True, True]
    >>> [same_person(wu, parse_name(n)) for n in ("Pellworth, Dennis", "Orr, Ines")]
    [False, False]
    """
    if alike_family(one.family, other.family):
        return _alike_given(one.given, other.given)
    turned = alike_family(one.family, other.given[-1:])
    return turned and _alike_given(one.given, other.family)


def alike_family(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two family names share a part or differ by a slip."""
    first, second = "-".join(one), "-".join(other)
    pieces_one, pieces_other = set(first.split("-")), set(second.split("-"))
    if pieces_one & pieces_other:
        return True
    return is_slip(first, second)


def _alike_given(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return True
    first, second = one[0], other[0]
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return first == second or is_slip(first, second)


def is_slip(one: str, other: str) -> bool:
    """Tell whether two words differ as by one wrong, missing, added or swapped letter.

    A differing last letter is no slip: ``Emilia`` and ``Emilio`` are two people.

    >>> is_slip("pellworth", "pelworth"), is_slip("maria", "mario")
    (True, False)
    """
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    head = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if head >= min(len(one), len(other)) - 1 or head == 0:
        return False
    rests = {
        (one[head + 1 :], other[head + 1 :]),
        (one[head + 1 :], other[head:]),
        (one[head:], other[head + 1 :]),
    }
    swapped = one[head : head + 2] == other[head : head + 2][::-1]
    return any(a == b for a, b in rests) or (
        swapped and one[head + 2 :] == other[head + 2 :]
    )
