"""What Pillow is asked to open, and what it raises over damaged files."""

import struct

FORMATS = ("PNG", "JPEG", "TIFF")

DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    ArithmeticError,
    LookupError,
    struct.error,
)
"""``OSError`` is of the disk where it has a number, and of the picture else."""
