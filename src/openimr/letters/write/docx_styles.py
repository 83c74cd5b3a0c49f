"""How the Word file looks: one place for page, typeface and named styles."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from openimr.letters.template import WordLook

from .blocks import Role, Tone

TEXT_WIDTH = 6.2
"""Inches between the margins."""

_INK = RGBColor(0x1B, 0x1B, 0x1F)
_SOFT = RGBColor(0x55, 0x56, 0x5E)
_WARN = RGBColor(0x8A, 0x2B, 0x12)

ROLES = {Role.BODY: "Normal", Role.LABEL: "Letter Label", Role.NOTE: "Letter Note"}
TONES = {
    Tone.STRONG: "Letter Strong",
    Tone.REFERENCE: "Letter Reference",
    Tone.CAUTION: "Letter Caution",
    Tone.BLANK: "Letter Blank",
}
PAIR, CELL = "Letter Pair", "Letter Cell"
NOTICE, FOOT = "Letter Notice", "Letter Foot"


def style_id(name: str) -> str:
    """Return the id that Word files know a style by.

    Asking the library for it searches all styles, once a paragraph and run.
    """
    return name.replace(" ", "")


def prepare(document: Document, look: WordLook) -> None:
    """Set page, language and styles of an empty document."""
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(look.margin)
    section.top_margin = section.bottom_margin = Inches(1)
    _language(document)
    _built_in(document, look)
    for name in (ROLES[Role.LABEL], ROLES[Role.NOTE], PAIR, CELL, NOTICE, FOOT):
        _paragraph(document, name)
    for name in TONES.values():
        document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    _paint(document, look.typeface)


def _language(document: Document) -> None:
    """Name the language, so that a screen reader speaks it."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    properties.append(language)


def _built_in(document: Document, look: WordLook) -> None:
    for name, size, bold, before, after in look.styles:
        style = _style(document, name)
        _font(style, look.typeface, size=size, color=_INK, bold=bold)
        style.paragraph_format.line_spacing = 1.0 if bold else 1.12
        _spaced(style, before, after)
    title = _style(document, "Title").element.pPr
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)


def _style(document: Document, name: str) -> ParagraphStyle:
    style: ParagraphStyle = document.styles[name]
    return style


def _paragraph(document: Document, name: str) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]


def _spaced(style: ParagraphStyle, before: float, after: float) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _font(  # noqa: PLR0913 - one a property of type
    style: CharacterStyle,
    typeface: str,
    *,
    size: float | None = None,
    color: RGBColor | None = None,
    bold: bool | None = None,
    italic: bool | None = None,
) -> None:
    font = style.font
    font.name = typeface
    # Word takes the theme's typeface unless every script names ours.
    fonts = style.element.rPr.rFonts
    for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[theme]
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), typeface)
    font.size = Pt(size) if size else None
    font.bold, font.italic = bold, italic
    if color is not None:
        font.color.rgb = color


def _paint(document: Document, typeface: str) -> None:
    styles = document.styles
    _font(styles[TONES[Tone.STRONG]], typeface, bold=True)
    _font(styles[TONES[Tone.REFERENCE]], typeface, size=9, color=_SOFT)
    _font(styles[TONES[Tone.CAUTION]], typeface, size=9, color=_WARN, bold=True)
    _font(styles[TONES[Tone.BLANK]], typeface, color=_SOFT, italic=True)
    label = _style(document, ROLES[Role.LABEL])
    label.paragraph_format.space_after = Pt(3)
    label.paragraph_format.keep_with_next = True
    _font(_style(document, ROLES[Role.NOTE]), typeface, size=9.5, color=_SOFT)
    _font(_style(document, CELL), typeface, size=9, color=_INK)
    _style(document, CELL).paragraph_format.line_spacing = 1.0
    _spaced(_style(document, CELL), 2, 2)
    _spaced(_style(document, PAIR), 0, 1)
    _font(_style(document, NOTICE), typeface, size=8.5, color=_WARN, bold=True)
    foot = _style(document, FOOT)
    _font(foot, typeface, size=8.5, color=_SOFT)
    stops = foot.paragraph_format.tab_stops
    stops.add_tab_stop(Inches(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
