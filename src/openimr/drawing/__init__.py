"""Values in, pictures out: SVG that is read, printed and spoken."""

from .timeline import timeline_svg

__all__ = ["timeline_svg"]
