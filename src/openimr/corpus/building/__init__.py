"""Letters in, a corpus out: resumable, the same on one machine and on many."""

from .run import BuildOptions, Built, build
from .tools import Prepare, Tools

__all__ = ["BuildOptions", "Built", "Prepare", "Tools", "build"]
