"""The four files of a determination, all of them or none."""

import tempfile
from pathlib import Path

from openimr.domain import CaseFile, Determination
from openimr.errors import OutputError

from .content import compose
from .contract import to_json
from .docx import docx_bytes
from .evidence import evidence_html
from .letterhead import Letterhead
from .pdf import pdf_bytes

_NEUTRAL = Letterhead()
_DATA = "determination.json"
_OF_A_PROPOSAL = ("letter.pdf", "letter.docx", "evidence.html")


def write_all(  # noqa: PLR0913 - one a choice that users have
    determination: Determination,
    case: CaseFile,
    out: Path,
    letterhead: Letterhead = _NEUTRAL,
    *,
    patient: str | None = None,
    format: str = "modern",
    appendix: bool = False,
) -> tuple[Path, ...]:
    """Write ``determination.json``, ``letter.pdf``, ``letter.docx``, ``evidence.html``.

    The folder is made where there is none.  Everything is composed first, then
    written beside the final names, then renamed, so that nobody ever meets half a
    file.  Of a what-if only ``determination.json`` is written, and never beside the
    letter of a proposal: nobody shall take the one for the other.

    Args:
        determination: what was decided, or is proposed.
        case: the case file it was made from; its pages are shown as evidence.
        out: folder for the files; files of the same names are replaced.
        letterhead: whose letter it is.
        patient: the worker's name, kept out of the letter wherever it comes up.
        format: name of a template of ``data/templates``.
        appendix: whether the letter ends with the quotes that it rests on.

    Returns:
        The paths written, in the order above.

    Raises:
        UnknownKeyError: there is no template of that name.
        PanelError: the votes of several reviewers do not fit together.
        OutputError: the folder cannot be made or written, a folder has the name of
            a file, or a what-if would stand beside the letter of a proposal.
    """
    if determination.what_if:
        return _placed({_DATA: to_json(determination)}, _without_letter(out))
    content = compose(
        determination, letterhead, patient=patient, format=format, appendix=appendix
    )
    pages = {(page.file, page.number): page.text for page in case.pages}
    made = {
        _DATA: to_json(determination),
        "letter.pdf": pdf_bytes(content),
        "letter.docx": docx_bytes(content),
        "evidence.html": evidence_html(determination, pages),
    }
    return _placed(made, out)


def _without_letter(out: Path) -> Path:
    """Return a folder for a what-if, after making sure that no proposal is there."""
    for name in _OF_A_PROPOSAL:
        if _is_there(out / name):
            problem = f"it is a what-if and {name} of a proposal is there"
            raise OutputError(out, problem)
    return out


def _is_there(target: Path) -> bool:
    try:
        return target.exists()
    except (OSError, ValueError):
        return False


def _placed(made: dict[str, bytes], out: Path) -> tuple[Path, ...]:
    targets = tuple(out / name for name in made)
    for target in targets:
        if _is_folder(target):
            raise OutputError(target, "a folder of that name is in the way")
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".openimr-", dir=out) as name:
            beside = Path(name)
            for file, data in made.items():
                (beside / file).write_bytes(data)
            for target in targets:
                (beside / target.name).replace(target)
    except FileExistsError:
        raise OutputError(out, "it is a file, not a folder") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        problem = getattr(error, "strerror", None) or "the path is not a valid one"
        raise OutputError(out, problem.lower()) from None
    return targets


def _is_folder(target: Path) -> bool:
    try:
        return target.is_dir()
    except (OSError, ValueError):
        return False
