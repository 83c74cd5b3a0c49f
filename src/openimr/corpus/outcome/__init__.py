"""A calibrated probability of "overturned", for triage and audit of published letters.

Nothing here is for a case under review: the roads of a case cannot reach this package
(a contract in ``pyproject.toml`` sees to it), and what it prints says what it is for.
"""

PURPOSE = (
    "For triage and audit of published letters only; never for a case under review, "
    "and not to be shown to a reviewer who decides one."
)
"""Stands in every model and beside every figure."""
