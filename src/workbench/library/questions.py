"""What an address asks for: words, values to narrow by, an order, a page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from openimr.corpus.search import FACETS, Order, Suggestion
from openimr.corpus.search.parser import parse
from openimr.errors import QueryError

MOST_FILTERS = 20
_QUOTES = frozenset('"“”„‟«»')


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, as it stands in an address that can be passed on."""

    words: str = ""
    """In the language of ``docs/corpus-search.md``."""

    filters: tuple[str, ...] = ()
    """Values to narrow by, such as ``drug:baclofen``."""

    sort: str = ""
    after: str = ""

    @classmethod
    def of(cls, given: QueryDict) -> Self:
        """Return what the parameters of an address ask for."""
        sort = given.get("sort", "")
        return cls(
            words=given.get("q", "").strip(),
            filters=tuple(dict.fromkeys(each for each in given.getlist("f") if each)),
            sort="" if sort == Order.RELEVANCE else sort,
            after=given.get("after", ""),
        )

    @property
    def order(self) -> str:
        """The order of hits: by place of the words where there are any, else by day."""
        return self.sort or (Order.RELEVANCE if self.words else Order.NEWEST)

    @property
    def query(self) -> str:
        """All of it in the language of queries."""
        if not self.filters:
            return self.words
        return f"{self._group()}{' '.join(map(quoted, self.filters))}"

    def _group(self) -> str:
        if not self.words:
            return ""
        return f"({self.words}) " if " OR " in self.words else f"{self.words} "

    def check(self) -> None:
        """Raise unless words and filters can be understood, each by itself.

        Raises:
            QueryError: they cannot; the place in it is that in the words as written.
        """
        parse(self.words)
        if len(self.filters) > MOST_FILTERS:
            cure = "Take some away."
            raise QueryError(
                None, f"more than {MOST_FILTERS} values to narrow by", cure
            )
        for each in self.filters:
            field, _, value = each.partition(":")
            if field not in FACETS or not value or _QUOTES & set(value):
                problem = "a value to narrow by that there is none of"
                raise QueryError(None, problem, "Choose one of those that are listed.")

    def narrowed(self, field: str, value: str) -> Self:
        """Return the search for those with one more value, from the first page on."""
        return replace(self, filters=(*self.filters, f"{field}:{value}"), after="")

    def without(self, filter_: str) -> Self:
        """Return the search with one value taken away."""
        left = tuple(each for each in self.filters if each != filter_)
        return replace(self, filters=left, after="")

    def has(self, field: str, value: str) -> bool:
        """Tell whether it is narrowed by a value."""
        return f"{field}:{value}" in self.filters

    def meant(self, suggestion: Suggestion) -> Self:
        """Return the search with the query that was perhaps meant."""
        told = suggestion.query
        end = self.query.removeprefix(self._group())
        if self.filters and told.endswith(end):
            told = told.removesuffix(end).strip()
            told = told[1:-1] if self._group().startswith("(") else told
            return replace(self, words=told, after="")
        return replace(self, words=told, filters=(), after="")

    def address(self, page: str = "library:search", **more: str) -> str:
        """Return the address of a page that shows it."""
        given = [("q", self.words), *(("f", each) for each in self.filters)]
        given += [("sort", self.sort), ("after", self.after), *more.items()]
        asked = urlencode([(name, value) for name, value in given if value])
        return f"{reverse(page)}?{asked}" if asked else reverse(page)


def can_be_asked(value: str) -> bool:
    """Tell whether a value can stand in a query; quotation marks cannot."""
    return bool(value.strip()) and not _QUOTES & set(value)


def quoted(filter_: str) -> str:
    """Return a value to narrow by as a query writes it.

    >>> quoted("body:lumbar spine"), quoted("year:2014"), quoted("drug:none")
    ('body:"lumbar spine"', 'year:2014', 'drug:none')
    """
    field, _, value = filter_.partition(":")
    bare = value.isascii() and value.isalnum()
    return f"{field}:{value}" if bare else f'{field}:"{value}"'


def relying_on(guideline: str, pages: Mapping[int, int] | None = None) -> Asked | None:
    """Return the search for determinations that rely on pages of a guideline.

    Args:
        guideline: its id or name.
        pages: first to last page of each span; none: the guideline as a whole.

    >>> relying_on("mtus_cp_2009", {63: 66}).words
    'guideline:mtus_cp_2009 page:63..66'
    """
    if not can_be_asked(guideline):
        return None
    plain = guideline.replace("_", "").isalnum() and guideline.isascii()
    words = f"guideline:{guideline}" if plain else f'guideline:"{guideline}"'
    spans = [
        str(first) if first == last else f"{first}..{last}"
        for first, last in (pages or {}).items()
        if 0 < first <= last < min(first + 200, 100_000)
    ]
    if spans:
        asked = " OR ".join(spans[:20])
        words += f" page:({asked})" if len(spans) > 1 else f" page:{asked}"
    return Asked(words=words)
