"""Counts of values over all items found."""

import pytest

from openimr.corpus.search import FACETS, Facet, Search

SINGLE = [name for name in FACETS if name not in {"guideline", "page"}]


def counts(search: Search, query: str, name: str) -> dict[str, int]:
    """Return the counts of one field."""
    (facet,) = search.find(query, facets=[name]).facets
    return {each.value: each.count for each in facet.values}


COUNTED = {
    "drug": {"baclofen": 1, "hydrocodone": 1, "naproxen": 1},
    "class": {"muscle relaxant": 1, "nsaid": 1, "opioid": 1},
    "body": {"knee": 1, "lumbar spine": 1},
    "guideline": {"mtus_cp_2009": 2, "odg": 2, "mtus_acoem_2004": 1},
    "page": {
        "mtus_acoem_2004 63": 1,
        "mtus_cp_2009 63": 1,
        "mtus_cp_2009 64": 1,
        "mtus_cp_2009 78": 1,
        "mtus_cp_2009 80": 1,
    },
    "decision": {"overturned": 2, "upheld": 2},
    "year": {"2014": 2, "2015": 1, "2016": 1},
    "specialty": {"Pain Medicine": 2, "Anesthesiology": 1, "Orthopaedic Surgery": 1},
}


@pytest.mark.parametrize(("name", "expected"), COUNTED.items())
def test_the_values_of_a_field_are_counted(
    search: Search, name: str, expected: dict[str, int]
) -> None:
    assert counts(search, "", name) == expected


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("query", ["", "spasm", "decision:upheld OR year:none"])
def test_a_count_is_what_the_value_finds(search: Search, name: str, query: str) -> None:
    for value, count in counts(search, query, name).items():
        field = f'{name}:"{value}"' if name not in {"year"} else f"{name}:{value}"
        asked = f"({query}) {field}" if query else field
        assert search.find(asked, facets=()).count == count


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("values", [0, 1, 2, 10])
def test_counts_of_one_value_an_item_add_up(
    search: Search, name: str, values: int
) -> None:
    found = search.find("", facets=[name], values=values)
    (facet,) = found.facets

    listed = sum(each.count for each in facet.values)
    assert len(facet.values) <= values
    assert listed + facet.others + facet.not_given == found.count


def test_items_without_guideline_or_page_are_told(search: Search) -> None:
    facets = search.find("", facets=["guideline", "page"]).facets

    assert [facet.not_given for facet in facets] == [1, 2]


def test_decisions_are_listed_by_name_whatever_their_counts(search: Search) -> None:
    for query in ("", "drug:norco OR body:knee", "page:63"):
        (facet,) = search.find(query, facets=["decision"]).facets
        names = [each.value for each in facet.values]
        assert names == sorted(names)


def test_nothing_found_has_nothing_to_count(search: Search) -> None:
    found = search.find("nothing", facets=["drug"])

    assert (found.count, found.facets) == (0, (Facet(field="drug", values=()),))


def test_the_count_is_the_same_with_and_without_facets(search: Search) -> None:
    for query in ("", "spasm", "nothing", "drug:none"):
        assert search.find(query).count == search.find(query, facets=()).count
