"""Letters in, a corpus out: resumable, the same on one machine and on many."""

from .run import BuildOptions, Built, Report, build
from .summary import Summary, summary_of
from .tools import Prepare, Tools

__all__ = [
    "BuildOptions",
    "Built",
    "Prepare",
    "Report",
    "Summary",
    "Tools",
    "build",
    "summary_of",
]
