"""The programmes that ship with the package, and any other file of the same shape."""

from functools import cache
from importlib.resources import files

from openimr.domain.programme import Programme
from openimr.errors import InputError

from .soundness import check
from .strict import read_as

CALIFORNIA = "california_workers_comp"
"""Id of the programme that is used where no other is asked for."""


def programme_ids() -> tuple[str, ...]:
    """Return the ids of the programmes that ship with the package, sorted."""
    folder = files(__package__).joinpath("programmes")
    names = [one.name for one in folder.iterdir() if one.name.endswith(".yaml")]
    return tuple(sorted(name.removesuffix(".yaml") for name in names))


@cache
def load_programme(id_: str = CALIFORNIA) -> Programme:
    """Return a programme by its id.

    Raises:
        InputError: no programme has that id.
        KnowledgeError: its file breaks the shape; the message names the line.
    """
    if id_ not in programme_ids():
        raise InputError(
            f"{id_}: no programme of that name.  "
            f"Use one of {', '.join(programme_ids())}."
        )
    name = f"{id_}.yaml"
    data = files(__package__).joinpath("programmes", name).read_bytes()
    return parse_programme(data, name)


def parse_programme(data: bytes, name: str) -> Programme:
    """Return a programme from the bytes of its file; ``name`` is for errors.

    Raises:
        KnowledgeError: the file breaks the shape, or names what it does not define.
    """
    made = read_as(Programme, data, name)
    check(made, data, name)
    return made
