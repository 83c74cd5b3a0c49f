"""What a compounded product or an injection is made of."""

import re
from collections.abc import Iterable, Iterator

from openimr.clinical.ask import Ask, Finders, is_clinical
from openimr.clinical.entries import CueGroup
from openimr.clinical.findings import distinct, quotes, silent
from openimr.clinical.medications.mentions import Mention
from openimr.clinical.passages import of_drug
from openimr.clinical.statements import Statement, judge
from openimr.domain import (
    PROCEDURE_REPORTS,
    Assertion,
    DocumentKind,
    Evidence,
    Fact,
    Finding,
    ItemKind,
)

_PERCENT = re.compile(r"[\s:(,-]{0,3}(?:hcl |sodium )?(\d{1,2}(?:\.\d+)?)\s?%")
_WITHIN = re.compile(r"(\d{1,2}(?:\.\d+)?)\s?%")
_PERCENT_BEFORE = re.compile(r"(\d{1,2}(?:\.\d+)?)\s?%\s*\Z")
_PRODUCT = re.compile(
    r"\b(?:compound\w*|cream|gel|ointment|lotion|topical\w*|transdermal|patch)\b"
)
_ANESTHETICS = ("local anesthetic", "lidocaine", "mepivacaine", "procaine")
_ASKING = frozenset({DocumentKind.RFA})
MOST_EVIDENCE = 6


def find_ingredients(ask: Ask) -> Fact:
    """Answer what the product holds, each ingredient with its strength.

    Of an injection: present where something beside an anaesthetic is drawn up,
    absent where only an anaesthetic is.
    """
    injection = ask.item.details.kind is ItemKind.INJECTION
    found = _latest_first(_in_injection(ask) if injection else _in_product(ask))
    if not found:
        return _unnamed(ask)
    names = _names(found, injection=injection)
    only_numbing = injection and all(
        ask.records.names.is_one_of(mention.drug, _ANESTHETICS) for mention in found
    )
    return Fact(
        fact=ask.entry.fact,
        finding=Finding.ABSENT if only_numbing else Finding.PRESENT,
        value=", ".join(names),
        as_of=found[0].on,
        evidence=distinct(map(shown, found), MOST_EVIDENCE),
        how="only an anaesthetic is named" if only_numbing else None,
    )


def ingredient_mentions(ask: Ask) -> list[Mention]:
    """Return where the product's ingredients are written out, the latest first."""
    return _latest_first(_in_product(ask))


def _latest_first(found: Iterable[Mention]) -> list[Mention]:
    return sorted(found, key=lambda m: (-_day(m), m.page.order, m.start))


def shown(mention: Mention) -> Evidence:
    """Return the sentence of a mention as evidence."""
    sentence = mention.page.sentences[mention.sentence]
    return mention.page.quote(sentence.start, sentence.end)


def _day(mention: Mention) -> int:
    return mention.on.toordinal() if mention.on else 0


def _names(found: list[Mention], *, injection: bool) -> list[str]:
    """Return the ingredients of the latest list, with their strengths."""
    latest = found[0]
    names: dict[str, str] = {}
    for mention in found:
        same = mention.page is latest.page and mention.sentence == latest.sentence
        if injection or same:
            strength = _percent(mention)
            told = f"{mention.drug} {strength}%" if strength else mention.drug
            names.setdefault(mention.drug, told)
    return list(names.values())


def _percent(mention: Mention) -> str | None:
    low, hit = mention.page.low, mention.hit
    behind = _PERCENT.match(low, hit.end) or _WITHIN.search(low, hit.start, hit.end)
    before = _PERCENT_BEFORE.search(low, max(0, hit.start - 8), hit.start)
    found = behind or before
    return found[1] if found else None


def _usable(ask: Ask, mention: Mention) -> bool:
    document = mention.page.document
    return (
        not mention.hit.of_class
        and mention.assertion in {Assertion.AFFIRMED, Assertion.POSSIBLE}
        and (document.kind in _ASKING or is_clinical(document))
        and (document.kind in _ASKING or ask.counts_then(mention.on))
    )


def _in_injection(ask: Ask) -> Iterator[Mention]:
    """Yield what sentences about the injection say is drawn up for it."""
    injected = ("local anesthetic", "corticosteroid", *_ANESTHETICS, "ketorolac")
    for mention in ask.records.mentions:
        if not _usable(ask, mention):
            continue
        if not ask.records.names.is_one_of(mention.drug, injected):
            continue
        if _speaks_of_item(ask, mention):
            yield mention


def _speaks_of_item(ask: Ask, mention: Mention) -> bool:
    """Tell whether the sentence, or the one before, names the injection in dispute.

    So it is too in the report of a procedure that opens with it.
    """
    page, here = mention.page, mention.sentence
    named = ask.records.scanned.treatments.get(page.order, ())
    mine = {each.sentence for each in named if each.treatment in ask.subject.same}
    if here in mine:
        return True
    others = {
        each.sentence
        for each in named
        if not each.general and each.treatment not in ask.subject.same
    }
    if here in others - mine:
        return False
    opening = min(mine | others, default=None)
    done = page.document.kind in PROCEDURE_REPORTS and opening in mine
    return here - 1 in mine or done


def _in_product(ask: Ask) -> Iterator[Mention]:
    """Yield the ingredients where a product of several is written out."""
    lists: dict[tuple[int, int], list[Mention]] = {}
    for mention in ask.records.mentions:
        if _usable(ask, mention):
            place = mention.page.order, mention.sentence
            lists.setdefault(place, []).append(mention)
    for together in lists.values():
        page = together[0].page
        sentence = page.sentences[together[0].sentence]
        words = page.low[sentence.start : sentence.end]
        strengths = [mention for mention in together if _percent(mention)]
        if not strengths or not _is_item(ask, together):
            continue
        if len(strengths) > 1 or _PRODUCT.search(words):
            yield from strengths


def _is_item(ask: Ask, together: list[Mention]) -> bool:
    """Tell whether a list shares an ingredient with the request."""
    asked = {
        hit.drug for hit in ask.records.names.find(ask.item.details.requested.lower())
    }
    if ask.subject.drug:
        asked.add(ask.subject.drug)
    named = {mention.drug for mention in together}
    return not asked or bool(asked & named)


def _unnamed(ask: Ask) -> Fact:
    """Return the answer where no ingredient is named: denied, or silent."""
    said = []
    for hit in ask.records.scanned.of(ask.entry.fact, CueGroup.ABSENT.value):
        statement = judge(ask, hit)
        if statement is not None:
            said.append(statement)
    denied = [each for each in said if each.finding is Finding.ABSENT]
    if denied:
        return Fact(
            fact=ask.entry.fact,
            finding=Finding.ABSENT,
            as_of=max((e.day for e in denied if e.day), default=None),
            evidence=quotes(denied, MOST_EVIDENCE),
        )
    return silent(ask, [*said, *_near(ask)])


def _near(ask: Ask) -> Iterator[Statement]:
    for mention in ask.records.mentions:
        if ask.records.names.is_one_of(mention.drug, ("topical",)):
            yield of_drug(mention, None, "named without strengths")


FINDERS: Finders = {"ingredients": find_ingredients}
