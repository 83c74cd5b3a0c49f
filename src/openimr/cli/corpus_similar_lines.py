"""Precedents as lines of a terminal."""

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from openimr.casework.corpus_similar import precedent_names
from openimr.corpus.precedents import Compared, Hit, Precedents, Separator, Share, Side

Line = Text | Padding
_CRITERIA_SHOWN = 4


def lines(found: Precedents) -> Iterator[Line]:
    """Yield what was asked, the two sides, and what separates them."""
    asked = found.asked
    many = len(asked.criteria)
    noun = "criterion" if many == 1 else "criteria"
    known = f", {many} {noun} weighed" if many else ""
    family = asked.treatment or "treatment not recognised"
    yield Text(f"{asked.requested} ({family}{known}; {asked.source})", style="bold")
    for side in found.sides:
        yield Text("")
        yield from _side(side)
    yield Text("")
    yield Padding(Text(_separated(found)), (0, 0), expand=False)
    yield Text(
        "Published decisions side by side; nothing here foretells one.", style="dim"
    )
    yield Text("")


def _side(side: Side) -> Iterator[Line]:
    many = len(side.hits)
    told = f"Nearest {side.outcome}: {many} of {side.among:,} looked at"
    yield Text(told, style="bold underline")
    if not many:
        yield Padding(Text("none in this corpus"), (0, 0, 0, 2), expand=False)
    for number, hit in enumerate(side.hits, 1):
        yield from _hit(number, hit)


def _hit(number: int, hit: Hit) -> Iterator[Line]:
    told = [hit.requested, str(hit.year or "no year"), hit.specialty or ""]
    head = "; ".join(each for each in told if each)
    yield Text(f"{number}. {head}  (nearness {hit.nearness:.2f})")
    for lead, words in (
        ("agrees", _agreeing(hit)),
        ("differs", _differing(hit)),
        ("argued", hit.passage),
        ("letter", f"{hit.source}  item {hit.item}"),
    ):
        if words:
            yield Padding(Text(f"{lead}: {words}"), (0, 0, 0, 3), expand=False)


def _agreeing(hit: Hit) -> str:
    plain = [_name(each) for each in hit.agrees if not _criterion(each)]
    criteria = [each.part for each in hit.agrees if _criterion(each)]
    if criteria:
        among = len(criteria) + sum(map(_criterion, hit.differs))
        plain.append(f"{len(criteria)} of {among} criteria")
    return ", ".join(plain)


def _differing(hit: Hit) -> str:
    plain = [
        f"{_name(each)} {each.asked} here, {each.theirs or 'not stated'} there"
        for each in hit.differs
        if not _criterion(each)
    ]
    criteria = [
        f"{each.part}: {_status(each.asked)} here, {_status(each.theirs or '')} there"
        for each in hit.differs
        if _criterion(each)
    ]
    more = len(criteria) - _CRITERIA_SHOWN
    rest = [f"{more} more criteria"] if more > 0 else []
    return "; ".join([*plain, *criteria[:_CRITERIA_SHOWN], *rest])


def _criterion(compared: Compared) -> bool:
    return compared.asked in ("met", "not_met", "not_documented")


def _name(compared: Compared) -> str:
    return compared.part.replace("_", " ")


def _status(status: str) -> str:
    return status.replace("_", " ")


def _separated(found: Precedents) -> str:
    if any(not side.hits for side in found.sides):
        return "Nothing can separate the two sides: one of them has no item."
    if not found.profiled:
        return "What separates the two sides is not known: no criteria are held."
    separator = found.separator
    if separator is None:
        return "No single criterion separates them."
    if len(separator.also) > 1:
        labels = ", ".join(_labels(separator))
        return f"No single criterion separates them; these differ together: {labels}."
    return _told(separator)


def _told(separator: Separator) -> str:
    labels = " or, just as well, ".join(_labels(separator))
    shares = "; ".join(_share(each) for each in separator.shares)
    sure = (
        "seldom chance alone"
        if separator.clear
        else "so few that chance may do as much"
    )
    told = [
        f"What separates them: {labels}.",
        f"It is {_status(separator.status)} in {shares}",
        f"(Fisher's exact p = {separator.p:.3g}, {sure}).",
    ]
    if separator.asked:
        told.append(f"In the item asked about it is {_status(separator.asked)}")
        with_ = separator.stands_with
        told.append(
            f"as mostly in the {with_} ones." if with_ else "as in neither side."
        )
    return " ".join(told)


def _share(share: Share) -> str:
    interval = f"95 % interval {share.low:.0%} to {share.high:.0%}"
    return f"{share.hits} of the {share.among} nearest {share.side} ({interval})"


def _labels(separator: Separator) -> list[str]:
    names = precedent_names()
    facts = [separator.fact, *separator.also]
    return list(dict.fromkeys(names.label(fact) for fact in facts))
