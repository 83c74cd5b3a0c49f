"""Pictures: a sheet for each frame of a TIFF file, one for a PNG or JPEG file.

Nothing is decoded here; the words come from character recognition.  Later pictures in
a JPEG file are previews and depths that a telephone adds, never further pages.
"""

import warnings
from collections.abc import Iterator

from PIL import Image

from openimr.documents.files import FoundFile
from openimr.documents.limits import MOST_FRAMES
from openimr.documents.ocr.limits import MOST_PIXELS
from openimr.documents.pillow import DAMAGE, FORMATS
from openimr.documents.sources import Sheet, Source
from openimr.errors import TooLargeError, UnreadableFileError

_DAMAGED = "the picture is damaged"
_TOO_LARGE = f"a picture of more than {MOST_PIXELS:,} pixels"


def read_picture(file: FoundFile) -> Source:
    """Read a PNG, JPEG or TIFF file as pages that are pictures.

    Raises:
        UnreadableFileError: damaged.
        TooLargeError: more frames or pixels than are worked on.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ours are the stricter limits
        try:
            with Image.open(file.path, formats=FORMATS) as picture:
                sheets = tuple(_sheets(file, picture))
        except Image.DecompressionBombError as problem:
            raise _too_large(file) from problem
        except DAMAGE as problem:
            if getattr(problem, "errno", None) is not None:
                raise  # the disk, and not the picture
            raise UnreadableFileError(file.name, _DAMAGED) from problem
    if len(sheets) == 1 and sheets[0].problem == _TOO_LARGE:
        raise _too_large(file)
    return Source(name=file.name, sheets=sheets)


def _too_large(file: FoundFile) -> TooLargeError:
    return TooLargeError(
        file.name, "the size of its picture", f"{MOST_PIXELS:,} pixels"
    )


def _sheets(file: FoundFile, picture: Image.Image) -> Iterator[Sheet]:
    yield _sheet(picture)
    if picture.format != "TIFF":
        return
    for frame in range(1, MOST_FRAMES + 1):
        try:
            picture.seek(frame)
        except EOFError:
            return
        except Image.DecompressionBombError:
            yield Sheet(text="", problem=_TOO_LARGE)
            continue
        except DAMAGE:
            # Where the next frame begins is lost with this one.
            yield Sheet(text="", problem=f"{_DAMAGED} from here on")
            return
        yield _sheet(picture)
    raise TooLargeError(file.name, "its number of pictures", f"{MOST_FRAMES:,}")


def _sheet(picture: Image.Image) -> Sheet:
    if picture.width * picture.height > MOST_PIXELS:
        return Sheet(text="", problem=_TOO_LARGE)
    return Sheet(text="", image=True)
