"""What the candidate adds to attempts and questions: discards, personal notes, and bookmarks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from examkit.errors import StoreError, UsageError
from examkit.humanize import name_attempt
from examkit.sanitize import sanitize
from examkit.store.annotations import MAX_NOTE, SET, Subject

if TYPE_CHECKING:
    from examkit.store.records import AttemptRow
    from examkit.store.sqlite.store import SqliteStore


class PersonalData:
    """Discards attempts, and saves the candidate's notes and bookmarks on questions.

    The parameters `bank` and `question` are ids.
    """

    def __init__(self, store: SqliteStore) -> None:
        self._store = store

    def find(self, attempt: str) -> AttemptRow:
        """Return the attempt whose id starts with `attempt`, finished or not, on any bank.

        Its dates can be invalid. Raises UsageError if not exactly one id matches.
        """
        from examkit.attempts.attempt_ids import find_attempt

        rows = (*self._store.attempts(), *self._store.undated())
        return find_attempt(attempt, rows, "You have no attempts yet.")

    def discarded(self) -> Sequence[AttemptRow]:
        """Return the discarded attempts, which can be restored, on any bank, newest first."""
        return self._store.discarded()

    def require_saving(self) -> None:
        """Raise StoreError if nothing can be saved."""
        if (reason := self._store.unsaved) is not None:
            raise StoreError(
                "Notes, bookmarks, and discarded attempts can't be saved right now.", reason.hint
            )

    def discard(self, row: AttemptRow) -> None:
        """Remove an attempt from lists, reports, and estimates. Its questions count as seen.

        Raises AttemptLockedError if another program has it open, or StoreError if the change can't
        be saved.
        """
        self.require_saving()
        if row.finished is None:
            with self._store.acquire_lease(row.id):
                self._store.discard(row.id, on=True)
        else:
            self._store.discard(row.id, on=True)

    def describe_discard(self, row: AttemptRow, titles: Mapping[str, str]) -> Sequence[str]:
        """Return sentences on what discarding an attempt changes.

        `titles` maps the ids of domains and topics to their titles.
        """
        name = f"{name_attempt(row.mode, row.title, titles)} ({row.exam.upper()})"
        change = "Discarding removes the attempt from your history."
        if row.finished is not None:
            change = "Discarding removes the attempt from your history and your estimates."
        kept = (
            "Its questions still count as seen. You can restore the attempt from the command line."
        )
        return f"{name}, {self._describe_result(row)}.", change, kept

    def _describe_result(self, row: AttemptRow) -> str:
        if row.finished is not None:
            return f"{row.correct} of {row.asked} correct"
        from examkit.exam.actions import slot_statuses
        from examkit.store.codec import replay_sound

        try:
            form = self._store.form(row.id)
            state = replay_sound(row.id, form, self._store.events(row.id))
        except StoreError:
            return "damaged"
        statuses = slot_statuses(form, state)
        rest = f", {count} incomplete" if (count := statuses.count("incomplete")) else ""
        return f"unfinished, {statuses.count('answered')} of {row.asked} answered{rest}"

    def restore(self, row: AttemptRow) -> None:
        """Put a discarded attempt back into lists, reports, and estimates."""
        self._store.discard(row.id, on=False)

    def notes(self, bank: str) -> Mapping[str, str]:
        """Return the candidate's notes on a bank's questions, by question id."""
        return self._store.annotations("note", bank)

    def note(self, bank: str, question: str) -> str:
        """Return the candidate's note on a question, or an empty string."""
        return self.notes(bank).get(question, "")

    def write_note(self, bank: str, question: str, text: str) -> None:
        """Save the candidate's note on a question. A blank text deletes it.

        Raises UsageError if the text is too long, and StoreError if it can't be saved.
        """
        self.require_saving()
        clean = sanitize(text).strip()
        if len(clean) > MAX_NOTE:
            raise UsageError(f"A note can have at most {MAX_NOTE:,} characters.", "Shorten it.")
        self._store.annotate(Subject("note", bank, question), clean)

    def bookmarks(self, bank: str) -> Collection[str]:
        """Return the ids of the bank's questions that the candidate bookmarked."""
        return self._store.annotations("bookmark", bank).keys()

    def toggle_bookmark(self, bank: str, question: str) -> bool:
        """Bookmark a question, or remove its bookmark. Return whether it is bookmarked now."""
        self.require_saving()
        on = question not in self.bookmarks(bank)
        self._store.annotate(Subject("bookmark", bank, question), SET if on else "")
        return on
