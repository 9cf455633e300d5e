"""The one stylesheet of the desk, built from the table of colours."""

from __future__ import annotations

from linli.desktop.colours import Tokens


def stylesheet(t: Tokens, scale: float) -> str:
    """The rules in the colours of ``t``, their heights ``scale`` times those at 标准."""

    def scaled(pixels: float) -> int:
        return round(pixels * scale)

    # No font here: a weight in a stylesheet loses the axis. No min-height on text
    # boxes: it would overwrite setMinimumHeight.
    picked = t.picked
    control, chip = scaled(30), scaled(26)
    tones = {
        "muted": t.muted,
        "accent": t.accent,
        "late": t.late.fg,
        "soon": t.soon.fg,
        "well": t.well.fg,
    }
    tones |= {f"side{place}": tone.fg for place, tone in enumerate(t.sides)}
    words = "\n".join(
        f'QLabel[tone="{name}"], QPushButton[tone="{name}"] {{ color: {fg}; }}'
        for name, fg in tones.items()
    )
    return f"""
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {{
    background: {t.base}; color: {t.text}; border: 1px solid {t.border}; border-radius: 4px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {t.muted}; }}
QLineEdit {{ padding: 0 9px; min-height: {control - 2}px; max-height: {control - 2}px; }}
QPlainTextEdit {{ padding: 5px 8px; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {t.accent}; }}
QLineEdit:focus {{ padding: 0 8px; min-height: {control - 4}px; max-height: {control - 4}px; }}
QPlainTextEdit:focus {{ padding: 4px 7px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {t.late.fg}; }}
QLineEdit[wrong="true"] {{ padding: 0 8px; min-height: {control - 4}px; max-height: {control - 4}px; }}
QPlainTextEdit[wrong="true"] {{ padding: 4px 7px; }}

QPushButton {{
    outline: 0;
    background: {t.base}; color: {t.text}; border: 1px solid {t.border}; border-radius: 4px;
    padding: 0 14px; min-height: {control - 2}px;
}}
QPushButton:hover {{ background: {t.row_hover}; }}
QPushButton:pressed {{ background: {picked.bg}; color: {picked.fg}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 13px; min-height: {control - 4}px; }}
QPushButton:disabled {{ color: {t.muted}; border-color: {t.line}; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; }}
QPushButton[kind="primary"]:focus {{ border-color: {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.base}; color: {t.muted}; border-color: {t.line}; }}
QPushButton[kind="quiet"] {{ background: transparent; color: {t.accent}; border: 1px solid transparent; padding: 0 7px; }}
QPushButton[kind="quiet"]:hover {{ background: {t.row_hover}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0 6px; }}
QPushButton[kind="quiet"]:disabled {{ color: {t.muted}; }}
QPushButton[kind="amber"] {{ background: {t.soon.bg}; color: {t.soon.fg}; border-color: {t.soon.fg}; }}
QPushButton[tall="true"] {{ min-height: {scaled(70)}px; text-align: left; }}
QPushButton[tall="true"]:focus {{ min-height: {scaled(68)}px; }}
QPushButton[kind="chip"] {{
    border-color: {t.line}; border-radius: {chip // 2}px; padding: 0 12px;
    min-height: {chip - 2}px; max-height: {chip - 2}px;
}}
QPushButton[kind="chip"]:checked {{ background: {picked.bg}; color: {picked.fg}; border-color: {t.accent}; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {t.accent}; padding: 0 11px; min-height: {chip - 4}px; max-height: {chip - 4}px; }}
{words}
QLabel:focus {{ background: {picked.bg}; color: {picked.fg}; }}

QListView, QTableView {{ outline: 0; border: 0; background: {t.base}; }}
QListView[popup="true"] {{ border: 1px solid {t.border}; border-radius: 4px; padding: 4px; }}
QListView[popup="true"]::item {{ height: {scaled(28)}px; padding: 0 6px; color: {t.text}; border-radius: 3px; }}
QListView[popup="true"]::item:selected {{ background: {picked.bg}; color: {picked.fg}; }}
QHeaderView::section {{ background: {t.base}; color: {t.muted}; border: 0; border-bottom: 1px solid {t.line}; padding-left: 8px; }}
QScrollArea {{ border: 0; background: transparent; }}
QScrollArea[pane="true"] {{ border: 2px solid transparent; }}
QTextBrowser {{ border: 2px solid transparent; background: {t.base}; color: {t.text}; selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QTextBrowser:focus {{ border-color: {t.accent}; }}
QScrollArea[pane="true"]:focus {{ border-color: {t.accent}; }}
QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {t.border}; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: {t.base}; color: {t.text}; border: 1px solid {t.border}; padding: 4px; }}
QStatusBar::item {{ border: 0; }}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 0 6px; color: {t.muted}; background: transparent; }}
QToolButton:hover {{ background: {t.row_hover}; }}
QToolButton:focus {{ border-color: {t.accent}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
QMenuBar {{ background: {t.window}; border: 0; border-bottom: 1px solid {t.line}; }}
QMenuBar::item {{ padding: {scaled(6)}px 10px; background: transparent; color: {t.text}; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {picked.bg}; color: {picked.fg}; }}
QMenu {{ background: {t.base}; color: {t.text}; border: 1px solid {t.border}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px; border-radius: 3px; }}
QMenu::item:selected {{ background: {picked.bg}; color: {picked.fg}; }}
QMenu::item:disabled {{ color: {t.muted}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
"""
