"""A process that reads parts: ``python -m openimr.corpus.building.child NOTE``.

A letter may end the process that reads it: what reads PDF is written in C.  So the
reading is done in children, which write their parts themselves and answer with a few
numbers.  Before each file a child notes its number in a file that its parent watches;
by it the parent knows who is to blame, and how far the work has come.
"""

import gc
import mmap
import os
import sys
from collections.abc import Callable
from pathlib import Path

from openimr.documents.workers.serving import limit_memory, serve
from openimr.errors import OpenImrError
from openimr.letters.read.pdf_fonts import stand_in

from .entries import unpack
from .placing import put_part
from .reading import Reader
from .tools import Prepare
from .wire import NOTE, Answer, Order, carried, understood

_MOST_MEGABYTES = 3_000
"""Addresses, not memory: libraries reserve far more than they use."""

_SWEEP_AFTER = 200_000
"""Objects made before the collector looks for cycles: letters hold none, PDFs few."""


class Child:
    """Carries out orders; what it prepared for one serves for all."""

    def __init__(self, told: Callable[[int], None]) -> None:
        self._told = told
        self._readers: dict[Prepare, Reader] = {}
        self._parent = os.getppid()

    def answer(self, line: str) -> str:
        """Carry out an order; an error of ours is an answer too."""
        order = understood(line)
        assert isinstance(order, Order)  # noqa: S101 - nobody else writes to us
        try:
            self._carry_out(order)
        except OpenImrError as error:
            return carried(Answer(error))
        return carried(Answer())

    def _carry_out(self, order: Order) -> None:
        files = self._reader(order.prepare).read(
            unpack(order.packed), order.ended, self._told
        )
        if os.getppid() == self._parent:  # else nobody waits for it any more
            put_part(Path(order.out), order.name, files)

    def _reader(self, prepare: Prepare) -> Reader:
        if prepare not in self._readers:
            gc.disable()  # what is prepared stays
            self._readers[prepare] = Reader(prepare())
            gc.freeze()
            gc.set_threshold(_SWEEP_AFTER, 20, 100)
            gc.enable()
        return self._readers[prepare]


def main() -> None:
    """Answer orders until there are no more."""
    limit_memory(_MOST_MEGABYTES)
    stand_in()
    with Path(sys.argv[1]).open("r+b") as file:
        note = mmap.mmap(file.fileno(), NOTE.size)
        serve(Child(lambda number: NOTE.pack_into(note, 0, number)).answer)


if __name__ == "__main__":
    main()
