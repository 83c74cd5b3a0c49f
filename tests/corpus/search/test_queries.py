"""Which items a query finds."""

import pytest

from openimr.corpus.search import Search

from .making import short

ALL = ["1-1", "1-2", "2-1", "3-1", "4-1"]
FOUND = {
    # words, in request, rationale and summary
    "": ALL,
    "norco": ["1-1"],
    "NORCO": ["1-1"],
    "10/325": ["1-1"],
    "10/325mg": ["1-1"],
    '"10/325 mg"': ["1-1"],
    "120": ["1-1"],
    "#120": ["1-1"],
    "7.5mg": ["1-1", "1-2"],
    "20mg": ["1-2"],
    "500 mg": ["4-1"],
    "jose": ["2-1"],
    "José": ["2-1"],
    "follow-up": ["3-1"],
    "radiculopathy": ["3-1"],
    "nothing": [],
    # a word with its other forms
    "denied": ["1-1", "2-1"],
    "spasm": ["1-1", "1-2", "2-1"],
    "improve": ["1-1", "1-2"],
    # words as they stand
    '"denied"': ["1-1", "2-1"],
    '"spasms"': ["1-2"],
    '"muscle spasm"': ["1-1", "1-2"],
    '"spasm muscle"': [],
    '"functional improvement"': ["1-1"],
    "\u201cfunctional improvement\u201d": ["1-1"],
    # a phrase does not reach from one part of the letter into the next
    '"120 pain"': [],
    # beginnings
    "radicul*": ["3-1"],
    "improvem*": ["1-1"],
    "10/32*": ["1-1"],
    # parts of the letter
    "requested:knee": ["2-1"],
    "rationale:spasm": ["1-2", "2-1"],
    'summary:"low back"': ["3-1"],
    "summary:(neck OR knee)": ["1-1", "1-2", "2-1"],
    # and, or, not
    "muscle spasm": ["1-1", "1-2", "2-1"],
    "muscle AND spasm": ["1-1", "1-2", "2-1"],
    "norco OR baclofen": ["1-1", "1-2"],
    "spasm -denied": ["1-2"],
    "spasm NOT denied": ["1-2"],
    "-spasm": ["3-1", "4-1"],
    "-(spasm OR radiculopathy)": ["4-1"],
    "(norco OR knee) decision:upheld": ["1-1", "2-1"],
    "--norco": ["1-1"],
    # fields
    "drug:hydrocodone": ["1-1"],
    "drug:Norco": ["1-1"],
    "drug:vicodin": ["1-1"],
    "drug:(norco OR lioresal)": ["1-1", "1-2"],
    "drug:none": ["2-1", "3-1"],
    "medication:naprosyn": ["4-1"],
    "class:opioid": ["1-1"],
    "class:opioids": ["1-1"],
    'class:"muscle relaxants"': ["1-2"],
    "class:muscle-relaxant": ["1-2"],
    "class:relaxant": ["1-2"],
    "treatment:baclofen": ["1-2"],
    "treatment:mri*": ["2-1"],
    "kind:drug": ["1-1", "1-2", "4-1"],
    "category:injections": ["3-1"],
    'category:"diagnostic tests"': ["2-1"],
    "body:knee": ["2-1"],
    "body:lumbar": ["3-1"],
    "body_part:none": ["1-1", "1-2", "4-1"],
    "side:left": ["2-1"],
    "level:L4-5": ["3-1"],
    "guideline:odg": ["1-2", "2-1"],
    'guideline:"MTUS chronic pain"': ["1-1", "1-2"],
    'guideline:"chronic pain medical treatment guidelines"': ["1-1", "1-2"],
    "guideline:acoem": ["3-1"],
    "guideline:none": ["4-1"],
    "page:63": ["1-2", "3-1"],
    "page:63 guideline:mtus_cp_2009": ["1-2"],
    "guideline:mtus_cp_2009 page:64..78": ["1-1", "1-2"],
    "page:79-80": ["1-1"],
    "page:mtus_cp_2009:63": ["1-2"],
    'page:"mtus_cp_2009 63"': ["1-2"],
    'page:"MTUS chronic pain 63"': ["1-2"],
    "page:none": ["2-1", "4-1"],
    "decision:overturned": ["1-2", "3-1"],
    "decision:Upheld": ["1-1", "2-1"],
    "decision:none": ["4-1"],
    "-decision:upheld": ["1-2", "3-1", "4-1"],
    'conclusion:"medically necessary"': ["1-2"],
    'conclusion:"not medically necessary"': ["1-1"],
    "year:2014": ["1-1", "1-2"],
    "year:2015..2016": ["2-1", "3-1"],
    "year:2015-2016": ["2-1", "3-1"],
    "year:2015..": ["2-1", "3-1"],
    "year:..2014": ["1-1", "1-2"],
    "year:>2014": ["2-1", "3-1"],
    "year:<=2014": ["1-1", "1-2"],
    "year:none": ["4-1"],
    "age:45": ["1-1", "1-2"],
    "age:40..60": ["1-1", "1-2"],
    "age:<40": ["3-1"],
    "age:none": ["4-1"],
    "date:2014-05-23": ["1-1", "1-2"],
    "date:2014-05": ["1-1", "1-2"],
    "date:2014": ["1-1", "1-2"],
    "date:2014-06..2015-02-01": ["2-1"],
    "date:>2015": ["3-1"],
    "date:none": ["4-1"],
    "specialty:pain": ["1-1", "1-2"],
    'specialty:"Orthopedic Surgery"': ["2-1"],
    "priority:expedited": ["2-1"],
    "sex:male": ["2-1", "3-1"],
    "programme:california*": ALL,
    "format:d1": ["1-1", "1-2"],
    "case:cm14-0000002": ["2-1"],
    "case:CM14-000000*": ALL,
    f"letter:{'3'.zfill(32)}": ["3-1"],
    f"item:{'1'.zfill(32)}-2": ["1-2"],
    # fields together
    "drug:norco decision:upheld year:2013..2015": ["1-1"],
    "class:opioid OR body:knee": ["1-1", "2-1"],
    'decision:overturned -guideline:odg "low back"': ["3-1"],
}


@pytest.mark.parametrize(("query", "items"), FOUND.items())
def test_a_query_finds_these_items(
    search: Search, query: str, items: list[str]
) -> None:
    found = search.find(query)

    assert (sorted(short(found)), found.count) == (items, len(items))


def test_every_field_is_asked_for_in_the_table() -> None:
    from openimr.corpus.search import FIELDS

    asked = {query.partition(":")[0].lstrip("-") for query in FOUND if ":" in query}

    missing = [f.name for f in FIELDS if not asked & {f.name, *f.also}]
    assert missing == []


def test_a_family_is_found_by_what_it_inherits_from(search: Search) -> None:
    from openimr.casework.corpus_search import search_names

    under = search_names().under
    parents = [name for name, below in under.items() if "hydrocodone" in below]

    found = {hit for parent in parents for hit in short(search.find(_family(parent)))}
    assert parents
    assert found >= {"1-1"}


def _family(name: str) -> str:
    return f'treatment:"{name}"'
