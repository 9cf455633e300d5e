"""A stand-in for the page that notes what a card asks for, and the words a card shows."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QLabel, QWidget

from linli.desktop.case_page.read_text import ReadText
from linli.desktop.widgets.badges import Badge
from linli.domain.things import Thing


@dataclass
class Acts:
    """Notes what a card asks for."""

    asked: list[tuple[str, ...]] = field(default_factory=list)

    def ask(self, form: str) -> None:
        """Note that a form was asked for."""
        self.asked.append((str(form),))

    def edit(self, thing: Thing, row_id: int) -> None:
        """Note that a row was to be changed."""
        self.asked.append(("F2", thing.value, str(row_id)))

    def remove(self, thing: Thing, row_id: int) -> None:
        """Note that a row was to be removed."""
        self.asked.append(("Del", thing.value, str(row_id)))


def words_of(widget: QWidget) -> list[str]:
    """What the labels, texts and badges of a card say, folded away or not."""
    texts = [text.toPlainText() for text in widget.findChildren(ReadText)]
    badges = [badge.text for badge in widget.findChildren(Badge)]
    return [*(label.text() for label in widget.findChildren(QLabel)), *texts, *badges]
