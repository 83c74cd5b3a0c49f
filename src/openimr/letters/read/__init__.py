"""Published determination letters as data: formats A, B, C, D1 and D2."""

from .export import COLUMNS, to_object, to_rows, write_csv, write_parquet
from .files import FORMATS, find_letters, read_file, text_of
from .reader import LAYOUTS, forget, read
from .reading import Recognise

__all__ = [
    "COLUMNS",
    "FORMATS",
    "LAYOUTS",
    "Recognise",
    "find_letters",
    "forget",
    "read",
    "read_file",
    "text_of",
    "to_object",
    "to_rows",
    "write_csv",
    "write_parquet",
]
