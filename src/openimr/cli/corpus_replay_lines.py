"""How the replay of a corpus looks on the terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from openimr.corpus.replay.kappa import Kappa
from openimr.corpus.replay.report import (
    PROPOSED,
    PUBLISHED,
    Confusion,
    ItemAt,
    ReplayReport,
    Share,
)
from openimr.corpus.replay.run import Ran

from .output import console

_MOST = 20
"""Rows of a table on a terminal; JSON and CSV hold all."""

_GROUPS = ("Judged", "Agree", "95 %", "Base", "Kappa", "95 %")


def show(report: ReplayReport, ran: Ran | None) -> None:
    """Print a report."""
    screen = console()
    if ran is not None:
        words = f"{ran.letters:,} letters replayed, {ran.known:,} were already."
        screen.print(words, markup=False)
    if report.total.items == 0:
        screen.print("No items to compare.", markup=False)
        return
    screen.print(_confusion(report.total))
    for line in _totals(report.total):
        screen.print(line, markup=False)
    screen.print()
    screen.print(_groups("By treatment, the most frequent first", report.by_treatment))
    screen.print(_groups("By year", report.by_year, by_size=False))
    if report.causes:
        screen.print(_causes(report))
    if report.facts:
        screen.print(_facts(report))
    if report.causes:
        screen.print("Examples")
        for line in _examples(report):
            screen.print(f"  {line}", markup=False)
        screen.print()
    screen.print(_NOTE, markup=False)


_NOTE = (
    "Undecided: upheld only because the summary is silent on what the guideline asks; "
    "it counts as upheld.  Base: share of the judged items that were published as "
    "overturned.  Items without criteria or without a published decision are not "
    "judged.  Intervals: 95 %, of shares by Wilson."
)


def _totals(total: Confusion) -> Iterator[str]:
    yield f"Agreement: {_told(total.agreed)} of the items that were judged."
    yield f"Where the summary decides: {_told(total.agreed_decided)}."
    base = total.overturned
    rest = Share.of(base.among - base.hits, base.among)
    yield f"Base rate: {_told(rest)} were published as upheld."
    yield f"Kappa: {_kappa(total.kappa)}."


def _told(share: Share) -> str:
    if share.interval is None:
        return "none"
    low, high = share.interval.low, share.interval.high
    return (
        f"{share.hits:,} of {share.among:,}, {share.hits / share.among:.1%} "
        f"({low:.1%} to {high:.1%})"
    )


def _kappa(found: Kappa | None) -> str:
    if found is None:
        return "not defined"
    limits = _limits(found)
    return f"{found.value:.2f}" + (f" ({limits})" if limits else "")


def _limits(found: Kappa) -> str:
    if found.low is None or found.high is None:
        return ""
    return f"{found.low:.2f} to {found.high:.2f}"


def _made(title: str, heads: Sequence[str], names: int = 1) -> Table:
    made = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for at, head in enumerate(heads):
        name = at < names
        made.add_column(head, justify="left" if name else "right", no_wrap=not name)
    return made


def _confusion(total: Confusion) -> Table:
    made = _made("Published (rows) and proposed (columns)", ("", *PROPOSED))
    for published in PUBLISHED:
        counts = [total.cells.get((published, each), 0) for each in PROPOSED]
        made.add_row(published, *(f"{count:,}" for count in counts))
    return made


def _groups(title: str, groups: Iterable[Confusion], *, by_size: bool = True) -> Table:
    every = list(groups)
    if by_size:
        every.sort(key=lambda each: (-each.items, each.group or ""))
    if len(every) > _MOST:
        title += f" ({_MOST} of {len(every)}; the rest by --csv or --json)"
    made = _made(title, ("", *_GROUPS))
    for each in every[:_MOST]:
        agreed, base, beyond = each.agreed, each.overturned, each.kappa
        made.add_row(
            Text(_words(each.group or "not known")),
            f"{agreed.among:,}",
            _percent(agreed),
            _range(agreed),
            _percent(base),
            f"{beyond.value:.2f}" if beyond else "-",
            (_limits(beyond) if beyond else "") or "-",
        )
    return made


def _percent(share: Share) -> str:
    return f"{share.hits / share.among:.0%}" if share.among else "-"


def _range(share: Share) -> str:
    limits = share.interval
    return f"{limits.low:.0%} to {limits.high:.0%}" if limits else "-"


def _causes(report: ReplayReport) -> Table:
    made = _made("What drives the disagreements", ("", "Items", "Share", "95 %"))
    for each in report.causes:
        made.add_row(
            Text(each.sentence),
            f"{each.share.hits:,}",
            _percent(each.share),
            _range(each.share),
        )
    return made


def _facts(report: ReplayReport) -> Table:
    title = "By treatment and fact"
    if len(report.facts) > _MOST:
        title += f" ({_MOST} of {len(report.facts):,}; the rest by --csv or --json)"
    heads = ("Treatment", "Fact", "Cause", "Items", "Of", "For example")
    made = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for at, head in enumerate(heads):
        made.add_column(
            head, justify="right" if at in (3, 4) else "left", overflow="fold"
        )
    for each in report.facts[:_MOST]:
        made.add_row(
            Text(_words(each.treatment)),
            Text(_words(each.fact)),
            _words(each.cause.value),
            f"{each.share.hits:,}",
            f"{each.share.among:,}",
        )
    return made


def _words(code: str) -> str:
    return code.replace("_", " ")


def _examples(report: ReplayReport) -> Iterator[str]:
    for each in report.causes:
        places = "; ".join(f"{_file(one)}, item {one.number}" for one in each.examples)
        yield f"{_words(each.cause.value)}: {places}"


def _file(at: ItemAt) -> str:
    return at.source.replace("\\", "/").rsplit("/", 1)[-1]
