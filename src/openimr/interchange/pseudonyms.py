"""A determination without those of its fields that hold identifiers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from openimr.domain import Determination, FactEntry, ItemDetermination

_ENDING = re.compile(r"\.[a-z0-9]{1,5}")


def without_identifiers(determination: Determination) -> Determination:
    """Return the determination without the fields that name people or the case.

    Taken out are the case number and the names of employer, claims administrator,
    requesting physician and authors; files of the case are called by number, since
    their names often hold the worker's.  What records say in quotes, titles and
    rationales is left: this is no copy for publication.
    """
    names = file_names(determination)
    renamed = _renaming(names)
    return replace(
        determination,
        case=replace(
            determination.case,
            number=None,
            employer=None,
            claims_administrator=None,
            requesting_physician=None,
        ),
        documents=tuple(
            replace(each, author=None, file=names[each.file])
            for each in determination.documents
        ),
        pages=tuple(
            replace(
                each,
                file=names[each.file],
                reason=None if each.reason is None else renamed(each.reason),
            )
            for each in determination.pages
        ),
        ignored_files=tuple(names[each] for each in determination.ignored_files),
        items=tuple(_item(each, renamed) for each in determination.items),
        lint=tuple(
            replace(each, message=renamed(each.message)) for each in determination.lint
        ),
    )


def file_names(determination: Determination) -> dict[str, str]:
    """Return what each file of the case is called in place of its name."""
    files = [each.file for each in determination.documents]
    files += [each.file for each in determination.pages]
    files += determination.ignored_files
    return {
        file: f"file-{at}{_ending(file)}"
        for at, file in enumerate(dict.fromkeys(files), 1)
    }


def _ending(file: str) -> str:
    ending = PurePosixPath(file).suffix.lower()
    return ending if _ENDING.fullmatch(ending) else ""


def _renaming(names: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that calls the files by number wherever a text names them."""
    longest_first = sorted((name for name in names if name), key=len, reverse=True)
    if not longest_first:
        return lambda text: text
    ways = "|".join(re.escape(name) for name in longest_first)
    any_name = re.compile(rf"(?<!\w)(?:{ways})(?!\w)")
    return lambda text: any_name.sub(lambda found: names[found[0]], text)


def _item(item: ItemDetermination, renamed: Callable[[str], str]) -> ItemDetermination:
    return replace(item, facts=tuple(_fact(each, renamed) for each in item.facts))


def _fact(fact: FactEntry, renamed: Callable[[str], str]) -> FactEntry:
    if fact.searched is None:
        return fact
    unread = tuple(renamed(each) for each in fact.searched.unreadable)
    return replace(fact, searched=replace(fact.searched, unreadable=unread))
