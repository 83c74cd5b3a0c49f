"""Family files put together: inclusion and inheritance resolved, cycles refused.

A family includes a rule of its class with ``use`` and never by copy.  What may be
included is bounded by the guideline: an edition takes rules of the same guideline, of
a regulation that stands in ``rules/``, or of the guideline whose text it took over
(then marked UNVERIFIED).  Rules of any other guideline may be shown for comparison.
"""

from collections.abc import Iterator, Mapping

from openimr.domain import Criterion, Edition, FactDefinition, Family, GuidelineSource
from openimr.errors import KnowledgeError

from .adapting import cited, relabel, relabelled
from .criteria import Part, criteria_of, known_guideline
from .editions import Head, Includer, Made, build, listed
from .examples import read_examples
from .families import File
from .fields import Fields, hint
from .names import treatment_from


class Shelf:
    """Files that may include each other; each edition is built once, when needed."""

    def __init__(
        self,
        files: Mapping[str, File],
        facts: Mapping[str, FactDefinition],
        sources: Mapping[str, GuidelineSource],
    ) -> None:
        """Take files by id."""
        self._files = files
        self._facts = facts
        self._sources = sources
        self._made: dict[tuple[str, int], Made] = {}
        self._open: set[tuple[str, int]] = set()

    def family(self, id_: str) -> Family:
        """Return a family, own editions first, then those of its class.

        Raises:
            KnowledgeError: a rule breaks the schema or includes what is not there.
        """
        file = self._files[id_]
        own = [self._edition(id_, n).edition for n in range(len(file.heads))]
        ancestors = tuple(self._ancestors(file))
        return Family(
            treatment=treatment_from(file.fields, ancestors=ancestors),
            title=file.fields.text("title"),
            editions=tuple(own) + tuple(self._inherited(file, own, ancestors)),
            examples=read_examples(file.fields, self._facts, self._sources),
        )

    def rule(self, id_: str) -> tuple[Edition, ...]:
        """Return the editions of a rule of its own."""
        return tuple(
            self._edition(id_, n).edition for n in range(len(self._files[id_].heads))
        )

    def _ancestors(self, file: File) -> Iterator[str]:
        seen = [file.id]
        queue = [file]
        for current in queue:
            for parent in current.fields.texts("inherits"):
                target = self._files.get(parent)
                if target is None or target.rule or parent in seen:
                    problem = f"cannot inherit from '{parent}'"
                    known = {f.id for f in self._files.values() if not f.rule}
                    place = current.fields.at("inherits")
                    cure = hint(parent, known - set(seen))
                    raise KnowledgeError(place, problem, cure)
                seen.append(parent)
                queue.append(target)
                yield parent

    def _inherited(
        self, file: File, own: list[Edition], ancestors: tuple[str, ...]
    ) -> Iterator[Edition]:
        # The nearest speaks for a guideline; what stands behind it is cited at most.
        standing = list(zip(own, file.heads, strict=True))
        for id_ in ancestors:
            for n, head in enumerate(self._files[id_].heads):
                edition = self._edition(id_, n).edition
                beside = [
                    nearer
                    for nearer, at in standing
                    if at.source is head.source and at.meets(head)
                ]
                if not beside:
                    standing.append((edition, head))
                    yield edition
                elif all(nearer.pages != edition.pages for nearer in beside):
                    yield cited(edition)

    def _edition(self, id_: str, number: int) -> Made:
        key = (id_, number)
        if key not in self._made:
            head = self._files[id_].heads[number]
            if key in self._open:
                problem = "its rules include themselves"
                raise KnowledgeError(head.place, problem, "Break the circle of 'use'.")
            self._open.add(key)
            includer = Includer(
                tree=lambda use: self._tree(use, head),
                listed=lambda use, name: self._list(use, head, name),
            )
            self._made[key] = build(head, self._facts, includer)
            self._open.remove(key)
        return self._made[key]

    def _tree(self, use: Fields, head: Head) -> tuple[Part, ...]:
        if use.has("guideline"):
            problem = "a rule of another guideline among the governing ones"
            raise KnowledgeError(use.place, problem, "Show it under 'compare'.")
        made, part = self._find(use, head)
        found: Part | None = made.parts[part] if part else made.edition.required
        if found is None:
            problem = f"'{use.text('use')}' has no rules to include"
            raise KnowledgeError(use.place, problem, "Include something else.")
        return (relabelled(found, made.edition.guideline, head),)

    def _list(self, use: Fields, head: Head, name: str) -> tuple[Criterion, ...]:
        if use.has("guideline") and name != "compare":
            problem = "a rule of another guideline among the governing ones"
            raise KnowledgeError(use.place, problem, "Show it under 'compare'.")
        made, part = self._find(use, head)
        found = criteria_of(made.parts[part]) if part else listed(made.edition, name)
        if name == "compare":
            return found
        guideline = made.edition.guideline
        return tuple(relabel(rule, guideline, head) for rule in found)

    def _find(self, use: Fields, head: Head) -> tuple[Made, str]:
        id_, _, part = use.text("use").partition(".")
        file = self._files.get(id_)
        if file is None:
            problem = f"nothing is called '{id_}'"
            raise KnowledgeError(use.at("use"), problem, hint(id_, self._files))
        found = [self._edition(id_, n) for n in self._candidates(file, use, head)]
        if not found:
            problem = f"'{id_}' has no edition to include from"
            cure = "Write the rule out, or a 'gap'."
            raise KnowledgeError(use.place, problem, cure)
        for made in found:
            if not part or part in made.parts:
                return made, part
        names = {name for made in found for name in made.parts}
        problem = f"'{id_}' has no part '{part}' under {found[0].edition.guideline}"
        raise KnowledgeError(use.at("use"), problem, hint(part, names))

    def _candidates(self, file: File, use: Fields, head: Head) -> list[int]:
        """Return the editions that may be included from, the nearest first.

        Those of the same guideline, then those of the one it adapts; of a rule of its
        own, any.  The edition that is being built is not looked into.
        """
        wanted: list[str | None] = [head.source.id, head.source.adapts]
        if use.has("guideline"):
            wanted = [known_guideline(use, "guideline", self._sources)]
        elif file.rule:
            wanted = list(self._sources)
        return [
            n
            for guideline in wanted
            for n, other in enumerate(file.heads)
            if other.source.id == guideline and other.meets(head) and other is not head
        ]
