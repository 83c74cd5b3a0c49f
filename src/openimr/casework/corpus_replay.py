"""The road of ``openimr corpus replay``: a corpus through the engine."""

from pathlib import Path

from openimr import __version__
from openimr.corpus.replay.replayed import Bench, Replayed, Status
from openimr.corpus.replay.report import ReplayReport, report_of
from openimr.corpus.replay.run import Ran, ReplayOptions, Report, replay_corpus
from openimr.corpus.store import open_corpus
from openimr.domain import Letter, Verdict

from .engine import knowledge
from .replay import Heard, hear


def plain_bench() -> Bench:
    """Return what letters are replayed with, their rationales unread."""
    return Bench(recognise=knowledge().requests.read, replay=_plain)


def explaining_bench() -> Bench:
    """Return what letters are replayed with, to say why each disagreement is one."""
    return Bench(recognise=knowledge().requests.read, replay=_explaining)


def _plain(letter: Letter) -> tuple[Replayed, ...]:
    return tuple(map(_replayed, hear(letter, explained=False)))


def _explaining(letter: Letter) -> tuple[Replayed, ...]:
    return tuple(map(_replayed, hear(letter, explained=True)))


def replay_letters(
    folder: Path,
    options: ReplayOptions = ReplayOptions(),  # noqa: B008 - frozen
    report: Report = lambda *_: None,
    *,
    explained: bool = False,
) -> Ran:
    """Put every letter of the corpus in a folder before the engine.

    ``explained`` adds one sentence to each disagreement and tells those apart that the
    letter's own rationale resolves; it takes about half as long again.

    Raises:
        InputError, OutputError: as for ``openimr.corpus.replay.run.replay_corpus``.
    """
    engine = f"{__version__} {knowledge().library.edition} explained={explained}"
    prepare = explaining_bench if explained else plain_bench
    return replay_corpus(open_corpus(folder), prepare, engine, options, report)


def replay_report(folder: Path) -> ReplayReport:
    """Return what the replay of the corpus in a folder tells.

    Raises:
        InputError: there is no corpus, or it has not been replayed.
    """
    return report_of(open_corpus(folder))


def _replayed(heard: Heard) -> Replayed:
    item, proposal = heard.item, heard.proposal
    return Replayed(
        treatment=item.details.treatment,
        published=item.decision,
        proposed=proposal.decision if proposal else None,
        decided_by=proposal.decided_by if proposal else None,
        same_guideline=heard.same_guideline,
        contradicted=heard.facts(Verdict.NOT_MET),
        not_held=heard.facts(Verdict.NOT_DOCUMENTED),
        cause=heard.cause,
        drivers=heard.drivers,
        explained=heard.explained,
        criteria=_criteria(heard),
    )


def _criteria(heard: Heard) -> tuple[Status, ...]:
    return tuple(
        Status(
            guideline=rule.guideline,
            rule=rule.id,
            fact=rule.fact,
            required=rule.required,
            status=rule.status,
            role=rule.role,
        )
        for rule in (heard.proposal.criteria if heard.proposal else ())
    )
