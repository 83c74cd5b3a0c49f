"""The four files of a determination, all of them or none."""

from pathlib import Path

from openimr.domain import CaseFile, Determination
from openimr.errors import OutputError
from openimr.letters.placing import place_files

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

    The folder is made where there is none.  Everything is composed first, so that
    all of them are written or none.  Of a what-if only ``determination.json`` is
    written, and never beside the letter of a proposal: nobody shall take the one for
    the other.

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
        return place_files({_DATA: to_json(determination)}, _without_letter(out))
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
    return place_files(made, out)


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
