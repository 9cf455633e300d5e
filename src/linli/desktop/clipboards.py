"""What is copied must not outlive what is covered."""

from collections.abc import Iterable

from PySide6.QtGui import QClipboard, QGuiApplication


def empty_clipboards_of(texts: Iterable[str]) -> None:
    """Empty the clipboards if one holds a piece of these texts, or all of one."""
    secret = [text for text in texts if text.strip()]
    if not secret:
        return
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        if mode is QClipboard.Mode.Selection and not clipboard.supportsSelection():
            continue
        held = clipboard.text(mode).strip()
        if held and any(held in text or text in held for text in secret):
            clipboard.clear(mode)
