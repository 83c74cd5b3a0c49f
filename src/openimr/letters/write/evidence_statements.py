"""The statements of the evidence page: what is said, and links to what it rests on."""

from collections.abc import Sequence

from openimr.domain import (
    CriterionEntry,
    Evidence,
    FactEntry,
    GuidelineEntry,
    ItemDetermination,
    NearestEntry,
    SearchEntry,
    Statement,
)

from . import wording
from .evidence_parts import (
    bullets,
    chip,
    citations,
    dated,
    details,
    guidelines,
    review,
    ruled_by,
    sentence,
    sequence,
)
from .frame import requested
from .markup import Markup, element, joined
from .quotes import Quotes, shown


class Statements:
    """Writes statements and tells the quotes which of them rest on what."""

    def __init__(self, quotes: Quotes) -> None:
        self._quotes = quotes

    def summary(self, said: Sequence[Statement]) -> Markup:
        """Return the sentences of the case summary."""
        return self._sentences(said, "s", ())

    def item(self, item: ItemDetermination, number: int) -> Markup:
        """Return everything said of one disputed item."""
        prefix = f"i{number}-"
        heading = f"Item {number}. {requested(item.requested)}"
        decided = f"Decided by: {wording.VERDICTS[item.decided_by].lower()}"
        parts: list[str] = [
            element("h2", heading, id=f"item-{number}"),
            element(
                "p", chip(item.decision), " ", element("span", decided), class_="result"
            ),
            self._request(item, f"{prefix}a"),
        ]
        parts += self._part("Criteria", self._criteria(item, prefix))
        parts += self._part("Facts", self._facts(item, prefix))
        parts += self._part(
            "Rationale",
            self._sentences(item.rationale, f"{prefix}r", item.guidelines),
        )
        parts += self._part("What would change this answer", bullets(item.would_change))
        parts += self._part("Guidelines", guidelines(item))
        parts += self._part("Search sequence", sequence(item))
        return element("section", *parts, aria_labelledby=f"item-{number}")

    def _part(self, title: str, content: Markup) -> list[str]:
        return [element("h3", title), content] if content else []

    def _request(self, item: ItemDetermination, id_: str) -> Markup:
        return element(
            "div",
            details(
                (
                    ("Phase", sentence(item.phase.value.capitalize(), item.phase_why)),
                    *(review(item.ur) if item.ur else ()),
                )
            ),
            self._rests_on(item.evidence, id_, "Requested in"),
            id=id_,
            class_="request",
        )

    def _sentences(
        self, said: Sequence[Statement], prefix: str, known: Sequence[GuidelineEntry]
    ) -> Markup:
        lines = [
            self._statement(
                f"{prefix}{number}",
                element("p", each.text, class_="said"),
                self._rests_on(each.evidence, f"{prefix}{number}"),
                citations(each, known),
            )
            for number, each in enumerate(said, start=1)
        ]
        return element("ol", *lines, class_="statements") if lines else Markup("")

    def _statement(self, id_: str, *children: str) -> Markup:
        number = element("a", shown(id_), href=f"#{id_}", class_="number")
        return element("li", number, element("div", *children), id=id_)

    def _criteria(self, item: ItemDetermination, prefix: str) -> Markup:
        names = {entry.guideline: entry.name for entry in item.guidelines}
        lines = [
            self._statement(
                f"{prefix}c{number}",
                element("p", chip(each.status), " ", each.statement, class_="said"),
                element("p", each.why) if each.why else Markup(""),
                self._fact_links(each, item.facts, prefix, f"{prefix}c{number}"),
                ruled_by(each, names.get(each.guideline, each.guideline)),
            )
            for number, each in enumerate(item.criteria, start=1)
        ]
        return element("ol", *lines, class_="statements") if lines else Markup("")

    def _fact_links(
        self,
        criterion: CriterionEntry,
        facts: Sequence[FactEntry],
        prefix: str,
        id_: str,
    ) -> Markup:
        for number, fact in enumerate(facts, start=1):
            if fact.fact == criterion.fact:
                name = f"{prefix}f{number}"
                pages = {(each.document, each.page): each for each in fact.evidence}
                places = [self._place(each, id_) for each in pages.values()]
                links = [element("a", shown(name), href=f"#{name}"), *places]
                parts = [part for link in links for part in (", ", link)][1:]
                return element("p", "Rests on ", *parts, class_="source")
        return Markup("")

    def _place(self, evidence: Evidence, id_: str) -> Markup:
        quote = self._quotes.cite(evidence, id_)
        words = f"{evidence.document} p. {evidence.page}"
        return element("a", words, href=f"#{quote.id}", class_="place")

    def _facts(self, item: ItemDetermination, prefix: str) -> Markup:
        lines = [
            self._fact(fact, f"{prefix}f{number}")
            for number, fact in enumerate(item.facts, start=1)
        ]
        return element("ol", *lines, class_="statements") if lines else Markup("")

    def _fact(self, fact: FactEntry, id_: str) -> Markup:
        words = fact.label.strip() or fact.fact
        value = f": {fact.value}" if fact.value else ""
        on = f", as of {wording.day(fact.as_of)}" if fact.as_of else ""
        return self._statement(
            id_,
            element("p", chip(fact.finding), f" {words}{value}{on}", class_="said"),
            element("p", fact.how) if fact.how else Markup(""),
            self._rests_on(fact.evidence, id_),
            self._rests_on(fact.against, id_, "Says otherwise, did not prevail"),
            self._trail(fact.searched, id_) if fact.searched else Markup(""),
        )

    def _rests_on(
        self, evidence: Sequence[Evidence], id_: str, label: str | None = None
    ) -> Markup:
        if not evidence:
            return Markup("")
        heading = element("p", label, class_="label") if label else Markup("")
        lines = [self._quote(each, id_) for each in evidence]
        return joined(heading, element("ul", *lines, class_="quotes"))

    def _quote(self, evidence: Evidence, id_: str, *after: str) -> Markup:
        link = self._place(evidence, id_)
        found = self._quotes.cite(evidence, id_).span is not None
        missing = element("span", "words not found on the page", class_="caution")
        words = element("q", evidence.quote, dir="auto")
        warned = () if found else (" ", missing)
        return element("li", link, " ", words, *warned, *after)

    def _trail(self, searched: SearchEntry, id_: str) -> Markup:
        dates = [dated(searched.from_), dated(searched.to)]
        looked_for = details(
            (
                ("Looked for", ", ".join(f"“{term}”" for term in searched.terms)),
                ("In", wording.ids(searched.documents)),
                ("Dated", " to ".join(date for date in dates if date)),
                ("Could not be read", ", ".join(searched.unreadable)),
            )
        )
        nearest = [self._near(each, id_) for each in searched.nearest]
        heading = element("p", "Nearest passages, and why they do not count")
        return element(
            "div",
            element("p", "Searched for and not found", class_="label"),
            looked_for,
            *([heading, element("ul", *nearest, class_="quotes")] if nearest else []),
            class_="trail",
        )

    def _near(self, near: NearestEntry, id_: str) -> Markup:
        # The contract gives no offsets here; the words are looked up on the page.
        evidence = Evidence(
            document=near.document, page=near.page, quote=near.quote, start=0, end=0
        )
        why = (
            element("span", f" ({near.why})", class_="why") if near.why else Markup("")
        )
        return self._quote(evidence, id_, why)
