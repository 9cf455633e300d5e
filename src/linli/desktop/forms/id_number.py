"""The number of a paper that says who somebody is."""

from PySide6.QtCore import QEvent, QObject
from typing_extensions import override

from linli.desktop.fields.field import Raw
from linli.desktop.fields.line import LineField
from linli.domain.masking import masked_id


class IdNumberField(LineField):
    """A number that is starred out once the cursor has left it; its value stays whole."""

    def __init__(self, label: str, *, mnemonic: str = "") -> None:
        self._whole: str | None = None
        super().__init__(label, mnemonic=mnemonic)

    @override
    def text(self) -> str:
        return self.line.text() if self._whole is None else self._whole

    @override
    def set_text(self, text: str) -> None:
        self._whole = None
        super().set_text(text)
        if not self.line.hasFocus():
            self._mask()

    @override
    def raw(self) -> str:
        return self.text()

    @override
    def set_raw(self, raw: Raw) -> None:
        self.set_text(raw if isinstance(raw, str) else "".join(raw))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() is QEvent.Type.FocusIn:
            self._unmask()
        elif watched is self.line and event.type() is QEvent.Type.FocusOut:
            self._mask()
        return super().eventFilter(watched, event)

    def _mask(self) -> None:
        if self._whole is None and self.line.text().strip():
            self._whole = self.line.text()
            self._show(masked_id(self._whole))

    def _unmask(self) -> None:
        if self._whole is not None:
            whole, self._whole = self._whole, None
            self._show(whole)

    def _show(self, text: str) -> None:
        self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(False)
