"""Parts of the corpus that are installed on wish only."""

from importlib import import_module
from typing import Any

from openimr.errors import InputError


def needed(module: str, extra: str = "corpus") -> Any:
    """Return a module of an optional part of this package.

    Raises:
        InputError: it is not installed; the message says how to install it.
    """
    try:
        return import_module(module)
    except ImportError as problem:
        raise InputError(
            f"{module}: it is not installed.  "
            f'Install it with pip install "openimr[{extra}]".'
        ) from problem
