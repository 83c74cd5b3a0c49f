"""How the outcome model looks on the terminal and as JSON."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from openimr.corpus.outcome import PURPOSE
from openimr.corpus.outcome.abstaining import Coverage
from openimr.corpus.outcome.auditing import GroupCalibration
from openimr.corpus.outcome.checking import Surprise
from openimr.corpus.outcome.measures import BINS, Figures
from openimr.corpus.outcome.model import Model, Tested
from openimr.corpus.stats.intervals import Interval

from .output import console, print_json_lines

_WIDE = 79
_MOST_GROUPS = 12
"""Rows of a dimension on a terminal; JSON holds all."""


def show_model(model: Model, tested: Tested, *, as_json: bool) -> None:
    """Print what a model is worth."""
    if as_json:
        print_json_lines([_object(model, tested)])
        return
    screen = console()
    for line in (*_told(model), "", *_figures(tested.figures)):
        for each in textwrap.wrap(line, _WIDE, subsequent_indent="  ") or [""]:
            screen.print(each, markup=False)
    screen.print()
    screen.print(_bins(tested.figures))
    screen.print(_abstention(model, tested))
    screen.print(_groups(tested.groups))
    _close()


def show_surprises(model: Model, found: Sequence[Surprise], *, as_json: bool) -> None:
    """Print published items that the model did not expect."""
    if as_json:
        print_json_lines(_surprise(each) for each in found)
        return
    screen = console()
    screen.print(f"Base rate: {_rate(model.tested.figures)}", markup=False)
    for published, group in groupby(found, key=lambda each: each.published):
        screen.print(_surprises(published, list(group)))
    screen.print(
        "\n".join(
            textwrap.wrap(
                "Expected: the model's probability of what was published.  Alike: how "
                "many of the items of like probability were overturned when the model "
                "was tested, with the 95 % interval (Wilson).  A surprise is no error: "
                "read the letter.",
                _WIDE,
            )
        ),
        markup=False,
    )
    _close()


def _close() -> None:
    console().print("\n".join(textwrap.wrap(PURPOSE, _WIDE)), markup=False)


def _told(model: Model) -> Iterator[str]:
    known = model.learnt_from
    yield (
        f"Model of corpus {known.digest[:12]}: {known.used:,} of {known.decided:,} "
        f"decided items with a day, of {known.items:,}; criteria "
        f"{'among' if known.replayed else 'not among'} the features."
    )
    for each in model.slices:
        share = each.overturned / each.items
        yield (
            f"{each.name:10}{each.first:%m/%d/%Y} to {each.last:%m/%d/%Y}  "
            f"{each.items:,} items, {each.overturned:,} overturned ({share:.1%})"
        )
    yield f"Calibrated by {model.calibration.method}."


def _figures(figures: Figures) -> Iterator[str]:
    yield f"Tested on {figures.items:,} items.  Base rate: {_rate(figures)}"
    skill = "not defined" if figures.skill is None else f"{figures.skill:.3f}"
    yield (
        f"Brier score {figures.brier:.4f}; always saying the base rate: "
        f"{figures.brier_base:.4f}; skill {skill}."
    )
    yield (
        f"Log loss {figures.log_loss:.4f}; always saying the base rate: "
        f"{figures.log_loss_base:.4f}."
    )
    yield (
        f"Expected calibration error {figures.ece:.4f} over {BINS} bins of as many "
        f"items; a perfectly calibrated model shows {figures.ece_by_chance:.4f} on as "
        f"many (in 95 of 100 cases at most {figures.ece_by_chance_most:.4f})."
    )
    if figures.area is not None:
        limits = _limits(figures.area.interval, 3)
        yield (
            f"Area under the curve {figures.area.value:.3f} ({limits}); a coin: 0.500."
        )
    if figures.accuracy is None:
        yield (
            "Accuracy is not shown: with so lopsided a base rate, always giving the "
            f"commoner answer has {max(figures.rate, 1 - figures.rate):.1%} and tells "
            "nothing apart."
        )
    else:
        common = max(figures.rate, 1 - figures.rate)
        yield f"Accuracy {figures.accuracy:.1%}; the commoner answer: {common:.1%}."


def _rate(figures: Figures) -> str:
    return (
        f"{figures.overturned:,} of {figures.items:,} overturned, {figures.rate:.1%} "
        f"({_percents(figures.base)})."
    )


def _limits(interval: Interval, digits: int) -> str:
    return f"{interval.low:.{digits}f} to {interval.high:.{digits}f}"


def _percents(interval: Interval | None) -> str:
    return f"{interval.low:.1%} to {interval.high:.1%}" if interval else "-"


def _made(title: str, names: Sequence[str], heads: Sequence[str]) -> Table:
    made = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for head in names:
        made.add_column(head, overflow="fold")
    for head in heads:
        made.add_column(head, justify="right", no_wrap=True)
    return made


def _bins(figures: Figures) -> Table:
    heads = ("Probability", "Items", "Expected", "Overturned", "Share", "95 %")
    made = _made("Reliability", (), heads)
    for each in figures.bins:
        made.add_row(
            f"{each.low:.3f} to {each.high:.3f}",
            f"{each.items:,}",
            f"{each.expected:.1%}",
            f"{each.overturned:,}",
            f"{each.observed:.1%}",
            _percents(each.interval),
        )
    return made


def _abstention(model: Model, tested: Tested) -> Table:
    heads = ("Sure by", "Answered", "Of", "Wrong", "Share", "95 %")
    rate = min(tested.figures.rate, 1 - tested.figures.rate)
    title = f"Abstention (always the commoner answer: {rate:.1%} wrong)"
    made = _made(title, ("",), heads)
    for each in tested.curve:
        made.add_row("", *_coverage(each))
    if tested.answered is not None:
        made.add_section()
        made.add_row("set", *_coverage(tested.answered))
    elif model.threshold is None:
        made.add_section()
        made.add_row("set", "never", "0", f"{tested.figures.items:,}", "-", "-", "-")
    return made


def _coverage(each: Coverage) -> tuple[str, ...]:
    share = f"{each.wrong / each.answered:.1%}" if each.answered else "-"
    return (
        f"{each.threshold:.3f}",
        f"{each.answered:,}",
        f"{each.items:,}",
        f"{each.wrong:,}",
        share,
        _percents(each.interval),
    )


def _groups(groups: Sequence[GroupCalibration]) -> Table:
    heads = ("Items", "Expected", "Overturned", "95 %", "")
    title = "Calibration by group (off: outside the interval; by chance one in 20 is)"
    made = _made(title, ("",), heads)
    for dimension, each in groupby(groups, key=lambda one: one.dimension):
        rows = sorted(each, key=lambda one: (-one.items, one.group))
        for one in rows[:_MOST_GROUPS]:
            made.add_row(
                Text(f"{dimension} {one.group.replace('_', ' ')}"),
                f"{one.items:,}",
                f"{one.expected:.1%}",
                f"{one.overturned / one.items:.1%}",
                _percents(one.interval),
                "off" if one.off else "",
            )
        if len(rows) > _MOST_GROUPS:
            made.add_row(f"{len(rows) - _MOST_GROUPS} more by --json")
        made.add_section()
    return made


def _surprises(published: str, found: Sequence[Surprise]) -> Table:
    heads = ("Expected", "Alike", "95 %")
    made = _made(f"Published as {published}", ("Letter", "Item"), heads)
    for each in found:
        alike = each.alike
        made.add_row(
            Text(f"{each.source.rsplit('/', 1)[-1]} {each.number}"),
            Text(textwrap.shorten(each.requested, 40, placeholder=" …")),
            f"{each.probability:.1%}",
            f"{alike.overturned:,} of {alike.items:,}",
            _percents(alike.interval),
        )
    return made


def _surprise(each: Surprise) -> dict[str, object]:
    told = asdict(each)
    told["day"] = each.day.isoformat()
    return {"purpose": PURPOSE, **told}


def _object(model: Model, tested: Tested) -> dict[str, object]:
    figures = tested.figures
    return {
        "purpose": PURPOSE,
        "version": model.version,
        "learnt_from": asdict(model.learnt_from),
        "slices": [
            asdict(each)
            | {"first": each.first.isoformat(), "last": each.last.isoformat()}
            for each in model.slices
        ],
        "calibrated_by": model.calibration.method,
        "threshold": model.threshold,
        "base_rate": figures.rate,
        "skill": figures.skill,
        "figures": asdict(figures),
        "answered": asdict(tested.answered) if tested.answered else None,
        "curve": [asdict(each) for each in tested.curve],
        "groups": [asdict(each) | {"off": each.off} for each in tested.groups],
    }
