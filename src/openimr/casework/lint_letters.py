"""Check letters and determinations for plain errors, with the records or without."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openimr.documents import ReadingOptions
from openimr.domain import Determination, LintFinding
from openimr.errors import OpenImrError
from openimr.letters.read import find_letters, read_file
from openimr.lint import as_letter, check_boilerplate, lint

from .engine import knowledge
from .input_files import read_determination
from .lint_subject import CaseAtHand, at_hand, subject_of
from .reading import read_letters
from .review_case import review_case

_AS_USUAL = ReadingOptions()
_TRIED = 3
"""Files of a folder that are opened to tell letters from records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """One letter or determination, and what the checks found."""

    source: str
    findings: tuple[LintFinding, ...]


def lint_places(
    places: Sequence[str],
    on_error: Callable[[OpenImrError], None],
    case: CaseAtHand | None = None,
    reading: ReadingOptions = _AS_USUAL,
) -> Iterator[Linted]:
    """Yield whatever stands at the places, checked: letters, determinations, cases.

    A ``.json`` file is a determination of ours; a file or folder whose first files read
    as letters holds letters; anything else is a case file, which is reviewed.  What
    cannot be read is handed to ``on_error``.
    """
    letters: list[str] = []
    for place in places:
        path = Path(place)
        try:
            if path.suffix.lower() == ".json":
                yield lint_file(path, case)
            elif not path.exists() or _holds_letters(path):
                letters.append(place)
            else:
                yield lint_case(path, reading)
        except OpenImrError as error:
            on_error(error)
    if letters:
        yield from lint_letters(letters, on_error, case)


def _holds_letters(path: Path) -> bool:
    """Tell whether the first file that can be read has the layout of a letter."""
    recognise = knowledge().requests.read
    try:
        found = find_letters([str(path)])
    except OpenImrError:
        return False
    for each in found[:_TRIED]:
        try:
            return read_file(each, recognise).format is not None
        except OpenImrError:
            continue
    return False


def lint_letters(
    places: Sequence[str],
    on_error: Callable[[OpenImrError], None],
    case: CaseAtHand | None = None,
) -> Iterator[Linted]:
    """Yield each published letter under files, folders and globs, checked.

    With a case file its records are the measure, without one the letter's own summary.

    Raises:
        InputError: a place does not exist, or holds no letters at all.
    """
    letters = list(read_letters(places, on_error))
    repeated: dict[str, list[LintFinding]] = {}
    for source, finding in check_boilerplate(letters):
        repeated.setdefault(source, []).append(finding)
    for letter in letters:
        found = lint(subject_of(letter, case))
        again = tuple(repeated.get(letter.source, ()))
        yield Linted(source=letter.source, findings=(*found, *again))


def lint_determination(
    determination: Determination, source: str, case: CaseAtHand | None = None
) -> Linted:
    """Check a determination of ours, with its working."""
    letter = as_letter(determination)
    subject = subject_of(letter, case, determination)
    return Linted(source=source, findings=lint(subject))


def lint_file(path: Path, case: CaseAtHand | None = None) -> Linted:
    """Check a ``determination.json``.

    Raises:
        MissingInputError: there is no such file.
        EmptyInputError: nothing is in it.
        UnreadableFileError: it cannot be read, or breaks the contract.
    """
    return lint_determination(read_determination(path), path.name, case)


def lint_case(path: Path, reading: ReadingOptions = _AS_USUAL) -> Linted:
    """Review a case file and check the proposal against its own records.

    Raises:
        InputError, NoDisputeError, NoRequestDateError: as for ``review_case``.
    """
    reviewed = review_case(path, None, reading)
    case = at_hand(reviewed.case, reviewed.dispute, reviewed.records)
    return lint_determination(reviewed.determination, reviewed.case.name, case)
