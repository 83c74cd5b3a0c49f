"""The Composition: the letter, section by section, as narrative people can read."""

import html
import re
from collections.abc import Iterable, Mapping
from typing import get_type_hints

from openimr.domain import Determination

from .content import Section
from .elements import Element, Json, entries_of
from .extensions import read_field, written
from .fitting import fits_text, well_formed
from .holding import extend, extension_url
from .knowledge import places
from .parties import reviewers
from .parts import Making, coded, day_of, known, signed

_XHTML = '<div xmlns="http://www.w3.org/1999/xhtml">'
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNTITLED = "Section"
_DRAFT = "Proposed determination (draft)"
_FINAL = "Final determination"


def write_composition(making: Making) -> None:
    """Make the Composition: the letter's sections, and the summary with its evidence.

    The narrative is made from what other resources hold and is not read back.
    """
    content = making.content
    final = signed(content)
    authors = [making.to(part) for part in reviewers(content)]
    made = making.start(
        "Composition",
        "composition",
        status="final" if final else "preliminary",
        type=coded(places().url("CodeSystem/composition"), "imr-determination"),
        subject=making.to("patient"),
        author=list(authors) or [making.to("device")],
        title=_FINAL if final else _DRAFT,
    )
    known(made, "date", day_of(content))
    summary = content.determination.summary
    extend(made, written(extension_url(Determination, "summary"), summary))
    sections = [_section(each) for each in content.sections if each.paragraphs]
    if sections:
        made["section"] = list(sections)


def _section(section: Section) -> Element:
    title = _printable(section.title)
    return {
        "title": title if fits_text(title) else _UNTITLED,
        "text": {"status": "generated", "div": _div(section.paragraphs)},
    }


def _div(paragraphs: Iterable[str]) -> str:
    """Return paragraphs as the small part of XHTML that a narrative may use.

    >>> _div(["Pain < 4/10."]).removeprefix(_XHTML)
    '<p>Pain &lt; 4/10.</p></div>'
    """
    said = (html.escape(_printable(each), quote=False) for each in paragraphs)
    return f"{_XHTML}{''.join(f'<p>{each}</p>' for each in said)}</div>"


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", well_formed(text))


def read_summary(resources: Mapping[str, Element]) -> Json:
    """Return the summary of the case as plain JSON.

    Raises:
        InterchangeError: an extension is none that was written.
    """
    return read_field(
        entries_of(resources["composition"], "extension"),
        extension_url(Determination, "summary"),
        get_type_hints(Determination)["summary"],
    )
