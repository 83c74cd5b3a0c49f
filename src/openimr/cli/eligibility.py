"""``openimr eligibility``: every ground and every record of a case, tested."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .clock_options import DEFAULT_PROGRAMME, Events, Programme, Today, day_of
from .reading import Case, NoOcr, NoOcrCache, OcrCache, reading

if TYPE_CHECKING:
    from openimr.casework.eligibility import CaseEligibility
    from openimr.domain.eligibility import GroundAnswer, RecordAnswer

Notice = Annotated[
    Path | None,
    typer.Option(
        "--notice",
        metavar="FILE.txt",
        help="Write the draft of a notice to the parties.",
        show_default=False,
    ),
]


def eligibility(  # noqa: PLR0913 - one a flag of the command
    case: Case,
    today: Today = None,
    events: Events = None,
    notice: Notice = None,
    *,
    programme: Programme = DEFAULT_PROGRAMME,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every answer with its data as JSON.")
    ] = False,
    no_ocr: NoOcr = False,
    ocr_cache: OcrCache = None,
    no_ocr_cache: NoOcrCache = False,
) -> None:
    """Test an application against all grounds, and the file against its records.

    Nothing stops at the first failure, and what cannot be told is said to be so.
    """
    from openimr.casework.eligibility import case_eligibility
    from openimr.letters.placing import write_file

    day = day_of(today, programme)
    with reading(no_ocr=no_ocr, cache=ocr_cache, no_cache=no_ocr_cache) as options:
        found = case_eligibility(
            case, day, events=events, programme=programme, reading=options
        )
    if notice is not None:
        write_file(notice, found.notice.encode())
    if as_json:
        from .output import print_json

        print_json(_object(found))
        return
    _show(found)


def _object(found: "CaseEligibility") -> dict[str, object]:
    from .clock_lines import plain

    return {
        "programme": found.screening.programme,
        "case": found.known.case.name,
        "outcome": found.screening.outcome.value,
        "key": found.screening.key,
        "grounds": plain(found.screening.answers),
        "packet": plain(found.packet),
        "fields_not_found": list(found.fields_not_found),
        "named_not_found": plain(found.named_not_found),
    }


def _show(found: "CaseEligibility") -> None:
    from .output import console, index

    screen = console()
    name = found.known.case.name
    outcome = found.screening.outcome.value
    screen.print(f"{name}: {outcome}", markup=False)
    heads = ("ground", "answer", "effect", "what, on what record, by which rule")
    screen.print(index("", heads, map(_ground, found.screening.answers)))
    heads = ("record", "presence", "due", "what was found, by which rule")
    screen.print(index("", heads, map(_record, found.packet.answers)))
    for line in _remarks(found):
        screen.print(line, markup=False, soft_wrap=True)


def _ground(one: "GroundAnswer") -> tuple[str, ...]:
    from openimr.process.eligibility import described

    data = f"  On record: {described(one.data)}." if one.data else ""
    what = f"{one.title}.  {one.sentence}{data}  ({one.citation}; {one.mark.value})"
    return one.id, one.answer.value, one.effect.value, what


def _record(one: "RecordAnswer") -> tuple[str, ...]:
    what = f"{one.title}.  {one.sentence}  ({one.citation}; {one.mark.value})"
    return one.id, one.presence.value, str(one.due or "-"), what


def _remarks(found: "CaseEligibility") -> list[str]:
    lines = [found.packet.sentence, found.packet.basis_sentence]
    if found.fields_not_found:
        listed = ", ".join(found.fields_not_found)
        lines.append(f"Fields of the application that were not read: {listed}.")
    if found.named_not_found:
        listed = ", ".join(map(str, found.named_not_found))
        lines.append(f"The decision names records of days not in the file: {listed}.")
    return [line for line in lines if line]
