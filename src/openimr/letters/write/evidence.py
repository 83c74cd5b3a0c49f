"""The evidence page: every statement beside the page it quotes.

One HTML file without scripts and without anything to fetch.  It quotes medical
records as they stand, names included, and is meant for the people of the case only.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from openimr.domain import Determination, DocumentEntry

from . import wording
from .evidence_parts import dated, details
from .evidence_statements import Statements
from .frame import NOT_STATED, is_draft, requested
from .markup import Markup, element, joined, opening
from .quotes import PageImage, PageView, QuotedPage, Quotes, back_link, marked
from .record import page_count, pages_of, remarks, set_aside


def evidence_html(
    determination: Determination, pages: Mapping[tuple[str, int], PageView]
) -> bytes:
    """Return the evidence page as UTF-8 HTML.

    Args:
        determination: what was decided, or is proposed, with its quotes.
        pages: raw text of each page by file and page number, with or without its
            picture.  Only pages that are quoted are written; a quoted page that is
            missing here is named as missing, with the words that were quoted.
    """
    quotes = Quotes(determination.documents, pages)
    statements = _statements(determination, quotes)
    quoted = quotes.pages()
    title = f"Evidence for {determination.case.number or NOT_STATED}"
    body = element(
        "body",
        element("a", "Skip to the statements", href="#statements", class_="skip"),
        _header(determination, title),
        element("main", statements, _viewer(quoted)),
    )
    document = element("html", _head(title), body, lang="en")
    return f"<!doctype html>\n{document}\n".encode()


def _head(title: str) -> Markup:
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        opening("meta", charset="utf-8"),
        opening("meta", http_equiv="Content-Security-Policy", content=policy),
        opening("meta", name="viewport", content="width=device-width, initial-scale=1"),
        opening("meta", name="color-scheme", content="light dark"),
        opening("meta", name="referrer", content="no-referrer"),
        opening("meta", name="robots", content="noindex"),
        element("title", title),
        element("style", Markup(style)),
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("evidence.css").read_text("utf-8")


def _header(determination: Determination, title: str) -> Markup:
    draft = element("span", "Draft", class_="chip draft")
    links = [
        ("#summary", "Summary"),
        *(
            (
                f"#item-{number}",
                f"{requested(item.requested)}: {wording.DECISIONS[item.decision]}",
            )
            for number, item in enumerate(determination.items, start=1)
        ),
        ("#record", "Documents and pages"),
        *([("#checks", "Checks")] if determination.lint else []),
    ]
    return element(
        "header",
        element(
            "div",
            element("h1", title),
            draft if is_draft(determination) else Markup(""),
            element("span", "Confidential: quotes medical records", class_="notice"),
            class_="title",
        ),
        element(
            "nav",
            element(
                "ul",
                *(element("li", element("a", words, href=to)) for to, words in links),
            ),
            aria_label="Parts of this page",
        ),
    )


def _statements(determination: Determination, quotes: Quotes) -> Markup:
    writer = Statements(quotes)
    how = (
        "Each statement is followed by the words it rests on. Choose a reference, such "
        "as D1 p. 1, to see the page with those words marked; the mark links back."
    )
    summary = writer.summary(determination.summary)
    items = [
        writer.item(item, number)
        for number, item in enumerate(determination.items, start=1)
    ]
    return element(
        "div",
        element("p", how, class_="how"),
        _case(determination),
        element(
            "section",
            element("h2", "Clinical case summary", id="summary"),
            summary or element("p", "No summary has been written yet."),
            aria_labelledby="summary",
        ),
        *(items or [element("p", "The file names no disputed item.")]),
        _record(determination),
        _checks(determination),
        id="statements",
        class_="pane",
        role="region",
        aria_label="Statements",
        tabindex="0",
    )


def _case(determination: Determination) -> Markup:
    case, engine = determination.case, determination.engine
    years = f"{case.age} years" if case.age is not None else None
    priority = case.priority and wording.PRIORITIES.get(case.priority, case.priority)
    return details(
        (
            ("Priority", priority),
            ("Date of injury", dated(case.date_of_injury)),
            ("Worker", ", ".join(word for word in (years, case.sex) if word)),
            ("Body parts", ", ".join(case.body_parts)),
            ("Diagnoses", "; ".join(case.diagnoses)),
            ("UR decision", dated(case.ur_date)),
            ("Application received", dated(case.application_received)),
            ("Requesting physician", case.requesting_physician),
            ("Claims administrator", case.claims_administrator),
            ("Employer", case.employer),
            ("Engine", f"OpenIMR {engine.version}, library {engine.library}"),
            ("As of", dated(engine.as_of)),
        )
    )


def _record(determination: Determination) -> Markup:
    header = ("No.", "Document", "Author", "Date", "Pages")
    rows = [
        element("tr", *(element("td", cell) for cell in _document(entry, remarked)))
        for entry, remarked in zip(
            determination.documents, remarks(determination), strict=True
        )
    ]
    table = element(
        "table",
        element("caption", "Documents of the case file"),
        element(
            "thead", element("tr", *(element("th", h, scope="col") for h in header))
        ),
        element("tbody", *rows),
    )
    notes = [element("li", note) for note in set_aside(determination)]
    return element(
        "section",
        element("h2", "Documents and pages", id="record"),
        _scrolled(table) if rows else Markup(""),
        element("p", page_count(determination.pages)),
        element("ul", *notes) if notes else Markup(""),
        aria_labelledby="record",
    )


def _scrolled(table: Markup) -> Markup:
    """Return a table that a keyboard can scroll where the window is narrow."""
    label = "Documents of the case file"
    return element(
        "div", table, class_="wide", tabindex="0", role="region", aria_label=label
    )


def _document(
    entry: DocumentEntry, remarked: Sequence[tuple[str, object]]
) -> tuple[str, ...]:
    marks = "".join(f" [{words}]" for words, _ in remarked)
    return (
        entry.id,
        f"{entry.title or wording.KINDS[entry.kind]}{marks}",
        entry.author or "Not stated",
        dated(entry.date) or "Not dated",
        f"{entry.file} {pages_of(entry)}",
    )


def _checks(determination: Determination) -> Markup:
    if not determination.lint:
        return Markup("")
    lines = []
    for found in determination.lint:
        page = f" p. {found.page}" if found.page is not None else ""
        place = f" ({found.document}{page})" if found.document else ""
        severity = element("b", found.severity.capitalize())
        lines.append(element("li", severity, f" {found.message}{place}"))
    return element(
        "section",
        element("h2", "Checks", id="checks"),
        element("ul", *lines),
        aria_labelledby="checks",
    )


def _viewer(pages: list[QuotedPage]) -> Markup:
    hint = "Choose a reference on a statement; the page appears here."
    return element(
        "div",
        element("p", hint, class_="hint"),
        *(_page(page) for page in pages),
        class_="pane pages",
        role="region",
        aria_label="Quoted pages",
        tabindex="0",
    )


def _page(page: QuotedPage) -> Markup:
    entry = page.document
    name = entry and (entry.title or wording.KINDS[entry.kind])
    on = entry and dated(entry.date)
    place = f"{page.file} p. {page.number}"
    words = ", ".join(word for word in (entry and entry.id, name, on) if word)
    return element(
        "article",
        element(
            "div",
            element("h2", words or place, id=f"{page.id}-name"),
            element("p", place, class_="source"),
            # No element has this id: the page closes and nothing scrolls.
            element("a", "Close", href="#closed", class_="close"),
            class_="bar",
        ),
        *_not_found(page),
        element("pre", marked(page), dir="auto") if page.text else Markup(""),
        _picture(page),
        id=page.id,
        class_="page",
        aria_labelledby=f"{page.id}-name",
    )


def _not_found(page: QuotedPage) -> list[Markup]:
    problem = (
        "The text of this page is not at hand. Quoted from it:"
        if page.view is None
        else "These words were quoted but were not found on the page:"
    )
    return [
        element(
            "p",
            element("span", problem, class_="caution"),
            " ",
            element("q", quote.words, id=quote.id, class_="quote", dir="auto"),
            *(joined(" ", back_link(statement)) for statement in quote.statements),
        )
        for quote in page.quotes
        if quote.span is None
    ]


def _picture(page: QuotedPage) -> Markup:
    if not isinstance(page.view, PageImage):
        return Markup("")
    data = base64.b64encode(page.view.data).decode()
    return opening(
        "img",
        src=f"data:{page.view.media_type};base64,{data}",
        alt=f"Picture of {page.file} page {page.number}",
    )
