"""The exact test of a two by two table."""

from math import comb


def fisher(a: int, b: int, c: int, d: int) -> float:
    """Return the two-sided p of Fisher's exact test for the table ``a b / c d``.

    The probabilities of all tables with these margins that are no likelier than this
    one are added up (Fisher 1935, the lady tasting tea).

    >>> round(fisher(3, 1, 1, 3), 4)
    0.4857
    """
    row, column, total = a + b, a + c, a + b + c + d
    here = comb(row, a) * comb(total - row, column - a)
    tables = range(max(0, column - (total - row)), min(row, column) + 1)
    likely = (comb(row, k) * comb(total - row, column - k) for k in tables)
    return sum(each for each in likely if each <= here) / comb(total, column)
