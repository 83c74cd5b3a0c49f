"""What the program costs and how well it reads, each figure with its yardstick.

``python -m benchmark`` runs all of it.  A speed says little by itself, so each is put
beside a yardstick that was measured in the same run on the same machine; the ratio of
the two is what may be compared between machines and months.
"""

from .figures import Figure

__all__ = ["Figure"]
