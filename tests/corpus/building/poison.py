"""Tools by which one letter ends its reader, or comes to no end."""

import os
import time

from openimr.corpus.building import Tools
from openimr.domain import RequestDetails, Vocabulary

_NAMES = Vocabulary(treatments=(), drugs=())


def plain() -> Tools:
    """Return tools that understand nothing and start at once."""
    return Tools(lambda words: RequestDetails(requested=words), _NAMES)


def poisonous() -> Tools:
    """Return tools that end the process at one request of the letters."""
    return Tools(_ending, _NAMES)


def endless() -> Tools:
    """Return tools that come to no end with one request of the letters."""
    return Tools(_waiting, _NAMES)


def _ending(words: str) -> RequestDetails:
    if "poison" in words.casefold():
        os._exit(7)
    return RequestDetails(requested=words)


def _waiting(words: str) -> RequestDetails:
    if "poison" in words.casefold():
        time.sleep(600)
    return RequestDetails(requested=words)
