"""Every way this package can fail on purpose.

* OpenImrError
    * InputError             what was handed in cannot be used
        * MissingInputError      nothing at that path
        * EmptyInputError        nothing to read in it
        * UnsupportedFormatError no reader for this kind of file
        * UnreadableFileError    damaged, truncated or not what its name says
        * ProtectedFileError     a password is needed
        * TooLargeError          beyond a stated limit
        * NoDisputeError         a case in which no treatment is in dispute
        * NoRequestDateError     a case without a day to choose the guideline by
        * WhatIfError            a supposition that cannot be put to the case
        * OwnWorkError           a physician's own finding that does not fit the case
        * SigningError           a draft, decision or key that cannot be signed with
        * InterchangeError       a FHIR bundle that cannot be read, or made
        * QueryError             a question to the corpus that cannot be understood
        * PanelError             votes of several reviewers that do not fit together
    * KnowledgeError         a data file of ours (guideline, lexicon) is wrong
        * UnknownKeyError        a key the schema does not know
    * OutputError            a result cannot be written

Each message opens with the place, goes on with the trouble and ends with the cure.
Under its ``slug`` an error is explained at length in ``docs/errors.md``.  Places are
files and pages; the words that stand on them are private and stay out of messages.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Self


class OpenImrError(Exception):
    """Base of all deliberate failures; caught at the surfaces, never in the core."""

    slug = "openimr"

    fields: tuple[object, ...]
    """What the error was made of, to make it anew in another process."""

    def __new__(cls, *fields: object, **_: object) -> Self:
        """Keep what the error is made of; its message is made from it later."""
        made = super().__new__(cls)
        made.fields = fields
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """Let another process have the error with its message as it is.

        Python would make it anew of the message alone, which most cannot be made of: a
        pool of processes would break over it, or wait for ever.
        """
        fields = tuple(map(_plain, self.fields))
        return _again, (type(self), self.args), {**self.__dict__, "fields": fields}


def _again(kind: type[OpenImrError], told: tuple[object, ...]) -> OpenImrError:
    made = kind.__new__(kind)
    made.args = told
    return made


def _plain(field: object) -> object:
    return field if isinstance(field, str | int | None) else str(field)


class InputError(OpenImrError):
    """What was handed in cannot be used."""

    slug = "input"


class MissingInputError(InputError):
    """There is nothing at the path given."""

    slug = "missing-input"

    def __init__(self, place: object) -> None:
        super().__init__(f"{place}: no such file or folder.  Check the path.")


class EmptyInputError(InputError):
    """There is a file or folder, but nothing in it to read."""

    slug = "empty-input"

    def __init__(self, place: object, wanted: str) -> None:
        super().__init__(f"{place}: nothing to read in it.  Give {wanted}.")


class UnsupportedFormatError(InputError):
    """No reader exists for this kind of file."""

    slug = "unsupported-format"

    def __init__(self, place: object, known: Iterable[str]) -> None:
        kinds = ", ".join(sorted(known))
        super().__init__(f"{place}: no reader for this kind of file.  Use {kinds}.")


class UnreadableFileError(InputError):
    """The file is damaged, truncated or not what its name says."""

    slug = "unreadable-file"

    def __init__(self, place: object, problem: str) -> None:
        super().__init__(
            f"{place}: cannot be read, {problem}.  Ask the sender for a new copy."
        )


class ProtectedFileError(InputError):
    """The file opens with a password only."""

    slug = "protected-file"

    def __init__(self, place: object) -> None:
        super().__init__(
            f"{place}: is protected by a password.  Remove it and try again."
        )


class TooLargeError(InputError):
    """The file is beyond a limit that keeps time and memory bounded."""

    slug = "too-large"

    def __init__(self, place: object, what: str, limit: str) -> None:
        super().__init__(
            f"{place}: {what}, over the limit of {limit}.  Split the file."
        )


class NoDisputeError(InputError):
    """The case was read, and no disputed treatment was found in it."""

    slug = "no-dispute"

    def __init__(self, place: object) -> None:
        super().__init__(
            f"{place}: no disputed treatment was found.  Add the IMR application, the "
            "UR decision or the request for authorization."
        )


class NoRequestDateError(InputError):
    """No paper of the dispute says when the treatment was asked for."""

    slug = "no-request-date"

    def __init__(self, place: object) -> None:
        super().__init__(
            f"{place}: no date of the request was found.  Give a day with --as-of."
        )


class WhatIfError(InputError):
    """What is to be supposed of a case is not known, or fits none of its items."""

    slug = "what-if"

    def __init__(self, place: object, problem: str, cure: str) -> None:
        super().__init__(f"{place}: {problem}.  {cure}")


class OwnWorkError(InputError):
    """A fact, judgement or sentence of a physician that does not fit the case."""

    slug = "own-work"

    def __init__(self, place: object, problem: str, cure: str) -> None:
        super().__init__(f"{place}: {problem}.  {cure}")


class QueryError(InputError):
    """A question to the corpus that cannot be understood."""

    slug = "query"

    def __init__(self, at: int | None, problem: str, cure: str) -> None:
        place = "" if at is None else f", at character {at + 1}"
        super().__init__(f"query: {problem}{place}.  {cure}")


class PanelError(InputError):
    """The votes of several reviewers do not fit together."""

    slug = "panel"

    def __init__(self, problem: str, cure: str) -> None:
        super().__init__(f"panel: {problem}.  {cure}")


class InterchangeError(InputError):
    """A FHIR bundle that cannot be read as a determination, or made of one."""

    slug = "interchange"

    def __init__(self, place: object, problem: str, cure: str) -> None:
        super().__init__(f"{place}: {problem}.  {cure}")


class SigningError(InputError):
    """A draft, a decision or a key with which no signature can be made."""

    slug = "signing"

    def __init__(self, place: object, problem: str, cure: str) -> None:
        super().__init__(f"{place}: {problem}.  {cure}")


class KnowledgeError(OpenImrError):
    """A data file (guideline, lexicon, cue list) breaks its schema."""

    slug = "knowledge"

    def __init__(self, place: object, problem: str, cure: str) -> None:
        super().__init__(f"{place}: {problem}.  {cure}")


class UnknownKeyError(KnowledgeError):
    """A data file uses a key that its schema lacks; usually it is misspelt."""

    slug = "unknown-key"

    def __init__(self, place: object, key: str, known: Iterable[str]) -> None:
        names = sorted(known)
        guess = get_close_matches(key, names, n=1)
        cure = (
            f"Did you mean '{guess[0]}'?"
            if guess
            else f"Use one of {', '.join(names)}."
        )
        super().__init__(place, f"unknown key '{key}'", cure)


class OutputError(OpenImrError):
    """A result cannot be written where it was asked for."""

    slug = "output"

    def __init__(self, place: object, problem: str) -> None:
        super().__init__(
            f"{place}: cannot be written, {problem}.  Choose another place."
        )
