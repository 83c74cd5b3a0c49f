"""Invented pages as a scanner, a fax or a tired copier would hand them in.

The pages are typeset from ``tests/documents/ocr/sheets``, where the text of each stands
beside it.  All noise comes from a seed, so that a page is the same in every run.
"""

import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typst
from PIL import Image, ImageChops, ImageDraw, ImageFilter

SHEETS = Path(__file__).parent.parent / "tests" / "documents" / "ocr" / "sheets"
LETTER = (612.0, 792.0)
"""Points of a letter page."""

_MIDDLE = 128
_GRAIN = 42.5
"""Spread of the mean of three evenly spread bytes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and what it says, in reading order."""

    name: str
    source: bytes
    text: str

    def picture(self, dpi: float = 200) -> Image.Image:
        """Return the page as it leaves the printer, in grey."""
        png = typst.compile(self.source, format="png", ppi=dpi)
        if not isinstance(png, bytes):
            raise TypeError(f"{self.name} has more than one page")
        return Image.open(io.BytesIO(png)).convert("L")


def sheets(folder: Path = SHEETS) -> Sequence[Sheet]:
    """Return every page of a folder with its text."""
    return [
        Sheet(
            path.stem,
            path.read_bytes(),
            path.with_suffix(".txt").read_text(encoding="utf-8"),
        )
        for path in sorted(folder.glob("*.typ"))
    ]


def clean(sheet: Sheet, seed: int = 1) -> Image.Image:
    """Return a scan at 200 dpi, kept as a JPEG."""
    return _jpeg(_noisy(sheet.picture(), 8, seed), 60)


def skewed(sheet: Sheet, seed: int = 1) -> Image.Image:
    """Return a scan of a page fed in one to three degrees askew."""
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    angle = chance.choice((-1, 1)) * chance.uniform(1, 3)
    turned = sheet.picture().rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return _jpeg(_noisy(turned, 10, seed), 60)


def faxed(sheet: Sheet, seed: int = 1) -> Image.Image:
    """Return a fax of fine quality: two tones, ragged edges, dots and a streak."""
    soft = sheet.picture(204).filter(ImageFilter.GaussianBlur(0.6))
    page = _two_tone(_noisy(soft, 36, seed))
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    brush = ImageDraw.Draw(page)
    for _ in range(300):
        brush.point((chance.randrange(page.width), chance.randrange(page.height)), 0)
    across = chance.randrange(page.width)
    brush.line((across, 0, across, page.height), 0)
    return page


def faxed_coarsely(sheet: Sheet, seed: int = 1) -> Image.Image:
    """Return a fax of standard quality, 204 by 98 dots an inch, made square again."""
    fine = sheet.picture(204)
    half = fine.resize((fine.width, fine.height * 98 // 204), Image.Resampling.BOX)
    return _two_tone(_noisy(half, 22, seed)).resize(fine.size, Image.Resampling.BICUBIC)


def faint(sheet: Sheet, seed: int = 1) -> Image.Image:
    """Return a scan of pale print on grey paper, kept as a poor JPEG."""
    pale = sheet.picture().point([110 + level * 115 // 255 for level in range(256)])
    return _jpeg(_noisy(pale, 9, seed), 35)


KINDS: Mapping[str, Callable[[Sheet, int], Image.Image]] = {
    "scan": clean,
    "skewed scan": skewed,
    "faint scan": faint,
    "fine fax": faxed,
    "coarse fax": faxed_coarsely,
}
"""Ways a page can come in, best first."""


def words(text: str) -> list[str]:
    """Return the words of a text, boxes to tick as one each.

    >>> words("Denied: [ ] no   [X] yes")
    ['Denied:', '[_]', 'no', '[X]', 'yes']
    """
    return text.replace("[ ]", "[_]").split()


def word_errors(truth: Sequence[str], read: Sequence[str]) -> int:
    """Return how many words must be put in, taken out or changed.

    >>> word_errors("no pain at rest".split(), "pain at best".split())
    2
    """
    before = list(range(len(read) + 1))
    for number, word in enumerate(truth, start=1):
        row = [number]
        for place, other in enumerate(read, start=1):
            changed = before[place - 1] + (word != other)
            row.append(min(before[place] + 1, row[-1] + 1, changed))
        before = row
    return before[-1]


def _noisy(picture: Image.Image, spread: float, seed: int) -> Image.Image:
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    grain = [
        Image.frombytes(
            "L", picture.size, chance.randbytes(picture.width * picture.height)
        )
        for _ in range(3)
    ]
    evened = Image.blend(Image.blend(grain[0], grain[1], 1 / 2), grain[2], 1 / 3)
    share = spread / _GRAIN
    curve = [round((level - _MIDDLE) * share) + _MIDDLE for level in range(256)]
    return _added(picture, evened.point(curve))


def _added(picture: Image.Image, noise: Image.Image) -> Image.Image:
    return ImageChops.add(picture, noise, 1, -_MIDDLE)


def _two_tone(picture: Image.Image) -> Image.Image:
    return picture.point([255 if level > 150 else 0 for level in range(256)])


def _jpeg(picture: Image.Image, quality: int) -> Image.Image:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=quality)
    return Image.open(kept).convert("L")
