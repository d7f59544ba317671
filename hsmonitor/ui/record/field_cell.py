"""One field on a form: label, editor, where the value comes from, and what is wrong with what was typed."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hsmonitor.domain.errors import Clash, Conflict, Invalid, PortfolioError
from hsmonitor.domain.evidence import Citation
from hsmonitor.domain.fields import Field
from hsmonitor.domain.kinds import Level, Link, Links
from hsmonitor.language import _
from hsmonitor.store.additions import Additions
from hsmonitor.store.drafts import Place
from hsmonitor.store.listing import Row
from hsmonitor.store.meant import meant
from hsmonitor.store.names import proposed
from hsmonitor.ui.desk import Desk
from hsmonitor.ui.drafts.offer import DraftOffer
from hsmonitor.ui.record.clash_choice import ClashChoice
from hsmonitor.ui.record.editor import LINE_HEIGHT, LineEditor, make_editor
from hsmonitor.ui.record.naming import create_words, offering
from hsmonitor.ui.theme.look import font, look, px
from hsmonitor.ui.widgets.card import Words
from hsmonitor.ui.widgets.level import LevelPill

LABEL = 112
"""Pixels at 100 % of a label that stands beside its field."""


class FieldCell(QWidget):
    """Shows a field of a record and saves it when it is left. `judged` follows each change of being right or wrong.

    The label stands above the field, or `beside` it.
    """

    judged = Signal()

    def __init__(self, desk: Desk, field: Field[Any], parent: QWidget | None = None, *, beside: bool = False) -> None:
        super().__init__(parent)
        self.desk = desk
        self.field = field
        self._beside = beside
        self.row: Row | None = None
        self._seen: Any = None
        self.wrong = ""
        self._typed: dict[str, str] = {}
        self.label = Words(_titled(field), font="label", tint="text2")
        self.hint = Words(font="label", tint="muted")
        self.cited = Words(font="label", tint="accent")
        self.message = Words(font="label", tint="danger", wrap=True)
        self.choice: ClashChoice | None = None
        self.pill: LevelPill | None = LevelPill() if field.derived else None
        connection = desk.portfolio.connection
        self.editor = make_editor(field, partial(proposed, connection), plain=beside)
        self._additions = Additions()
        if isinstance(self.editor, LineEditor):
            self.editor.offer_new(partial(create_words, connection, field), self._create)
            self.editor.pointed.connect(self._tell)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.draft = DraftOffer(desk.drafts, self.editor, self._stored)
        self._column.addWidget(self.draft)
        self.label.setToolTip(_explained(field, field.help))
        self.message.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if field.derived:
            self.editor.setParent(self)
            self.editor.hide()
        self.editor.installEventFilter(self)
        self.editor.left.connect(self.keep)
        self.editor.cancelled.connect(self.bring_back)
        look().changed.connect(self._measure)
        self._measure()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        begin = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft if self._beside else Qt.AlignmentFlag.AlignTop
        self._head.addWidget(self.label, 0, begin)
        if self._beside:
            self.hint.setParent(self)
            self.hint.hide()
        self._head.addWidget((self.pill or self.editor) if self._beside else self.hint, 1)
        self._head.addWidget(self.cited, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._head)
        if not self._beside:
            self._column.addWidget(self.pill or self.editor)
        self._column.addWidget(self.message)

    def _measure(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0 if self._beside else px(8))
        self._column.setSpacing(px(1))
        self._head.setSpacing(px(8))
        if self._beside:
            self.label.setFixedSize(px(LABEL), px(LINE_HEIGHT))
            self.cited.setFixedHeight(px(LINE_HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the field is edited, what it means and may hold stands beside its label; there, so that nothing jumps."""
        if event.type() == QEvent.Type.FocusIn:
            self._explain()
        elif event.type() == QEvent.Type.FocusOut:
            self.hint.setText("")
        return super().eventFilter(watched, event)

    def _explain(self) -> None:
        from hsmonitor.ui.pages.help_words import limits

        words = " ".join(part for part in (self.field.help, *limits(self.field)) if part)
        self.label.setToolTip(_explained(self.field, words))
        if not self._beside:
            self._tell(words)

    def _tell(self, words: str) -> None:
        """Say something beside the label: what the field is, or what the line of its list under the cursor means."""
        taken = self.label.sizeHint().width() + (self.cited.sizeHint().width() if self.cited.text() else 0)
        room = self.width() - taken - px(20)  # the label is never cut for it
        self.hint.setText(QFontMetrics(font("label")).elidedText(words, Qt.TextElideMode.ElideRight, room))

    @property
    def waiting(self) -> Iterable[str]:
        """The keys of other records whose texts to correct wait until they are shown again."""
        return self._typed.keys()

    def _create(self, name: str) -> None:
        """Name a record that is not there yet, and add it in the same step."""
        if isinstance(self.field, Link | Links):
            self._additions.want(self.field.target, name)
            self.keep()

    def _stored(self) -> tuple[Place, str] | None:
        row = None if self.field.derived else self.row
        return (Place(row.kind, row.key, self.field.name), row.shown(self.field.name)) if row else None

    def show_row(self, row: Row, citation: Row | None) -> None:
        """Show the field of `row`; what the user is typing, or typed wrongly, stays."""
        before, self.row = self.row, row
        if citation:
            self.cited.setText(cited_words(citation, short=self._beside))
            self.cited.setToolTip(
                _("{cited}: {fact}").format(cited=cited_words(citation), fact=citation.shown(Citation.fact))
            )
        self.cited.setVisible(citation is not None)
        if self.pill:
            self._show_level(self.pill, row)
        elif before is None or before.key != row.key:
            self._change_record(before, row)
        elif not (self.wrong or self._touched(before)):
            self._show(row)
            self._judge("")
        self.draft.refresh()

    def _show(self, row: Row) -> None:
        """Have the stored words in the editor; what is typed from now on is a change of them, whatever others do meanwhile."""
        self.editor.set_words(row.shown(self.field.name))
        self._seen = row.values.get(self.field.name)

    def _change_record(self, before: Row | None, row: Row) -> None:
        """Show another record; a text to correct waits until its record is shown again, what it was to add is forgotten."""
        self._additions.forget()
        if before and self.wrong:
            self._typed[before.key] = self.editor.words()
        typed = self._typed.pop(row.key, None)
        self._show(row)
        self._judge("")
        if typed is not None:
            self.editor.put(typed)
            self.keep()

    def _show_level(self, pill: LevelPill, row: Row) -> None:
        pill.set_level(row.values.get(self.field.name, ""))
        if not pill.level:
            self.message.setText(_("Not rated: likelihood and impact are needed."))
            self.message.set_look(font="missing", tint="muted")
        self.message.setVisible(not pill.level)

    def _touched(self, row: Row) -> bool:
        return self.editor.hasFocus() and self.editor.words() != row.shown(self.field.name)

    def keep(self) -> None:
        """Save what was typed, if it is something else; what cannot be taken stays, with the reason under it."""
        undecided = self.choice and self.choice.waits_for(self.editor.words())
        if self.row is None or self.field.derived or undecided:
            return
        if not self.editor.touched() or self.editor.words().strip() == self.row.shown(self.field.name).strip():
            self.bring_back()
            return
        try:
            value = meant(self.desk.portfolio.connection, self.field, self.editor.words(), self._additions)
            if value == self._seen:
                self._show(self.row)
            else:
                self._save(value)
            self._settle()
        except Conflict as error:
            self._judge(str(error.clashes[0]), error.clashes[0])
        except Invalid as error:
            self._judge(error.problems[0].message)
        except (ValueError, PortfolioError) as error:
            self._judge(offering(self.field, error))

    def _save(self, value: Any) -> None:
        row = self.row
        if row is None:
            return
        title = _("Change {field} of {name}").format(field=self.field.label, name=row.display)
        self._judge("")
        self.desk.save(row.kind, row.key, self.field.name, value, self._seen, title, self._additions)
        self._seen = value

    def _insist(self) -> None:
        """Save what was typed over what somebody else has changed meanwhile: that was seen and decided."""
        if self.row and self.choice and self.choice.clash:
            self._seen = self.choice.clash.theirs
            self.choice.ask(None)
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.keep()

    def _ask(self, clash: Clash | None) -> None:
        if self.choice is None and clash:
            self.choice = ClashChoice()
            self.choice.theirs.clicked.connect(self.bring_back)
            self.choice.mine.clicked.connect(self._insist)
            self._column.insertWidget(self._column.indexOf(self.message) + 1, self.choice)
        if self.choice:
            self.choice.ask(clash, self.editor.words())

    def bring_back(self) -> None:
        """Show the stored value again."""
        if self.row:
            self._show(self.row)
        self._settle()

    def _settle(self) -> None:
        """Take note that what stands in the editor is stored, and is right."""
        self._additions.forget()
        self.editor.set_kept()
        self.draft.settle()
        self._judge("")

    def _judge(self, wrong: str, clash: Clash | None = None) -> None:
        if isinstance(self.field, Level):
            return
        changed, self.wrong = self.wrong != wrong, wrong
        self._ask(clash)
        self.editor.set_wrong(bool(wrong))
        self.editor.setAccessibleDescription(wrong or self.field.help)
        self.message.setText(wrong)
        self.message.setVisible(bool(wrong))
        if changed:
            self.judged.emit()


def _explained(field: Field[Any], words: str) -> str:
    """Return what the tool tip of a label says: the label itself, which may be cut, and what the field means."""
    return _("{field}: {help}").format(field=_titled(field), help=words) if words else _titled(field)


def _titled(field: Field[Any]) -> str:
    """Return the label with the unit that the field is counted in."""
    return _("{field} ({unit})").format(field=field.label, unit=field.unit) if field.unit else field.label


def cited_words(citation: Row, *, short: bool = False) -> str:
    """Return where a fact comes from and how sure it is: "¶7 stated"; in `short` "¶7"."""
    paragraph, sure = citation.shown(Citation.paragraph), citation.shown(Citation.certainty)
    if short and paragraph:
        return _("¶{paragraph}").format(paragraph=paragraph)
    return _("¶{paragraph} {sure}").format(paragraph=paragraph, sure=sure) if paragraph else sure
