"""How a bundle that cannot be read is refused."""

from openimr.errors import InterchangeError

BUNDLE = "bundle.json"
"""What errors call a bundle whose file name they do not know."""

_AGAIN = "Ask its sender for the bundle as openimr fhir wrote it."


def damaged(problem: str) -> InterchangeError:
    """Return the error for a bundle of ours that is not as it was written.

    >>> str(damaged("it has no Task")).partition(".  ")[0]
    'bundle.json: it has no Task'
    """
    return InterchangeError(BUNDLE, problem, _AGAIN)
