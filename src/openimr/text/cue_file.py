"""Read ``cues.yaml``, whose head tells its form.

Every scalar is read as it is written, so that ``no`` stays a word.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from openimr.domain import Assertion
from openimr.errors import KnowledgeError, UnknownKeyError

from .clauses import WORDED, read_marks
from .cues import NOTHING, Candidates, Cue, Cues, Form
from .patterns import Classes, any_of, compile_pattern, opening_words, read_classes

_NAME = "cues.yaml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAMED = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, kw_only=True)
class _File:
    __pydantic_config__ = ConfigDict(extra="forbid")

    classes: dict[str, str]
    marks: dict[str, str]
    cues: tuple[Cue, ...]


@cache
def shipped_cues() -> Cues:
    """Return the cues that ship with the package.

    Raises:
        KnowledgeError: the file is missing or breaks its form.
    """
    source = files("openimr.text").joinpath(_NAME)
    try:
        words = source.read_text(encoding="utf-8")
    except OSError as problem:
        raise KnowledgeError(
            _NAME, "no such file", "Reinstall the package."
        ) from problem
    return read_cues(words, _NAME)


def read_cues(words: str, name: str = _NAME) -> Cues:
    """Read cues from YAML text; ``name`` is how errors call the file.

    Raises:
        KnowledgeError: the text breaks the form.
    """
    file = _checked(_plain(_composed(words, name), name), name)
    for kind in file.marks:
        if kind not in WORDED:
            raise UnknownKeyError(f"{name}: marks", kind, WORDED)
    classes = read_classes(file.classes)
    forms: list[Form] = []
    by_opening: dict[str, list[Form]] = {}
    for cue in file.cues:
        for pattern in cue.words:
            try:
                form = _form(cue, pattern, classes)
                openings = sorted(opening_words(pattern, classes))
            except ValueError as problem:
                place = f"{name}: cue '{cue.id}'"
                raise KnowledgeError(
                    place, str(problem), f"Mend '{pattern}'."
                ) from None
            forms.append(form)
            for opening in openings:
                by_opening.setdefault(opening, []).append(form)
    return Cues(
        cues=file.cues,
        forms=tuple(forms),
        opening=_opening(by_opening),
        by_opening=_candidates(by_opening),
        marker=read_marks(read_classes(file.marks)),
    )


def _form(cue: Cue, pattern: str, classes: Classes) -> Form:
    """Compile one pattern; raise ValueError where pattern or cue is not well formed."""
    return Form(
        pattern=compile_pattern(pattern, classes),
        cue=cue,
        means=None if cue.means == NOTHING else Assertion(cue.means),
        unless=compile_pattern(rf"\b{cue.unless}", classes) if cue.unless else None,
    )


def _candidates(by_opening: dict[str, list[Form]]) -> dict[str, Candidates]:
    shared = {tuple(form.pattern.pattern for form in f): f for f in by_opening.values()}
    gates = {
        key: Candidates(
            gate=re.compile(_NAMED.sub("(?:", "|".join(key))), forms=tuple(forms)
        )
        for key, forms in shared.items()
    }
    return {
        word: gates[tuple(form.pattern.pattern for form in forms)]
        for word, forms in by_opening.items()
    }


def _opening(openings: dict[str, list[Form]]) -> re.Pattern[str]:
    # A word that goes on behind a hyphen ("no-fault") is another word.
    whole = any_of(word for word in openings if word[-1].isalnum() or word == "#")
    parts = [rf"{whole}(?!\w|-\w)"]
    if open_ended := [word for word in openings if not word[-1].isalnum()]:
        parts.append(any_of(word for word in open_ended if word != "#"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})")


def _composed(words: str, name: str) -> yaml.Node:
    try:
        node = yaml.compose(words, Loader=_LOADER)
    except yaml.YAMLError as problem:
        raise KnowledgeError(name, "not valid YAML", "Check the syntax.") from problem
    if node is None:
        raise KnowledgeError(name, "nothing in it", "Write at least one cue.")
    return node


def _plain(node: yaml.Node, name: str) -> object:
    """Return mappings, lists and texts; refuse a key that stands twice."""
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(member, name) for member in node.value)
    if not isinstance(node, yaml.MappingNode):
        return str(node.value)
    found: dict[str, object] = {}
    for key, value in node.value:
        if key.value in found:
            place = f"{name}:{key.start_mark.line + 1}"
            raise KnowledgeError(
                place, f"key '{key.value}' stands twice", "Keep one of them."
            )
        found[str(key.value)] = _plain(value, name)
    return found


def _checked(value: object, name: str) -> _File:
    try:
        return TypeAdapter(_File).validate_python(value)
    except ValidationError as problem:
        # A slip of the pen shows twice: a key missing, and one that nobody knows.
        first = sorted(problem.errors(), key=_is_known_key)[0]
        *way, last = [str(step) for step in first["loc"]] or ["top"]
        place = ": ".join([name, *way])
        if not _is_known_key(first):
            known = Cue.__dataclass_fields__ if "cues" in way else _File.__annotations__
            raise UnknownKeyError(place, last, known) from None
        raise KnowledgeError(place, f"'{last}': {first['msg']}", "Mend it.") from None


def _is_known_key(error: ErrorDetails) -> bool:
    return error["type"] != "unexpected_keyword_argument"
