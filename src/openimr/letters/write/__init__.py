"""Letters out: PDF, DOCX, evidence page and JSON."""

from .blocks import LetterContent
from .content import compose
from .contract import from_json, json_schema, to_json
from .docx import docx_bytes
from .evidence import evidence_html
from .files import write_all
from .letterhead import Letterhead
from .pdf import pdf_bytes
from .quotes import PageImage, PageView

__all__ = [
    "LetterContent",
    "Letterhead",
    "PageImage",
    "PageView",
    "compose",
    "docx_bytes",
    "evidence_html",
    "from_json",
    "json_schema",
    "pdf_bytes",
    "to_json",
    "write_all",
]
