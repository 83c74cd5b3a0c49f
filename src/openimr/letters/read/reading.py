"""What every way of reading a letter shares."""

from collections.abc import Callable

from openimr.domain import Decision, RequestDetails

Recognise = Callable[[str], RequestDetails]
"""Splits the words of a request into what they ask for."""

CONCLUSIONS = {
    Decision.UPHELD: "not medically necessary",
    Decision.OVERTURNED: "medically necessary",
}
"""The last word of a rationale, by the decision that it gives."""
