"""The list beneath a line of a form: what its field proposes, and the line that adds a record which is not there yet."""

from collections.abc import Callable
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit

from hsmonitor.domain.countries import all_countries
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Choice, Choices, Countries, Flag, Link, Links, Rating, Several
from hsmonitor.language import _
from hsmonitor.ui.record.explaining import meanings

Suggest = Callable[[str, str], list[str]]
"""Names of records of a kind that begin like a text."""
Offer = Callable[[str], str]
"""The line of a list that adds a record of a name; empty where none is to be added."""


def proposals(field: Field[Any]) -> list[str]:
    """Return the words that a field proposes; none where anything may be written."""
    if isinstance(field, Choice | Choices):
        return [term.label for term in field.vocabulary]
    if isinstance(field, Rating):
        return [field.show(step.value) for step in field.scale]
    if isinstance(field, Countries):
        return sorted(all_countries().values())
    return [_("yes"), _("no")] if isinstance(field, Flag) else []


def proposes(field: Field[Any]) -> bool:
    """Tell whether a field proposes anything."""
    return isinstance(field, Link | Links) or bool(proposals(field))


class Completing(QCompleter):
    """Proposes for the last of the values in `line`. `creating` carries the name of a record that is to be added.

    `offer` says how that is offered. `pointed` carries what the line of the list under the cursor means.
    """

    creating = Signal(str)
    pointed = Signal(str)

    def __init__(self, field: Field[Any], suggest: Suggest, line: QLineEdit) -> None:
        super().__init__(line)
        self._field, self._suggest, self._line = field, suggest, line
        self.offer: Offer = lambda _name: ""
        self._before = self._name = self._create = ""
        self._words = QStringListModel(proposals(field), self)
        self.setModel(self._words)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(12)
        self.activated.connect(self._take)
        known = meanings(field)
        self.highlighted.connect(lambda words: self.pointed.emit(known.get(words, "")))

    @property
    def listed(self) -> QAbstractItemView:
        """The list itself."""
        return cast(QAbstractItemView, self.popup())

    def follow(self, text: str, *, everything: bool = False) -> None:
        """Propose for what is typed so far, or `everything` that could be."""
        self._before, self._name = self._parted(text)
        if isinstance(self._field, Link | Links):
            alike = self._suggest(self._field.target, self._name)
            self._create = self.offer(self._name)
            words = self._suggest(self._field.target, "") if everything else alike
            self._words.setStringList([*words, self._create] if self._create else words)

    def _parted(self, text: str) -> tuple[str, str]:
        """Return what stands before the last of several values, and that value."""
        before, separator, last = text.rpartition(";") if isinstance(self._field, Several) else ("", "", text)
        return f"{before}{separator} " if separator else "", last.strip()

    def open_all(self) -> None:
        """Open the list with all that can be written."""
        self.follow(self._line.text(), everything=True)
        self.setCompletionPrefix("")
        self.complete()

    def splitPath(self, path: str) -> list[str]:
        """Only the last of several values is completed."""
        return [self._parted(path)[1]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return what stands in the line when a line of the list is chosen."""
        words = str(index.data())
        return self._before + (self._name if self._creates_at(words) else words)

    def _creates_at(self, words: str) -> bool:
        return bool(self._create) and words == self._create

    def _take(self, words: str) -> None:
        chosen = self.listed.currentIndex()
        if self._creates_at(str(chosen.data())):
            self._line.setText(words)
            self.creating.emit(self._name)
