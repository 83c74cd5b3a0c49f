"""Text that lies on a page rather than in it: form fields, notes, stamps."""

import ctypes
from collections.abc import Callable, Iterator
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_MOST_ANNOTATIONS = 2_000
_NOTES = frozenset(
    {
        pdfium_c.FPDF_ANNOT_TEXT,
        pdfium_c.FPDF_ANNOT_FREETEXT,
        pdfium_c.FPDF_ANNOT_STAMP,
        pdfium_c.FPDF_ANNOT_HIGHLIGHT,
        pdfium_c.FPDF_ANNOT_UNDERLINE,
        pdfium_c.FPDF_ANNOT_STRIKEOUT,
        pdfium_c.FPDF_ANNOT_SQUIGGLY,
        pdfium_c.FPDF_ANNOT_SQUARE,
        pdfium_c.FPDF_ANNOT_CARET,
    }
)
_BOXES = frozenset(
    {pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON}
)
_WRITTEN = frozenset(
    {
        pdfium_c.FPDF_FORMFIELD_TEXTFIELD,
        pdfium_c.FPDF_FORMFIELD_COMBOBOX,
        pdfium_c.FPDF_FORMFIELD_LISTBOX,
    }
)


def added_text(page: pdfium.PdfPage, forms: pdfium.PdfFormEnv | None) -> str:
    """Return a line for each filled form field, note and stamp of the page.

    A field reads ``label: value``, a ticked box ``[X] label``; the label is the text
    shown to the person who fills it in, or else the field's name.
    """
    count = pdfium_c.FPDFPage_GetAnnotCount(page)
    if count <= 0:
        return ""
    lines = _lines(page, forms, min(count, _MOST_ANNOTATIONS))
    return "\n".join(line for line in lines if line.strip())


def _lines(
    page: pdfium.PdfPage, forms: pdfium.PdfFormEnv | None, count: int
) -> Iterator[str]:
    for index in range(count):
        note = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            kind = pdfium_c.FPDFAnnot_GetSubtype(note)
            if kind == pdfium_c.FPDF_ANNOT_WIDGET and forms is not None:
                yield _field(note, forms)
            elif kind in _NOTES:
                yield _string(partial(_contents, note))
        finally:
            pdfium_c.FPDFPage_CloseAnnot(note)


def _field(note: object, forms: pdfium.PdfFormEnv) -> str:
    kind = pdfium_c.FPDFAnnot_GetFormFieldType(forms, note)
    if kind not in _BOXES | _WRITTEN:
        return ""
    label = _string(
        lambda buffer, size: pdfium_c.FPDFAnnot_GetFormFieldAlternateName(
            forms, note, buffer, size
        )
    ) or _string(
        lambda buffer, size: pdfium_c.FPDFAnnot_GetFormFieldName(
            forms, note, buffer, size
        )
    )
    if kind in _BOXES:
        return f"[X] {label}" if pdfium_c.FPDFAnnot_IsChecked(forms, note) else ""
    value = _string(
        lambda buffer, size: pdfium_c.FPDFAnnot_GetFormFieldValue(
            forms, note, buffer, size
        )
    )
    return f"{label}: {value}" if value.strip() else ""


def _contents(note: object, buffer: object, size: int) -> int:
    return int(pdfium_c.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size))


def _string(ask: Callable[[object, int], int]) -> str:
    """Ask pdfium twice, as its interface wants: for the length, then for the text."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    ask(buffer, size)
    text = bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
