"""The drugs that can be recognised by name."""

from functools import cache

from openimr.domain import Drug

from . import knowledge
from .knowledge import Entry

_KEYS = ("name", "also", "brands", "classes", "combined")


@cache
def load_drugs() -> tuple[Drug, ...]:
    """Return every drug of the lexicon, in its order.

    >>> norco = next(d for d in load_drugs() if "Norco" in d.brands)
    >>> norco.name, norco.classes, dict(norco.combined_with)["norco"]
    ('hydrocodone', ('opioid',), ('acetaminophen',))

    Raises:
        KnowledgeError: the file breaks its schema, with file and line.
    """
    return read_drugs(knowledge.read("drugs.yaml"))


def read_drugs(source: Entry) -> tuple[Drug, ...]:
    """Read drugs from a parsed file.

    Raises:
        KnowledgeError: an entry breaks the schema, or a name stands for two drugs.
    """
    taken: dict[str, str] = {}
    drugs = []
    for entry in source.items():
        drug = _drug(entry)
        drugs.append(drug)
        for name in (drug.name, *drug.synonyms, *(b.lower() for b in drug.brands)):
            if name in taken:
                raise entry.wrong(f"name '{name}' stands twice", "Keep one of them.")
            taken[name] = drug.name
    return tuple(drugs)


def _drug(entry: Entry) -> Drug:
    fields = entry.fields(_KEYS)
    name = entry.required(fields, "name")
    drug = Drug(
        name=name.text(),
        synonyms=_texts(fields, "also"),
        brands=_texts(fields, "brands"),
        classes=entry.required(fields, "classes").texts(),
        combined_with=_combined(fields),
    )
    if drug.name != drug.name.lower():
        raise name.wrong("a generic name has capitals", "Write it in lower case.")
    known = {drug.name, *drug.synonyms, *(brand.lower() for brand in drug.brands)}
    for combination, _ in drug.combined_with:
        if combination not in known:
            raise fields["combined"].wrong(
                f"'{combination}' is no name of the drug", "List it under brands."
            )
    return drug


def _texts(fields: dict[str, Entry], key: str) -> tuple[str, ...]:
    return fields[key].texts() if key in fields else ()


def _combined(fields: dict[str, Entry]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if "combined" not in fields:
        return ()
    written = fields["combined"].fields()
    return tuple((name, others.texts()) for name, others in written.items())
