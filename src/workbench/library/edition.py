"""Which corpus is shown, and its marks for caches."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock

from django.conf import settings

from openimr import __version__
from openimr.corpus.search.indexing import index_folder
from openimr.corpus.store import MARK, Corpus, open_corpus
from openimr.errors import InputError

_TABLES = ("letters", "items", "citations")
_LONG = 16
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Edition:
    """The corpus as it stands at one moment."""

    folder: Path
    digest: str
    """Changes with what the corpus holds, and with the program that shows it."""

    changed: datetime


_Stamp = tuple[tuple[int, int, int], ...]
_last: tuple[Path, _Stamp, Edition] | None = None
_lock = Lock()


def current() -> Edition | None:
    """Return the corpus that is shown; None where the site has none.

    Costs a few looks at the file system, so that a new build is seen at once.

    Raises:
        InputError: there is no corpus in the folder, or it has no index.
        UnreadableFileError: it is damaged.
    """
    global _last  # noqa: PLW0603 - one corpus a process
    folder: Path | None = settings.CORPUS
    if folder is None:
        return None
    corpus = open_corpus(folder)
    places = _places(corpus)
    stamp = _stamp(folder, places)
    with _lock:
        if _last is None or _last[:2] != (folder, stamp):
            _last = (folder, stamp, _edition(corpus, places, stamp))
        return _last[2]


def _places(corpus: Corpus) -> list[Path]:
    """Return what changes with each build: the mark, the index, the folders."""
    folders = [corpus.folder / table for table in _TABLES]
    return [corpus.folder / MARK, index_folder(corpus) / "meta.json", *folders]


def _stamp(folder: Path, places: list[Path]) -> _Stamp:
    try:
        found = [place.stat() for place in places]
    except OSError as problem:
        raise InputError(
            f"{folder}: this corpus has no tables or no index.  "
            "Make them with openimr corpus build."
        ) from problem
    return tuple((each.st_ino, each.st_size, each.st_mtime_ns) for each in found)


def _edition(corpus: Corpus, places: list[Path], stamp: _Stamp) -> Edition:
    digest = sha256(f"{corpus.folder}\n{program()}\n".encode())
    for place in places[:2]:
        digest.update(place.read_bytes())
    if corpus.listed() is None:  # nothing but the file system tells of a change
        digest.update(repr(stamp[2:]).encode())
    newest = max(changed for *_, changed in stamp)
    when = datetime.fromtimestamp(newest // 1_000_000_000, UTC)
    return Edition(corpus.folder, digest.hexdigest()[:_LONG], when)


@cache
def program() -> str:
    """Return what changes with the code and the pages of the library."""
    digest = sha256(__version__.encode())
    ours = [path for path in _HERE.rglob("*") if path.suffix in {".py", ".html"}]
    frame = _HERE.parent / "design" / "templates" / "base.html"
    for path in [*sorted(ours), frame]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:_LONG]
