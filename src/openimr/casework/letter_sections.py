"""A letter as plain sections, for places that know paragraphs and nothing else."""

from openimr.interchange import Section
from openimr.letters.write import LetterContent
from openimr.letters.write.blocks import (
    Block,
    Bullets,
    Heading,
    Pairs,
    Paragraph,
    Table,
    words_of,
)


def letter_sections(content: LetterContent) -> tuple[Section, ...]:
    """Return the sections of a letter under its headings of level 1, in its order.

    What stands above the first of them goes under the title of the letter.  A row of a
    table is a paragraph.
    """
    title = content.title
    paragraphs = [content.draft_notice] if content.draft else []
    sections: list[Section] = []
    for block in content.blocks:
        if isinstance(block, Heading) and block.level == 1:
            sections.append(Section(title=title, paragraphs=tuple(paragraphs)))
            title, paragraphs = block.text, []
        else:
            paragraphs += _paragraphs(block)
    sections.append(Section(title=title, paragraphs=tuple(paragraphs)))
    return tuple(each for each in sections if each.paragraphs)


def _paragraphs(block: Block) -> list[str]:
    match block:
        case Heading(text=heading):
            return [heading]
        case Paragraph(text=text):
            return [words_of(text)]
        case Pairs(pairs=pairs):
            return [f"{label}: {words_of(value)}" for label, value in pairs]
        case Table(header=header, rows=rows):
            cells = [[words_of(cell) for cell in row.cells] for row in rows]
            return ["; ".join(row) for row in [list(header), *cells]]
        case Bullets(items=items):
            return [words_of(item) for item in items]
