"""Keep the register of reviewers, and tell parties apart from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from openimr.domain.reviewer import Reviewer as Entry
from openimr.domain.reviewer import ToldApart
from openimr.domain.screening import Verdict
from workbench.assignment.checks import check_of
from workbench.assignment.entries import read_entry
from workbench.assignment.models import Reviewer
from workbench.assignment.register import as_entry, panel
from workbench.audit.chain import record
from workbench.cases.models import Case
from workbench.errors import AssignmentError, ReviewerEntryError
from workbench.people.access import demand
from workbench.people.models import HeldRole, User
from workbench.people.roles import Right, Role


@dataclass(frozen=True, slots=True)
class DescribeReviewer:
    """Put an entry of the register in the place of what was there."""

    of: User
    entry: Mapping[str, object]
    """As an entry of ``reviewers.yaml``."""

    by: User

    @transaction.atomic
    def execute(self) -> Reviewer:
        """Check by the core's own loader, keep and record.

        Raises:
            PermissionDenied: no coordinator.
            ReviewerEntryError: the entry breaks the schema, its id is another's, or
                the person does not review.
        """
        demand(self.by, Right.COORDINATE)
        _hold_the_register()
        row = _kept(self.of, read_entry(self.entry))
        _told([row], self.by)
        return row


def _hold_the_register() -> None:
    """Let nobody else change the register, so that no id is given twice."""
    held = HeldRole.objects.filter(role=Role.REVIEWER, until=None).values("user")
    list(User.objects.select_for_update().filter(pk__in=held).order_by("pk"))


def _kept(user: User, entry: Entry) -> Reviewer:
    if Role.REVIEWER not in user.roles or not user.is_active:
        raise ReviewerEntryError(f"{user.name}: this person does not review.")
    others = Reviewer.objects.filter(entry__id=entry.id).exclude(user=user)
    if others.exists():
        raise ReviewerEntryError(
            f"'id': {entry.id} is another reviewer's.  Give each their own."
        )
    # What the site counts itself is not kept: it would be wrong tomorrow.
    plain = as_entry(replace(entry, open_cases=0))
    row, _ = Reviewer.objects.update_or_create(
        user=user, defaults={"entry": plain, "changed": timezone.now()}
    )
    return row


def _told(rows: Sequence[Reviewer], by: User) -> None:
    for row in rows:
        record("describe-reviewer", by=by, on=row, reviewer=row.user_id)


@dataclass(frozen=True, slots=True)
class DescribeReviewers:
    """Keep the entries of a file; an entry belongs to who has one of its mailboxes."""

    entries: Sequence[Entry]
    by: User

    @transaction.atomic
    def execute(self) -> tuple[list[Reviewer], list[str]]:
        """Check, keep and record; return what was kept, and ids that nobody has.

        Raises:
            PermissionDenied: no coordinator.
            ReviewerEntryError: an entry fits two people or one person two entries, or
                the person does not review; then nothing is kept.
        """
        demand(self.by, Right.COORDINATE)
        mailboxes = {each.lower() for one in self.entries for each in one.emails}
        found = User.objects.filter(email__in=mailboxes, is_active=True)
        people = {user.email: user for user in found.select_for_update().order_by("pk")}
        pairs, nobody = list[tuple[User, Entry]](), list[str]()
        for entry in self.entries:
            own = {
                people[each.lower()] for each in entry.emails if each.lower() in people
            }
            if len(own) > 1:
                raise ReviewerEntryError(
                    f"Entry {entry.id}: its mailboxes are those of two people."
                )
            pairs += [(user, entry) for user in own]
            nobody += [] if own else [entry.id]
        if len({user.pk for user, _ in pairs}) < len(pairs):
            raise ReviewerEntryError("Two entries have the mailbox of one person.")
        rows = [_kept(user, entry) for user, entry in pairs]
        _told(rows, self.by)
        return rows, nobody


@dataclass(frozen=True, slots=True)
class TellApart:
    """Note that a party who is like a reviewer, or theirs, is somebody else.

    A person has looked; the program never clears a near match by itself, and a sure
    one cannot be told apart.
    """

    case: Case
    reviewer: User
    party: str
    by: User

    @transaction.atomic
    def execute(self) -> Reviewer:
        """Check, note in the reviewer's entry and record.

        Raises:
            PermissionDenied: no coordinator.
            AssignmentError: no party of that name is near the reviewer, or one surely
                is the reviewer's.
        """
        demand(self.by, Right.COORDINATE)
        party, rules = self._near()
        row = Reviewer.objects.select_for_update().get(user=self.reviewer)
        entry = read_entry(row.entry)
        note = ToldApart(
            case=self.case.number,
            party=party,
            on=timezone.localdate(),
            by=self.by.name,
        )
        row.entry = as_entry(replace(entry, told_apart=(*entry.told_apart, note)))
        row.changed = timezone.now()
        row.save(update_fields=["entry", "changed"])
        record(
            "tell-apart",
            by=self.by,
            on=row,
            case=self.case.pk,
            reviewer=self.reviewer.pk,
            rules=rules,
        )
        return row

    def _near(self) -> tuple[str, list[str]]:
        """Return the party as the case names it, and the rules that ask."""
        found = check_of(self.case, panel()).candidate(self.reviewer)
        matches = [
            (answer.rule, match)
            for answer in found.screening.answers
            for match in answer.matches
            if match.party.name.split() == self.party.split()
        ]
        if any(match.verdict is Verdict.HIT for _, match in matches):
            raise AssignmentError(
                f"Case {self.case.number}: this is no near match; it cannot be told "
                "apart.  If the reviewer's entry is wrong, correct it."
            )
        if not matches:
            raise AssignmentError(
                f"Case {self.case.number}: no party of that name is near this reviewer."
            )
        name = matches[0][1].party.name
        return name, sorted({rule for rule, _ in matches})
