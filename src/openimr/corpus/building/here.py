"""Parts read in this process: for stores that live in it, and to follow a build."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from .crew import Far
from .cutting import Part
from .placing import put_part
from .reading import Reader
from .tools import Prepare


class Here:
    """This process, as a crew of nobody else."""

    def __init__(self, out: Path, prepare: Prepare) -> None:
        self._out = out
        self._reader = Reader(prepare())

    def __enter__(self) -> "Here":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def read(self, parts: Iterable[Part], far: Far) -> Iterator[Part]:
        """Yield each part once it is on the disk."""
        done = 0
        for part in parts:
            files = self._reader.read(part.entries, told=lambda n, d=done: far(d + n))  # type: ignore[misc]
            put_part(self._out, part.name, files)
            done += part.many
            yield part
