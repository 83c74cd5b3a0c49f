"""Letters of our own layouts, read by their headings, tables and lists.

A tagged PDF or a Word file says what is a heading, a table and a list.  A letter whose
sections are headed as a template of ``data/templates`` heads them is read by these; the
same letter without its structure is read as published letters are, from its bare text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from openimr.domain import (
    Letter,
    LetterCase,
    LetterItem,
    LetterQuote,
    LetterWarning,
    Span,
)
from openimr.letters.template import Template, template, template_names

from .odd_dates import odd_dates
from .outline import Part, PartKind, text_by
from .own_items import items_of
from .own_tables import (
    case_of,
    documents_of,
    is_of_case,
    outcomes_of,
    quotes_of,
    reviewer_of,
)
from .reading import Recognise
from .sheet import Sheet
from .worker import find_age, find_sex

_FRONT = "front"
_GROUP_LEVEL = 2
_ITEM = re.compile(r"Item (\d+): ")
_NO_SUMMARY = "[no summary has been written yet]"

Sections = Mapping[str, list[Part]]
"""Parts by the name of their section; those before all headings are ``front``."""


def own_template(parts: Sequence[Part]) -> Template | None:
    """Return the template by which a letter's sections are headed."""
    heads = [part.words for part in parts if _is_section(part)]
    for name in template_names():
        known = template(name)
        order = known.order()
        if tuple(head for head in heads if head in order) == order:
            return known
    return None


def may_be_own(text: str) -> bool:
    """Tell whether a text has the headings of a template somewhere."""
    return any(
        all(heading in text for heading in template(name).order())
        for name in template_names()
    )


def _is_section(part: Part) -> bool:
    return part.kind is PartKind.HEADING and part.level == 1


def read_own(
    parts: Sequence[Part], layout: Template, source: str, recognise: Recognise
) -> Letter:
    """Return a letter of one of our own layouts as data.

    Args:
        parts: the letter's parts, placed; spans are places in their text.
        layout: the template that its headings follow.
        source: the name of the file, for the record.
        recognise: splits the words of a request into what they ask for.
    """
    text = text_by(parts)
    sheet = Sheet(text, text, ())
    sections = _sections(parts, layout)
    organisation, address = _head(sections[_FRONT])
    case, places = case_of(sections[_FRONT])
    summary = _body(sections, layout, "summary")
    said = " ".join(part.words for part in summary)
    groups = _groups(sections.get("appendix", []))
    panel = _groups(sections["reviewer"])
    items = [*items_of(sheet, _body(sections, layout, "items"), recognise)]
    return Letter(
        source=source,
        format=layout.format,
        case=_told(case, said),
        reviewer=None if panel else reviewer_of(sections["reviewer"]),
        summary_text=said if said and said != _NO_SUMMARY else None,
        items=_completed(items, outcomes_of(sections[_FRONT]), groups),
        warnings=_warnings(items, text),
        spans=_spans(places, summary),
        organisation=organisation,
        address=address,
        draft="notes" in sections,
        documents=documents_of(sections["documents"]),
        documents_reviewed=tuple(
            row.words for row in sections["documents"] if row.kind is PartKind.ROW
        ),
        page_notes=tuple(
            part.words for part in sections["documents"] if part.kind is PartKind.ITEM
        ),
        panel=tuple(
            credentials
            for group in panel.values()
            if (credentials := reviewer_of(group)) is not None
        ),
        quotes=next(
            (
                quotes_of(group)
                for name, group in groups.items()
                if not _ITEM.match(name)
            ),
            (),
        ),
    )


def _quoted_in_summary(groups: Mapping[str, list[Part]]) -> tuple[LetterQuote, ...]:
    """Return the quotes of the appendix's first table, which belongs to no item."""
    first = (parts for name, parts in groups.items() if not _ITEM.match(name))
    return quotes_of(next(first, ()))


def _sections(parts: Sequence[Part], layout: Template) -> Sections:
    named = {heading: name for name, heading in layout.headings.items()}
    found: dict[str, list[Part]] = {_FRONT: []}
    current = _FRONT
    for part in parts:
        if _is_section(part):
            current = named.get(part.words, part.words)
            found.setdefault(current, [])
        else:
            found[current].append(part)
    return found


def _body(sections: Sections, layout: Template, name: str) -> list[Part]:
    """Return a section's parts without its lead."""
    parts = sections[name]
    lead = layout.leads.get(name)
    return parts[1:] if parts and parts[0].words == lead else parts


def _groups(parts: Sequence[Part]) -> dict[str, list[Part]]:
    """Return the parts below each heading of the second level, by its words."""
    found: dict[str, list[Part]] = {}
    current: list[Part] = []
    for part in parts:
        if part.kind is PartKind.HEADING and part.level == _GROUP_LEVEL:
            current = found.setdefault(part.words, [])
        else:
            current.append(part)
    return found


def _head(front: Sequence[Part]) -> tuple[str | None, tuple[str, ...]]:
    """Return organisation and address: the lines above the title."""
    lines: list[str] = []
    for part in front:
        if part.kind is PartKind.TITLE or is_of_case(part):
            break
        lines.append(part.words)
    return (lines[0] if lines else None), tuple(lines[1:])


def _told(case: LetterCase, summary: str) -> LetterCase:
    """Add what only the summary tells of the worker."""
    aged = find_age(summary)
    sex = find_sex(summary, aged[2] if aged else None) if summary else None
    return replace(case, age=aged[0] if aged else None, sex=sex[0] if sex else None)


def _completed(
    items: Sequence[LetterItem],
    outcomes: Sequence[str | None],
    groups: Mapping[str, list[Part]],
) -> tuple[LetterItem, ...]:
    """Add to each item what stands elsewhere: the result table and the appendix."""
    quoted: dict[int, tuple[LetterQuote, ...]] = {}
    for name, parts in groups.items():
        if (match := _ITEM.match(name)) is not None:
            quoted[int(match[1])] = quotes_of(parts)
    same = len(outcomes) == len(items)
    return tuple(
        replace(
            item,
            ur_outcome=outcomes[place] if same else None,
            quotes=quoted.get(place + 1, ()),
        )
        for place, item in enumerate(items)
    )


def _warnings(items: Sequence[LetterItem], text: str) -> tuple[LetterWarning, ...]:
    missing = LetterWarning(code="no-items", message="No disputed item was found.")
    return (*(() if items else (missing,)), *odd_dates(text))


def _spans(
    places: Mapping[str, Span], summary: Sequence[Part]
) -> tuple[tuple[str, Span], ...]:
    found = [(f"case.{name}", span) for name, span in places.items()]
    if summary:
        found.append(("summary_text", Span(summary[0].start, summary[-1].end)))
    return tuple(found)
