"""Arthritis with its grade, weight and what a leg may bear."""

import re
from dataclasses import replace

from openimr.clinical.ask import Ask, Finders
from openimr.clinical.findings import from_words, weigh
from openimr.clinical.scan import CueHit
from openimr.clinical.statements import Statement, judge, statements
from openimr.domain import Fact, Finding, Quantity

GRADE = "grade"
"""Group of words that name a scale of arthritis: Kellgren-Lawrence."""

WEIGHT = "weight"
"""Group of words that a body mass index, a height or a weight stands beside."""

OBESE = 30.0
"""Body mass index from which a person is obese (World Health Organization)."""

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_GRADE = re.compile(
    r"\W*(?:scale|classification|criteria|stage|grade|grading|score|osteoarthritis"
    r"|is|of|as|at|a|by the)?(?:\W+(?:grade|stage|scale|of|is|as|was|a|at))*\W{0,3}"
    r"(?P<low>[0-4]|iv|i{1,3})\b(?:\s*(?:-|to|/)\s*(?P<high>[0-4]|iv|i{1,3})\b)?"
)
_GRADE_BEFORE = re.compile(
    r"(?:grade|stage)\s*(?:of\s*)?(?P<low>[0-4]|iv|i{1,3})\b[^.;]{0,24}\Z"
)
_BMI = re.compile(
    r"\b(?:bmi|body mass index)\b\W*(?:is|was|of|at|today|now|\W){0,4}"
    r"(?P<bmi>\d{2}(?:\.\d{1,2})?)\b(?!\s*(?:%|percentile))"
)
_HEIGHT = re.compile(
    r"\b(?:ht|height|at|stands|tall|and)\b\W*(?:is|was|of)?\W*"
    r"(?:(?P<feet>[4-7])\s*(?:ft|feet|foot|['\u2019\u2032])\W*"
    r"(?P<inch>\d{1,2})?|(?P<inches>[4-8]\d(?:\.\d)?)\s*(?:in\b|inch|\"|'')?"
    r"|(?P<cm>1[3-9]\d)\s*cm)"
)
_WEIGHT = re.compile(
    r"\b(?:wt|weight|weighs)\b\W*(?:is|was|of|at)?\W*(?P<weight>\d{2,3}(?:\.\d)?)\s*"
    r"(?P<unit>lbs?|pounds|kg|kilos)?"
)


def find_arthritis(ask: Ask) -> Fact:
    """Answer whether the joint has osteoarthritis; the value is its grade, or words.

    The grade is the highest by Kellgren and Lawrence that the passages tell.
    """
    said = list(statements(ask))
    grades: list[tuple[int, Statement]] = []
    for hit in ask.records.scanned.of(ask.entry.fact, GRADE):
        one = _graded(ask, hit)
        if one is not None:
            grades.append(one)
    fact = weigh(ask, [*said, *(statement for _, statement in grades)])
    counted = [
        (grade, each) for grade, each in grades if each.finding is Finding.PRESENT
    ]
    if fact.finding is not Finding.PRESENT or not counted:
        return fact
    grade, best = max(counted, key=lambda each: each[0])
    first = best.evidence()
    rest = tuple(each for each in fact.evidence if each.quote != first.quote)
    return replace(
        fact, value=f"Kellgren-Lawrence grade {grade}", evidence=(first, *rest)
    )


def _graded(ask: Ask, hit: CueHit) -> tuple[int, Statement] | None:
    low = hit.page.low
    sentence = hit.page.sentences[hit.sentence]
    match = _GRADE.match(low, hit.end)
    if match is None:
        match = _GRADE_BEFORE.search(low, sentence.start, hit.start)
    if match is None:
        return None
    last = match.groupdict().get("high") or match["low"]
    grade = _ROMAN.get(last) or int(last if last.isdigit() else 0)
    said = judge(ask, replace(hit, group="present"))
    if said is None:
        return None
    if said.finding is not None and grade < 2:
        said = replace(said, finding=Finding.ABSENT)
    return grade, said


def find_weight_bearing(ask: Ask) -> Fact:
    """Answer whether the legs need relief of weight: obesity, or what the words say.

    The value is the body mass index where it is told, or follows from height and
    weight of one page.
    """
    fact = from_words(ask)
    index = _latest_index(ask)
    if index is None:
        return fact
    bmi, said, how = index
    obese = bmi >= OBESE
    value = Quantity(round(bmi, 1), "kg/m2")
    if obese:
        first = said.evidence()
        rest = () if fact.finding is not Finding.PRESENT else fact.evidence
        return Fact(
            fact=fact.fact,
            finding=Finding.PRESENT,
            value=value,
            as_of=said.day,
            evidence=(first, *(each for each in rest if each.quote != first.quote)),
            against=fact.evidence if fact.finding is Finding.ABSENT else fact.against,
            how=how,
        )
    if fact.finding is Finding.SILENT and how is None:
        told = f"body mass index {bmi:g} is under {OBESE:g}"
        return weigh(ask, [replace(said, finding=Finding.ABSENT)], told)
    return fact


def _latest_index(ask: Ask) -> tuple[float, Statement, str | None] | None:
    found: list[tuple[float, Statement, str | None]] = []
    for hit in ask.records.scanned.of(ask.entry.fact, WEIGHT):
        said = judge(ask, replace(hit, group="present"))
        if said is None or said.finding is not Finding.PRESENT:
            continue
        sentence = hit.page.sentences[hit.sentence]
        told = _BMI.search(hit.page.low, hit.start, max(sentence.end, hit.end))
        if told is not None:
            found.append((float(told["bmi"]), said, None))
            continue
        worked = _worked_out(hit)
        if worked is not None:
            found.append((worked[0], said, worked[1]))
    if not found:
        return None
    return max(
        found,
        key=lambda each: (
            each[1].day.toordinal() if each[1].day else 0,
            each[2] is None,
            -each[1].page.order,
        ),
    )


def _worked_out(hit: CueHit) -> tuple[float, str] | None:
    """Return the index that height and weight beside each other give."""
    first, last = max(0, hit.start - 80), hit.end + 80
    height = _HEIGHT.search(hit.page.low, first, last)
    weight = _WEIGHT.search(hit.page.low, first, last)
    if height is None or weight is None:
        return None
    if height["cm"]:
        inches = float(height["cm"]) / 2.54
    elif height["feet"]:
        inches = 12 * float(height["feet"]) + float(height["inch"] or 0)
    else:
        inches = float(height["inches"])
    kilos = weight["unit"] is not None and weight["unit"].startswith("k")
    pounds = float(weight["weight"]) * (2.2046 if kilos else 1.0)
    bmi = 703 * pounds / inches**2
    if not 12 <= bmi <= 90:
        return None
    return bmi, f"703 x {pounds:.0f} lb / ({inches:.0f} in)^2 = {bmi:.1f}"


FINDERS: Finders = {"arthritis": find_arthritis, "weight_bearing": find_weight_bearing}
