"""Acts of people who come back to a search: save it, forget it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from openimr.corpus.search import Order
from openimr.corpus.search.parser import parse
from openimr.errors import QueryError
from workbench.audit.chain import record
from workbench.errors import SavedSearchError
from workbench.people.access import demand
from workbench.people.models import User
from workbench.people.roles import Right

from .models import SavedSearch

MOST_SAVED = 100


@dataclass(frozen=True, slots=True)
class SaveSearch:
    """Keep a search under a name of one's own."""

    name: str
    query: str
    sort: str
    by: User

    def check(self) -> None:
        """Raise unless this search can be saved.

        Raises:
            PermissionDenied: nobody is logged in.
            SavedSearchError: the name is empty or taken, there are too many, or the
                query cannot be understood.
        """
        demand(self.by, Right.SIGNED_IN)
        name, own = self.name.strip(), SavedSearch.objects.filter(by=self.by)
        if not name or len(name) > 80 or not name.isprintable():
            raise SavedSearchError("A saved search needs a name of 1 to 80 characters.")
        if own.filter(name=name).exists():
            raise SavedSearchError(
                f"{name}: you have a saved search of this name.  "
                "Choose another name, or forget that one."
            )
        if own.count() >= MOST_SAVED:
            raise SavedSearchError(
                f"{name}: you have {MOST_SAVED} saved searches.  Forget one first."
            )
        self._check_query(name)

    def _check_query(self, name: str) -> None:
        if self.sort and self.sort not in set(Order):
            raise SavedSearchError(f"{name}: there is no such order.  Search again.")
        if "\0" in self.query:  # which PostgreSQL has no place for
            raise SavedSearchError(f"{name}: a search holds words.  Search again.")
        try:
            parse(self.query)
        except QueryError as error:
            raise SavedSearchError(f"{name}: {error}") from error

    @transaction.atomic
    def execute(self) -> SavedSearch:
        """Check, save and record; the words of the search are not in the record."""
        User.objects.select_for_update().get(pk=self.by.pk)  # so that the count holds
        self.check()
        saved = SavedSearch.objects.create(
            by=self.by,
            name=self.name.strip(),
            query=self.query,
            sort=self.sort,
            saved=timezone.now(),
        )
        record("save-search", by=self.by, on=saved)
        return saved


@dataclass(frozen=True, slots=True)
class ForgetSearch:
    """Throw a saved search away."""

    search: SavedSearch
    by: User

    @transaction.atomic
    def execute(self) -> None:
        """Check, remove and record; one that is gone already stays gone.

        Raises:
            PermissionDenied: nobody is logged in.
        """
        demand(self.by, Right.SIGNED_IN)
        own = SavedSearch.objects.visible_to(self.by).select_for_update()
        found = own.filter(pk=self.search.pk).first()
        if found is None:
            return
        record("forget-search", by=self.by, on=found)
        found.delete()
