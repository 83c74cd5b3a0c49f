"""Letters out: PDF, DOCX, evidence page and JSON."""

from openimr.letters.template import template_names

from .blocks import LetterContent, Logo
from .content import compose
from .contract import from_json, to_json
from .docx import docx_bytes
from .evidence import evidence_html
from .files import write_all
from .letterhead import Letterhead, read_letterhead
from .pdf import pdf_bytes
from .quotes import PageImage, PageView
from .schema import json_schema

__all__ = [
    "LetterContent",
    "Letterhead",
    "Logo",
    "PageImage",
    "PageView",
    "compose",
    "docx_bytes",
    "evidence_html",
    "from_json",
    "json_schema",
    "pdf_bytes",
    "read_letterhead",
    "template_names",
    "to_json",
    "write_all",
]
