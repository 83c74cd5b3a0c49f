"""Ways to read what was written, for several tests."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from openimr.letters.write import LetterContent
from openimr.letters.write.blocks import Paragraph, words_of


def paragraphs(letter: LetterContent) -> list[str]:
    """Return the words of every paragraph."""
    return [words_of(b.text) for b in letter.blocks if isinstance(b, Paragraph)]


def starting(letter: LetterContent, label: str) -> list[str]:
    """Return the paragraphs that begin with a label."""
    return [words for words in paragraphs(letter) if words.startswith(label)]


VOID = {"meta", "img"}


@dataclass
class Read(HTMLParser):
    """The page as a browser would read it, far enough for what is asked here."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    style: str = ""
    text: str = ""
    open_tags: list[tuple[str, str | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        if tag not in VOID:
            named = tag in {"mark", "q"}
            self.open_tags.append((tag, attributes.get("id") if named else None))
        if tag == "pre":
            self.pages.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open_tags.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        names = [name for name, _ in self.open_tags]
        if "style" in names:
            self.style += data
            return
        self.text += data
        if "pre" in names and "a" not in names:
            self.pages[-1] += data
        for tag, id_ in self.open_tags:
            if tag in {"mark", "q"} and id_ and "a" not in names:
                self.marks[id_] = self.marks.get(id_, "") + data


def read_html(html: bytes) -> Read:
    read = Read()
    read.feed(html.decode())
    read.close()
    assert not read.open_tags
    return read
