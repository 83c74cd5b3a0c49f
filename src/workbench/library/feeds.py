"""A search as an Atom feed (RFC 4287)."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from django.utils.feedgenerator import Atom1Feed

from openimr.casework.corpus_letter import shown_name
from openimr.corpus.search import Found, Hit

ENTRIES = 50
_NO_PLACE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML 1.0 has no place for (section 2.2)."""


class _Feed(Atom1Feed):
    """A feed that is as old as its newest entry, or else as the corpus."""

    changed = datetime(1980, 1, 1, tzinfo=UTC)

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else self.changed


def feed_of(
    found: Found,
    page: str,
    here: str,
    changed: datetime,
    address: Callable[[Hit], str],
) -> str:
    """Return the feed of what a search found, newest decided first.

    Ids depend on the determination and the query alone, not on the name of the site.
    What has no day of decision is left out: an entry needs one.

    Args:
        found: the hits, already in order.
        page: address of the search's page.
        here: address of the feed.
        changed: when the corpus did.
        address: gives a hit's own address.
    """
    feed = _Feed(
        title=_clean(f"Determinations: {found.query}".removesuffix(": ")),
        link=page,
        description=None,
        feed_url=here,
        feed_guid=_id(f"search {found.query}"),
        author_name="Library of determinations",
        language="en",
    )
    feed.changed = changed
    for hit in found.hits:
        if hit.decision_date:
            decided = datetime.fromisoformat(hit.decision_date).replace(tzinfo=UTC)
            feed.add_item(
                title=_clean(f"{hit.requested}: {hit.decision or 'not told'}"),
                link=address(hit),
                description=_clean(_told(hit)),
                unique_id=_id(f"item {hit.item}"),
                updateddate=decided,
                pubdate=decided,
            )
    return feed.writeString("utf-8")


def _told(hit: Hit) -> str:
    """Return what a reader of the feed sees: the case, the passages, what is cited."""
    head = ", ".join(each for each in (hit.case_number, hit.specialty) if each)
    passages = [each.text for each in hit.passages if each.place != "requested"]
    cited = [shown_name("guideline", each) for each in hit.guidelines]
    relies = f"Relies on: {'; '.join(cited)}." if cited else ""
    return "  ".join(each for each in (head, *passages, relies) if each)


def _id(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"openimr library {name}").urn


def _clean(text: str) -> str:
    return _NO_PLACE.sub("\ufffd", text)
