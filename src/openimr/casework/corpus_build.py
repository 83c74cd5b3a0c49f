"""The road of ``openimr corpus build``: letters, tables, index."""

from collections.abc import Sequence
from pathlib import Path

from openimr.corpus.building import (
    BuildOptions,
    Built,
    Report,
    Summary,
    Tools,
    build,
    summary_of,
)

from .engine import knowledge


def reading_tools() -> Tools:
    """Return what letters are read with: the knowledge that ships with the package."""
    known = knowledge()
    return Tools(known.requests.read, known.vocabulary)


def build_corpus(
    sources: Sequence[str],
    out: Path,
    options: BuildOptions = BuildOptions(),  # noqa: B008 - frozen
    report: Report = lambda *_: None,
) -> Built:
    """Read the letters at the sources into the corpus in a folder.

    Raises:
        InputError, OutputError: as for :func:`openimr.corpus.building.build`.
    """
    return build(sources, out, reading_tools, options, report)


def corpus_summary(built: Built) -> Summary:
    """Return the corpus that was built in numbers.

    Raises:
        InputError, UnreadableFileError: as for
            :func:`openimr.corpus.building.summary_of`.
    """
    return summary_of(built.corpus)
