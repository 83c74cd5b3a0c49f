"""``openimr corpus index``: the search index made from the tables by hand."""

import sys
from typing import Annotated

import typer

from .corpus_folder import Folder


def index(
    *,
    corpus: Folder,
    anew: Annotated[
        bool, typer.Option("--anew", help="Make the whole index anew.")
    ] = False,
) -> None:
    """Bring the search index up to the tables of a corpus.

    A build does this at its end.  By hand it is needed where the build left the index
    out, or where the index is damaged; it can always be made anew.
    """
    from openimr.casework.corpus_search import index_corpus

    if sys.stderr.isatty():
        from .progress import bars

        with bars() as report:
            done = index_corpus(
                corpus, lambda now, of: report("indexing", now, of), anew=anew
            )
    else:
        done = index_corpus(corpus, lambda *_: None, anew=anew)
    typer.echo(
        f"{_many(done.items, 'item')} of {_many(done.parts, 'part')} taken in; "
        f"{_many(done.dropped, 'part')} taken out."
    )


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
