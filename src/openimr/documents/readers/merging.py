"""Put what lies on a page where it lies among the lines of the page.

The words of the text layer keep their order and their characters; pieces are only
ever put between two of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openimr.domain import AddedText, Box

from .display import around
from .fields import NOT_TICKED
from .layer import Word
from .pieces import Manner, Piece
from .rows import above, calls, label_of, line_ends, off_row

_CELL = "    "
"""Between an answer and the next label of its row, as between the cells of a table."""

_MOST_PAIRS = 4_000_000
"""Words times pieces of a page; a full form has a twentieth."""

_OPTION = 40.0
"""Points between a box and the words of its option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Insertion:
    """What goes between two words of the layer."""

    at: int
    own_line: bool
    order: tuple[float, float]
    before: str
    pieces: tuple[tuple[str, Piece], ...]
    after: str


def merged(
    text: str, words: Sequence[Word], pieces: Iterable[Piece]
) -> tuple[str, tuple[AddedText, ...]]:
    """Return the text of a page with what lies on it, and where that now stands."""
    found = list(pieces)
    if len(found) * len(words) > _MOST_PAIRS:
        words = []  # no form has as many; its pieces then stand before its text
    wanted = [piece for piece in found if not _idle(piece, words)]
    insertions: list[_Insertion] = []
    loose: list[Piece] = []
    for piece in wanted:
        inline = _inline(text, words, piece)
        if inline is not None:
            insertions.append(inline)
        else:
            loose.append(piece)
    insertions += _lines(text, words, loose)
    insertions.sort(key=lambda one: (one.at, one.own_line, one.order))
    return _joined(text, insertions)


def own_offsets(
    text: str, whole: str, added: Sequence[AddedText]
) -> Iterator[tuple[int, int]]:
    """Yield where each written character of the layer stands in the merged text.

    Only blanks are ever put beside a piece, so the written characters that are not
    its own are those of the layer, in their order.
    """
    pieces = iter(added)
    piece = next(pieces, None)
    before = 0
    for after, character in enumerate(whole):
        while piece is not None and after >= piece.end:
            piece = next(pieces, None)
        if character.isspace() or (piece is not None and after >= piece.start):
            continue
        while text[before].isspace():
            before += 1
        yield before, after
        before += 1


def _joined(
    text: str, insertions: Sequence[_Insertion]
) -> tuple[str, tuple[AddedText, ...]]:
    parts: list[str] = []
    added: list[AddedText] = []
    length = at = 0
    for one in insertions:
        lead = one.before if length or one.at else ""
        parts += [text[at : one.at], lead]
        length += one.at - at + len(lead)
        at = one.at
        for number, (words, piece) in enumerate(one.pieces):
            between = _CELL if number else ""
            start = length + len(between)
            length = start + len(words)
            parts += [between, words]
            added.append(
                AddedText(start=start, end=length, origin=piece.origin, box=piece.box)
            )
        parts.append(one.after)
        length += len(one.after)
    return "".join((*parts, text[at:])), tuple(added)


def _idle(piece: Piece, words: Sequence[Word]) -> bool:
    """Tell whether the page says it already, or it says nothing by itself."""
    if piece.manner is Manner.MARK or (piece.text == NOT_TICKED and not words):
        return True
    said = _bare(piece.text)
    if piece.box is None:
        return False
    if piece.manner is Manner.TICK:
        return piece.text != NOT_TICKED and _within(words, piece.box) in ("x", "\u2713")
    if piece.manner is Manner.LINE:
        return bool(said) and said in _bare(" ".join(_over(words, piece.box)))
    return bool(said) and said in _within(words, piece.box)


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c == "\u2713").casefold()


def _within(words: Sequence[Word], box: Box) -> str:
    """Return the letters of the layer that stand in a box; here as marks."""
    return _bare(" ".join(_over(words, box)))


def _over(words: Sequence[Word], box: Box) -> Iterator[str]:
    for word in words:
        across = (word.box[0] + word.box[2]) / 2
        down = (word.box[1] + word.box[3]) / 2
        if box[0] - 2 <= across <= box[2] + 2 and box[1] - 2 <= down <= box[3] + 2:
            yield word.text


def _inline(text: str, words: Sequence[Word], piece: Piece) -> _Insertion | None:
    if piece.box is None or piece.manner in (Manner.LINE, Manner.MARK):
        return None
    if piece.manner is Manner.TICK:
        return _beside(text, words, piece, piece.box)
    label = label_of(words, piece.box)
    if label is None:
        return None
    if piece.manner is Manner.WRITTEN and not calls(label, piece.box):
        return None
    rest = text[label.end :].split("\n", 1)[0].strip()
    shown = " ".join(piece.text.split()) if rest else piece.text
    return _Insertion(
        at=label.end,
        own_line=False,
        order=(piece.box[0], piece.box[1]),
        before=" ",
        pieces=((shown, piece),),
        after=_CELL[1:] if rest else "",
    )


def _beside(
    text: str, words: Sequence[Word], piece: Piece, box: Box
) -> _Insertion | None:
    """Put a box before the words to its right, or after those to its left."""
    row = [word for word in words if off_row(word.box, box) <= 2]
    middle = (box[0] + box[2]) / 2
    after = [w for w in row if w.box[0] >= middle - 1 and w.box[0] - box[2] <= _OPTION]
    before = [w for w in row if w.box[0] < middle - 1 and box[0] - w.box[2] <= _OPTION]
    right = min(after, key=lambda w: (w.box[0], w.start), default=None)
    left = max(before, key=lambda w: (w.box[2], w.start), default=None)
    if right is not None and (left is None or _closer(right, left, box)):
        at, lead, trail = right.start, "", " "
    elif left is not None:
        at, lead = left.end, " "
        trail = "" if text[at : at + 1].isspace() or at == len(text) else " "
    else:
        return None
    return _Insertion(
        at=at,
        own_line=False,
        order=(box[0], box[1]),
        before=lead,
        pieces=((piece.text, piece),),
        after=trail,
    )


def _closer(right: Word, left: Word, box: Box) -> bool:
    return right.box[0] - box[2] <= box[0] - left.box[2] + 1


def _lines(
    text: str, words: Sequence[Word], pieces: Sequence[Piece]
) -> Iterator[_Insertion]:
    placed = sorted(
        (piece for piece in pieces if piece.box is not None),
        key=lambda piece: (piece.box or (0, 0, 0, 0))[1::-1],
    )
    ends = line_ends(text, words)
    for row in _rows(placed):
        box = around(piece.box for piece in row if piece.box is not None)
        at = above(ends, box)
        yield _own_line(at, (box[1], box[0]), row)
    for number, piece in enumerate(p for p in pieces if p.box is None):
        yield _own_line(len(text), (float("inf"), number), [piece])


def _own_line(at: int, order: tuple[float, float], row: list[Piece]) -> _Insertion:
    row.sort(key=lambda piece: piece.box or (0.0, 0.0, 0.0, 0.0))
    return _Insertion(
        at=at,
        own_line=True,
        order=order,
        before="\n" if at else "",
        pieces=tuple((_labelled(piece), piece) for piece in row),
        after="" if at else "\n",
    )


def _labelled(piece: Piece) -> str:
    if not piece.label:
        return piece.text
    if piece.manner is Manner.TICK:
        return f"{piece.text} {piece.label}"
    return f"{piece.label}: {piece.text}"


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return the pieces that share a row together; lines of notes stay alone."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        last = rows[-1][0] if rows else None
        if last is not None and _share_row(last, piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _share_row(first: Piece, second: Piece) -> bool:
    if first.box is None or second.box is None or "\n" in first.text + second.text:
        return False
    if Manner.LINE in (first.manner, second.manner):
        return False
    overlap = min(first.box[3], second.box[3]) - max(first.box[1], second.box[1])
    apart = first.box[2] <= second.box[0] + 2 or second.box[2] <= first.box[0] + 2
    height = min(first.box[3] - first.box[1], second.box[3] - second.box[1])
    return apart and overlap > 0.5 * height
