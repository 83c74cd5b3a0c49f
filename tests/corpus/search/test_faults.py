"""Queries that cannot be understood."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openimr.corpus.search import Found, Search
from openimr.corpus.search.parser import parse
from openimr.errors import OpenImrError, QueryError

from .making import corpus_with, item, searched

FAULTS = {
    "durg:norco": "no field durg, at character 1.  Did you mean drug:?",
    "norco zzz:1": "no field zzz, at character 7.  Use one of drug, class,",
    '"low back': "a quotation mark without its other, at character 1.  Add",
    "(norco": "a bracket without its other, at character 1.  Add",
    "norco)": ") has no place here, at character 6.  Take it out",
    "drug:(norco": "a bracket without its other, at character 6.",
    "OR norco": "OR has no place here, at character 1.",
    "norco OR": "it ends too early, at character 9.  Add",
    "norco NOT": "it ends too early, at character 10.",
    "()": ") has no place here, at character 2.",
    "drug:": "nothing stands behind drug:, at character 1.  Write",
    "drug: norco": "nothing stands behind drug:, at character 1.",
    'drug:""': "an empty value of drug, at character 6.",
    "drug:*": "an empty value of drug, at character 6.",
    "decision:denied": "decision is never denied, at character 10.  Use one of",
    "decision:overturn": "character 10.  Did you mean overturned?",
    "side:lef": "Did you mean left?",
    "year:soon": "year is a number, at character 6.  Write year:45",
    "year:2016..2014": "a range whose end comes before its start, at character 6.",
    "age:5..4": "a range whose end comes before its start",
    "date:5/23/2014": "date is a day, a month or a year, at character 6.",
    "date:2014-02-30": "date is a day",
    "date:2014-00": "date is a day",
    "page:last": "that is no page, at character 6.  Write page:63",
    "page:1..900": "more than 200 pages, at character 6.",
    "a*": "one letter and a star, at character 1.",
    "***": "no letter or number in it, at character 1.",
    '"?!"': "no letter or number in it, at character 1.",
    "(" * 30 + "norco": "too many brackets or nots, at character 26.",
    "-" * 30 + "norco": "too many brackets or nots",
    "x " * 200: "more than 100 words and values, at character 201.",
    "x" * 5000: "it is longer than 4000 characters",
}


@pytest.mark.parametrize(("query", "told"), FAULTS.items())
def test_a_fault_is_told_with_its_place_and_its_cure(query: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)

    assert told in str(caught.value)


@pytest.mark.parametrize(
    "order", ["decision", "outcome", "overturned", "Upheld", "conclusion"]
)
def test_no_order_goes_by_outcome(search: Search, order: str) -> None:
    with pytest.raises(QueryError, match="never put in order by their outcome"):
        search.find("norco", order)


def test_an_unknown_order_or_facet_is_told(search: Search) -> None:
    with pytest.raises(QueryError, match=r"no order newst\.  Did you mean newest"):
        search.find("norco", "newst")
    with pytest.raises(QueryError, match=r"age is not counted\.  Did you mean page"):
        search.find("norco", facets=["age"])
    with pytest.raises(QueryError, match="0 to 1000 hits"):
        search.find("norco", limit=1001)


@pytest.mark.parametrize(
    "token", ["", "x", "\u00e9", "bnVsbA", "WzEsMiwzLDRd", "W10", "eyJhIjoxfQ", "===="]
)
def test_a_token_that_is_none_is_told(search: Search, token: str) -> None:
    with pytest.raises(QueryError, match="no token of a page"):
        search.find("norco", after=token)


def test_the_token_of_another_query_or_order_is_told(search: Search) -> None:
    token = search.find("", limit=1).after

    with pytest.raises(QueryError, match="another query or order"):
        search.find("spasm", after=token)
    with pytest.raises(QueryError, match="another query or order"):
        search.find("", "oldest", after=token)


PIECES = st.sampled_from(
    'norco drug: class: page: year: date: age: "muscle spasm" ( ) - NOT OR AND * .. '
    '2014 63..66 10/325 none decision:upheld page:odg:3 case: summary: > <= " : L4-5 '
    "2014-05 spas* \ud800 \u00e9 \u00df \U0001f480 \x00 \u0301 \u2028 _ \\ [ ~ ^".split(
        " "
    )
)
TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=12).map(" ".join),
    st.lists(PIECES, max_size=12).map("".join),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Search:
    rows = [item("1", requested="Norco 10/325", rationale_text="No \u00e9 spasm.")]
    return searched(corpus_with(tmp_path_factory.mktemp("small") / "c", rows))


@given(query=TYPED)
@example(query="CASE:<*")
@example(query="case:>*")
def test_whatever_is_typed_brings_out_an_answer_or_an_error_of_ours(
    small: Search, query: str
) -> None:
    found, told = _outcome(small, query)

    assert told is None or told.startswith("query: ")
    assert found is None or len(found.hits) == found.count <= 1


def _outcome(search: Search, query: str) -> tuple[Found | None, str | None]:
    try:
        return search.find(query), None
    except OpenImrError as error:
        return None, str(error)


@given(token=st.text(max_size=40), order=st.text(max_size=12))
def test_whatever_stands_for_a_token_or_an_order_brings_out_an_error_of_ours(
    small: Search, token: str, order: str
) -> None:
    for asked in ({"after": token}, {"sort": order}, {"facets": [order]}):
        try:
            small.find("norco", **asked)
        except QueryError:
            continue
        assert asked.get("sort") in {"relevance", "newest", "oldest", "case"} or (
            asked.get("facets") is not None
        )
