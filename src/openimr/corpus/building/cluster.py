"""The same parts on a Dask cluster.

A worker of the cluster has a child of its own, so that no letter can end the worker.
The files of a part come back as bytes and are written here: the corpus needs no folder
that all machines share, and one process alone has to be safe against a kill.
"""

import atexit
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from openimr.corpus.extra import needed
from openimr.corpus.tables import SCHEMAS
from openimr.errors import InputError, OpenImrError

from .crew import Crew, Far
from .cutting import Part
from .placing import make_folders, put_part
from .records import FOLDER
from .tools import Prepare

_AHEAD = 2
"""Parts a worker that wait at the cluster; more only fill its memory."""

_SECONDS = 20
"""To find the scheduler."""


class _Own(threading.local):
    """The crew of a thread of a worker: one child, kept for all its parts."""

    def __init__(self) -> None:
        self._crews: dict[Prepare, tuple[Crew, Path]] = {}

    def crew(self, prepare: Prepare) -> tuple[Crew, Path]:
        """Return the crew, and the folder that it writes to."""
        if prepare not in self._crews:
            folder = Path(tempfile.mkdtemp(prefix="openimr-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            make_folders(folder)
            self._crews[prepare] = Crew(folder, prepare, 1), folder
        return self._crews[prepare]


_OWN = _Own()


def read_there(part: Part, prepare: Prepare) -> dict[str, bytes] | OpenImrError:
    """Return the files of a part; runs on a worker of the cluster."""
    crew, folder = _OWN.crew(prepare)
    try:
        for _ in crew.read([part], lambda _: None):
            pass
    except OpenImrError as error:
        return error
    files = {}
    for table in (*SCHEMAS, FOLDER):
        path = folder / table / f"{part.name}.parquet"
        files[table] = path.read_bytes()
        path.unlink()
    return files


class Cluster:
    """A Dask cluster at an address.

    Raises:
        InputError: dask is not installed, or no scheduler answers there.
    """

    def __init__(self, out: Path, prepare: Prepare, address: str) -> None:
        self._out, self._prepare = out, prepare
        self._dask = needed("distributed", "cluster")
        try:
            self._client: Any = self._dask.Client(address, timeout=_SECONDS)
        except (OSError, ValueError) as problem:
            raise InputError(
                f"{address}: no Dask scheduler answers there.  Check the address."
            ) from problem

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def read(self, parts: Iterable[Part], far: Far) -> Iterator[Part]:
        """Yield each part once it is on the disk; errors as of a crew."""
        waiting = iter(parts)
        workers = len(self._client.scheduler_info(n_workers=-1)["workers"]) or 1
        sent: dict[Any, Part] = {}
        soon = self._dask.as_completed(with_results=True)
        done = 0
        self._send(waiting, workers * _AHEAD, sent, soon.add)
        while sent:
            future, files = next(soon)
            part = sent.pop(future)
            if isinstance(files, OpenImrError):
                raise files
            put_part(self._out, part.name, files)
            done += part.many
            far(done)
            yield part
            self._send(waiting, 1, sent, soon.add)

    def _send(
        self,
        waiting: Iterator[Part],
        many: int,
        sent: dict[Any, Part],
        follow: Callable[[Any], None],
    ) -> None:
        for _ in range(many):
            part = next(waiting, None)
            if part is not None:
                future = self._client.submit(
                    read_there, part, self._prepare, pure=False
                )
                sent[future] = part
                follow(future)
