"""Tell what a document is from its title, letterhead and words (``data/kinds.yaml``).

Every point of a score names the words it was given for, so that a wrong kind can be
traced to the line that led to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from openimr.domain import DocumentKind

from .headed import goes_on_from, header_share, is_dated_head
from .kind_knowledge import FIGURE, Meaning, kind_book
from .phrases import PhraseBook, words_of
from .signs import has_box, is_list_item, names_correspondent
from .views import PageView

_LONGEST_TITLE = 160
_PROSE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Clue:
    """Words that speak for a kind, and how loudly."""

    kind: DocumentKind
    points: float
    line: int | None
    """Line of the page for a title or letterhead, None for the body."""

    words: str


@dataclass(frozen=True, slots=True)
class KindFound:
    """The kind of a document, and what spoke for it."""

    kind: DocumentKind
    clues: tuple[Clue, ...]


def tell_kind(
    pages: Sequence[PageView],
    titles: Sequence[Clue],
    file_name: str | None = None,
) -> KindFound:
    """Return the kind of a document from its first and last page.

    ``titles`` are the title clues of the first page; ``file_name`` helps only where
    the pages themselves say too little; give it for a file that is one document.
    """
    if not pages:
        return KindFound(_by_file_name(file_name) or DocumentKind.OTHER, ())
    book, page = kind_book(), pages[0]
    clues = (*titles, *_letterhead(page))
    score = _scores(clues, book.body_limit)
    if not _is_settled(score, book.body_limit):
        clues = (*clues, *_patterns(page), *_body(page, *pages[1:][-1:]))
        score = _scores(clues, book.body_limit)
    best = max(score, key=lambda kind: (score[kind], kind.value), default=None)
    if best is None or score[best] < book.least:
        named = _by_file_name(file_name)
        return KindFound(named or DocumentKind.OTHER, clues)
    return KindFound(best, clues)


def _is_settled(score: dict[DocumentKind, float], limit: float) -> bool:
    """Tell whether the head says so much that no body could change the answer."""
    ranking = sorted(score.values(), reverse=True)
    return ranking[:1] != [] and ranking[0] - sum(ranking[1:2]) > limit


def title_clues(page: PageView) -> tuple[Clue, ...]:
    """Return the titles that stand in the head of a page."""
    clues: list[Clue] = []
    for depth, line in enumerate(page.head):
        if depth and goes_on_from(page.words[page.head[depth - 1]]):
            continue
        clues += _in_line(page, line, kind_book().titles, _place(depth), depth)
    return tuple(clues)


def _in_line(
    page: PageView,
    line: int,
    book: PhraseBook[Meaning],
    worth: float,
    depth: int | None = None,
) -> Iterator[Clue]:
    words = kind_book().title_words.mended(page.words[line])
    hits = book.find(words)
    if not hits:
        return
    dated = is_dated_head(page, line, depth)
    if not (dated or _may_be_title(page.lines[line])):
        return
    for hit in hits:
        kind, points = hit.meaning
        share = _share(page.lines[line], hit.words / len(words), len(words))
        if depth is not None:
            share = max(share, header_share(page.lines[line], hit, depth))
        said = " ".join(words[hit.start : hit.start + hit.words])
        yield Clue(kind, points * worth * share, line, said)


def _may_be_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or names_correspondent(line):
        return False
    return not (has_box(line) or is_list_item(line))


def _place(depth: int) -> float:
    """Return what a line is worth by how far down the page it stands."""
    for limit, worth in ((3, 1.0), (6, 0.95), (9, 0.8), (12, 0.6)):
        if depth < limit:
            return worth
    return 0.45


def _share(text: str, share: float, total: int) -> float:
    """Return what a title is worth by how much of its line it fills."""
    if share >= 0.5:
        return 1.0
    prose = total >= _PROSE_WORDS and not text.isupper()
    if prose or (text[0].islower() and share < 0.4):
        return 0.15
    if text.endswith((".", ",", ";")) and share < 0.35:
        return 0.35
    return 0.85 if share >= 0.25 or text.isupper() else 0.6


def _letterhead(page: PageView) -> Iterator[Clue]:
    book = kind_book()
    for line in range(len(page.lines))[: book.letterhead_lines]:
        place = (0.5 if line in page.stamps else 1.0) * (1.0 if line == 0 else 0.7)
        yield from _in_line(page, line, book.letterhead, place)


def _patterns(page: PageView) -> Iterator[Clue]:
    """Yield what the beginnings of lines say: ``S:``, ``From:``, ``Dear Graham,``."""
    patterns = kind_book().patterns
    count = [0] * len(patterns)
    for line, words in zip(page.lines, page.words, strict=True):
        first = FIGURE if words and words[0][0].isdigit() else "".join(words[:1])
        for number in kind_book().by_first.get(first, ()):
            count[number] += patterns[number].begins.match(line) is not None
    for pattern, lines in zip(patterns, count, strict=True):
        if lines >= pattern.at_least:
            yield Clue(pattern.kind, pattern.points, None, pattern.begins.pattern)


def _body(*pages: PageView) -> Iterator[Clue]:
    """Yield each body phrase once; a phrase may run over a line end."""
    words = tuple(chain.from_iterable(page.own_words for page in pages))
    seen: set[tuple[DocumentKind, str]] = set()
    covered: dict[DocumentKind, int] = {}
    hits = kind_book().body.find(words)
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.words)):
        kind, points = hit.meaning
        if hit.start + hit.words <= covered.get(kind, 0):
            continue  # "adjuster" within "claims adjuster" says nothing more
        covered[kind] = hit.start + hit.words
        said = " ".join(words[hit.start : hit.start + hit.words])
        if (kind, said) not in seen:
            seen.add((kind, said))
            yield Clue(kind, points, None, said)


def _scores(clues: tuple[Clue, ...], limit: float) -> dict[DocumentKind, float]:
    """Add up: the best title counts whole, the others a little; the body is capped."""
    heads: dict[DocumentKind, list[float]] = {}
    bodies: dict[DocumentKind, float] = {}
    for clue in clues:
        if clue.line is None:
            bodies[clue.kind] = bodies.get(clue.kind, 0.0) + clue.points
        else:
            heads.setdefault(clue.kind, []).append(clue.points)
    score = {kind: max(points) for kind, points in heads.items()}
    for kind, points in heads.items():
        score[kind] += min(3.0, 0.25 * (sum(points) - max(points)))
    for kind, total in bodies.items():
        score[kind] = score.get(kind, 0.0) + min(limit, total)
    return score


def _by_file_name(name: str | None) -> DocumentKind | None:
    if not name:
        return None
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = words_of(stem.replace("_", " ").replace("-", " "))
    hits = sorted(
        kind_book().file_names.find(words), key=lambda hit: (-hit.words, hit.start)
    )
    return hits[0].meaning if hits else None
