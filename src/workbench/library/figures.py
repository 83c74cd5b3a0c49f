"""Counts with their intervals and their picture, made once for each question."""

from dataclasses import dataclass, replace
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest

from openimr.casework.corpus_stats import Look, corpus_stats
from openimr.corpus.stats import Question
from openimr.corpus.stats.charts import draw
from openimr.corpus.stats.sheets import Sheet
from openimr.corpus.stats.view_sheets import View, sheet_of
from openimr.errors import InputError

from .edition import Edition
from .limits import computing

_DAY = 24 * 3600
_MOST_ROWS = 400
"""Rows of a page; the file has all of them."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a page of figures shows."""

    sheet: Sheet
    cut: int
    """Rows that the page leaves out."""

    no_chart: str
    """Why there is no picture; empty where there is one."""


def figures_of(
    request: HttpRequest, edition: Edition, look: Look, question: Question
) -> Figures:
    """Return the answer to a question, from the cache where it is there.

    Raises:
        InputError: a value is neither in the corpus nor among known names.
        UnreadableFileError: the corpus is damaged.
        WaitError: too much is asked for at once.
    """
    key = _key(edition, look, question)
    known = cache.get(f"{key}:figures")
    return (
        known
        if isinstance(known, Figures)
        else _made(request, edition, key, look, question)[0]
    )


def chart_of(
    request: HttpRequest, edition: Edition, look: Look, question: Question
) -> bytes | None:
    """Return the picture of an answer as SVG; None where nothing can be drawn.

    Raises:
        InputError, UnreadableFileError, WaitError: as for ``figures_of``.
    """
    key = _key(edition, look, question)
    known = cache.get(f"{key}:chart")
    if known is None:
        _, known = _made(request, edition, key, look, question)
    return known or None


def whole_sheet(
    request: HttpRequest, edition: Edition, look: Look, question: Question
) -> Sheet:
    """Return an answer with every row, for a file.

    Raises:
        InputError, UnreadableFileError, WaitError: as for ``figures_of``.
    """
    known = figures_of(request, edition, look, question)
    if not known.cut:
        return known.sheet
    with computing(request):
        return sheet_of(corpus_stats(edition.folder, question, look))


def _key(edition: Edition, look: Look, question: Question) -> str:
    asked = sha256(f"{look} {question!r}".encode()).hexdigest()[:32]
    return f"library:{edition.digest}:{asked}"


def _made(
    request: HttpRequest, edition: Edition, key: str, look: Look, question: Question
) -> tuple[Figures, bytes]:
    with computing(request):
        view = corpus_stats(edition.folder, question, look)
        chart, reason = _drawn(view)
    sheet = sheet_of(view)
    shown = replace(sheet, rows=sheet.rows[:_MOST_ROWS])
    figures = Figures(shown, max(0, len(sheet.rows) - _MOST_ROWS), reason)
    cache.set(f"{key}:figures", figures, _DAY)
    cache.set(f"{key}:chart", chart, _DAY)
    return figures, chart


def _drawn(view: View) -> tuple[bytes, str]:
    try:
        return draw(view, "svg"), ""
    except InputError:
        return b"", "No chart: too many groups for one, or none large enough."
