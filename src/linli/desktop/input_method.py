"""Which input method Qt is told to use, so that pinyin becomes Chinese."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtDBus import QDBusConnection

FCITX5 = "org.fcitx.Fcitx5"


def choose_input_method(
    environ: Mapping[str, str], owned_dbus_names: Collection[str]
) -> dict[str, str]:
    """The environment variables to set before QApplication; empty when all is well.

    The wheels of PySide6 bring ibus but no fcitx: under fcitx5, which sets
    ``QT_IM_MODULE=fcitx``, pinyin would stay raw letters. fcitx5 answers ibus
    clients too, so where it runs Qt is sent there.
    """
    if FCITX5 not in owned_dbus_names:
        return {}
    changes: dict[str, str] = {}
    module = environ.get("QT_IM_MODULE", "")
    # Unset on Wayland means the compositor's own protocol, which fcitx5 serves well.
    if module.startswith("fcitx") or (not module and environ.get("XDG_SESSION_TYPE") != "wayland"):
        changes["QT_IM_MODULE"] = "ibus"
    # Qt 6.7 and later read this list first.
    wanted = environ.get("QT_IM_MODULES", "")
    if wanted.startswith("fcitx"):
        changes["QT_IM_MODULES"] = f"ibus;{wanted}"
    return changes


def owned_dbus_names() -> frozenset[str]:
    """Which of the names that matter here somebody owns on the session bus; needs no QApplication."""
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return frozenset()
    interface = bus.interface()
    return frozenset({FCITX5}) if interface.isServiceRegistered(FCITX5).value() else frozenset()
