"""``openimr corpus``: many published letters, built, searched, counted and compared."""

import typer

from .corpus_build import build
from .corpus_consistency import consistency
from .corpus_index import index
from .corpus_lint import lint
from .corpus_outcome import outcome
from .corpus_replay import replay
from .corpus_search import search
from .corpus_similar import similar
from .corpus_stats import stats

corpus = typer.Typer(
    help="Many published letters: build, search, count and compare them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
corpus.command()(build)
corpus.command()(consistency)
corpus.command()(lint)
corpus.command()(index)
corpus.command()(search)
corpus.command()(replay)
corpus.command()(similar)
corpus.command()(stats)
corpus.add_typer(outcome, name="outcome")
