"""Files inside PDF files: attachments, portfolios, and paper clips on pages."""

from .asking import Extractor, Taken
from .hints import may_hold_files
from .values import Attached

__all__ = ["Attached", "Extractor", "Taken", "may_hold_files"]
