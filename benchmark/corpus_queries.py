"""Questions as people ask a corpus, each with the same in SQL for the yardstick."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of ours; for SQLite a MATCH, a condition on the columns, or both."""

    query: str
    match: str = ""
    where: str = ""


_DRUGS = "hydrocodone tramadol cyclobenzaprine gabapentin baclofen ibuprofen".split()
_BRANDS = (
    ("Norco", "hydrocodone"),
    ("Ultram", "tramadol"),
    ("Flexeril", "cyclobenzaprine"),
    ("Neurontin", "gabapentin"),
    ("Lioresal", "baclofen"),
    ("Soma", "carisoprodol"),
)
_NARROWED = (
    ("hydrocodone", "overturned", 2014, 2016),
    ("tramadol", "upheld", 2015, 2015),
    ("cyclobenzaprine", "overturned", 2013, 2014),
    ("gabapentin", "overturned", 2016, 2019),
    ("naproxen", "upheld", 2014, 2014),
    ("omeprazole", "upheld", 2015, 2018),
    ("baclofen", "overturned", 2013, 2020),
    ("tizanidine", "upheld", 2017, 2019),
)
_PHRASES = (
    "functional improvement",
    "muscle spasm",
    "not medically necessary",
    "straight leg raise",
    "progress report",
    "short-term use",
    "physical therapy",
    "low back pain",
    "second line",
    "range of motion",
)
_PAGES = (63, 66, 41, 78, 22, 98, 114, 18)
_WORDS = (
    "spasm",
    "radiculopathy",
    "acupuncture sessions",
    "functional improvement opioid",
    "denied documentation",
    "lumbar epidural steroid injection",
    "urine drug screen",
    "knee brace",
    "home exercise failed",
    "sleep insomnia",
)
_RARE = (
    "dermatome",
    "spondylolisthesis",
    "paresthesia",
    "allodynia",
    "fluoroscopy",
    "hepatitis",
)
_MISSPELT = ("baclofin", "acupunture", "radiculopthy", "lumber spaine", "naproxin")
_EITHER = (
    ("norco", "percocet"),
    ("acupuncture", "chiropractic"),
    ("mri", "xray"),
    ("knee", "shoulder"),
    ("tens", "interferential"),
)


def questions() -> list[Asked]:
    """Return the whole mix, always in the same order."""
    found = [Asked(f"drug:{each}", where=f"drug = '{each}'") for each in _DRUGS]
    found += [Asked(f"drug:{b}", where=f"drug = '{d}'") for b, d in _BRANDS]
    for drug, decision, first, last in _NARROWED:
        condition = (
            f"drug = '{drug}' AND decision = '{decision}' "
            f"AND year BETWEEN {first} AND {last}"
        )
        query = f"drug:{drug} decision:{decision} year:{first}..{last}"
        found.append(Asked(query, where=condition))
    found += [Asked(f'"{each}"', match=f'"{each}"') for each in _PHRASES]
    found += [_page(page) for page in _PAGES]
    for each in (*_WORDS, *_RARE, *_MISSPELT):
        found.append(Asked(each, match=" AND ".join(each.split())))
    found += [Asked(f"{a} OR {b}", match=f"{a} OR {b}") for a, b in _EITHER]
    return [*found, *_BROAD]


def _page(page: int) -> Asked:
    cited = f"value = 'mtus_cp_2009 {page}'"
    return Asked(
        f"page:{page} guideline:mtus_cp_2009",
        where=f"id IN (SELECT id FROM pages WHERE {cited})",  # noqa: S608 - a number
    )


_BROAD = (
    Asked("decision:upheld", where="decision = 'upheld'"),
    Asked("decision:overturned year:2015", where="decision='overturned' AND year=2015"),
    Asked("class:opioid", where="drug_class = 'opioid'"),
    Asked("year:2014..2016", where="year BETWEEN 2014 AND 2016"),
    Asked("age:60..70", where="age BETWEEN 60 AND 70"),
    Asked(
        "spasm -decision:upheld class:opioid",
        match="spasm",
        where="decision <> 'upheld' AND drug_class = 'opioid'",
    ),
    Asked(
        '"functional improvement" decision:overturned',
        match='"functional improvement"',
        where="decision = 'overturned'",
    ),
    Asked("radicul*", match="radicul*"),
    Asked("body:knee decision:upheld", where="body_part='knee' AND decision='upheld'"),
    Asked("10/325", match='"10 325"'),
)
