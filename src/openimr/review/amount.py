"""How much was asked for, as a request says it: tablets, visits, months, or once."""

from openimr.domain import ItemKind, RequestDetails

_BY_VISITS = frozenset({ItemKind.THERAPY, ItemKind.SERVICE, ItemKind.PROGRAM})
_BY_PIECE = frozenset({ItemKind.INJECTION, ItemKind.SURGERY, ItemKind.TEST})


def amount(details: RequestDetails) -> int | str | None:
    """Return the amount of a request; a procedure without a number is asked for once.

    Units of a drug and numbers of procedures are figures; visits and months keep
    their word, so that nobody takes twelve visits for twelve tablets.  Refills stand
    with the figure, since what is decided on is the whole supply.

    >>> amount(RequestDetails(requested="Soma #60 RF 2", quantity=60, refills=2))
    '60 (2 refills)'
    >>> amount(RequestDetails(requested="PT x 12", kind=ItemKind.THERAPY, visits=12))
    '12 visits'
    >>> amount(RequestDetails(requested="Knee arthroscopy", kind=ItemKind.SURGERY))
    1
    """
    if details.quantity is not None:
        if not details.refills:
            return details.quantity
        several = "" if details.refills == 1 else "s"
        return f"{details.quantity} ({details.refills} refill{several})"
    if details.visits is not None:
        several = "" if details.visits == 1 else "s"
        worded = f"{details.visits} visit{several}"
        return worded if details.kind in _BY_VISITS else details.visits
    if details.duration is not None and details.kind is not ItemKind.DRUG:
        return details.duration
    return 1 if details.kind in _BY_PIECE or details.purchase else None
