"""Form fields: what was filled in, and what was ticked."""

import ctypes
from collections.abc import Callable
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from openimr.domain import Box, Origin

from .pieces import Manner, Piece
from .strings import asked, value_of, without_markup

_BOXES = frozenset(
    {pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON}
)
_CHOICES = frozenset(
    {pdfium_c.FPDF_FORMFIELD_COMBOBOX, pdfium_c.FPDF_FORMFIELD_LISTBOX}
)
_PASSWORD = 1 << 13
"""Bit 14 of the flags of a text field (PDF 32000-1:2008, table 228)."""

_MOST_OPTIONS = 2_000
TICKED, NOT_TICKED = "[X]", "[ ]"


def field_of(
    note: object,
    forms: pdfium.PdfFormEnv | None,
    box: Box | None,
    drawn: Callable[[], str],
) -> Piece | None:
    """Return a form field as a piece; None for one that is empty or cannot be seen.

    Args:
        note: the annotation that shows the field.
        forms: pdfium's form, if it has one.
        box: where the field is displayed.
        drawn: gives the text of its appearance.
    """
    if box is None:
        return None
    kind = pdfium_c.FPDFAnnot_GetFormFieldType(forms, note) if forms is not None else -1
    if kind <= pdfium_c.FPDF_FORMFIELD_UNKNOWN:
        return _formless(note, box, drawn)
    label = _label(note, forms)
    if kind in _BOXES:
        ticked = bool(pdfium_c.FPDFAnnot_IsChecked(forms, note))
        if kind == pdfium_c.FPDF_FORMFIELD_RADIOBUTTON:
            label = _option(note, forms) or label
        return _tick(ticked, box, label)
    return _value(_answer(note, forms, kind), box, label)


def _tick(ticked: bool, box: Box, label: str) -> Piece:
    return Piece(
        text=TICKED if ticked else NOT_TICKED,
        origin=Origin.FORM_FIELD,
        box=box,
        manner=Manner.TICK,
        label=label,
    )


def _value(text: str, box: Box, label: str) -> Piece | None:
    if not text:
        return None
    return Piece(
        text=text, origin=Origin.FORM_FIELD, box=box, manner=Manner.VALUE, label=label
    )


def _formless(note: object, box: Box, drawn: Callable[[], str]) -> Piece | None:
    """Read a field whose form is missing from its own dictionary."""
    kind, label = value_of(note, b"FT"), value_of(note, b"TU") or value_of(note, b"T")
    if kind == "Btn":
        state = value_of(note, b"AS")
        return _tick(state != "Off", box, label) if state else None
    if kind in ("Tx", "Ch"):
        if kind == "Tx" and _number(note, b"Ff") & _PASSWORD:
            return None
        return _value(value_of(note, b"V") or drawn(), box, label)
    return None


def _number(note: object, key: bytes) -> int:
    found = ctypes.c_float()
    if not pdfium_c.FPDFAnnot_GetNumberValue(note, key, found):
        return 0
    return int(found.value)


def _answer(note: object, forms: pdfium.PdfFormEnv | None, kind: int) -> str:
    if kind in _CHOICES:
        return _chosen(note, forms)
    flags = pdfium_c.FPDFAnnot_GetFormFieldFlags(forms, note)
    if kind != pdfium_c.FPDF_FORMFIELD_TEXTFIELD or flags & _PASSWORD:
        return ""
    return _written(note, forms) or without_markup(value_of(note, b"RV"))


def _label(note: object, forms: pdfium.PdfFormEnv | None) -> str:
    shown = asked(partial(pdfium_c.FPDFAnnot_GetFormFieldAlternateName, forms, note))
    return shown or asked(partial(pdfium_c.FPDFAnnot_GetFormFieldName, forms, note))


def _option(note: object, forms: pdfium.PdfFormEnv | None) -> str:
    """Return the name of a radio button's own state, where it is a word."""
    name = asked(partial(pdfium_c.FPDFAnnot_GetFormFieldExportValue, forms, note))
    return name if any(map(str.isalpha, name)) else ""


def _written(note: object, forms: pdfium.PdfFormEnv | None) -> str:
    return asked(partial(pdfium_c.FPDFAnnot_GetFormFieldValue, forms, note))


def _chosen(note: object, forms: pdfium.PdfFormEnv | None) -> str:
    """Return the options chosen as they are shown; what was typed, if none."""
    count = min(pdfium_c.FPDFAnnot_GetOptionCount(forms, note), _MOST_OPTIONS)
    labels = [
        asked(partial(pdfium_c.FPDFAnnot_GetOptionLabel, forms, note, index))
        for index in range(max(0, count))
        if pdfium_c.FPDFAnnot_IsOptionSelected(forms, note, index)
    ]
    return ", ".join(filter(None, labels)) or _written(note, forms)
