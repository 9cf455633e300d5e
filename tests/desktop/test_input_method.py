"""Which input method Qt is told to use under fcitx5 and elsewhere."""

import pytest

from linli.desktop.input_method import FCITX5, choose_input_method

RUNS = frozenset({FCITX5})


@pytest.mark.parametrize(
    ("environ", "owned", "changes"),
    [
        ({"QT_IM_MODULE": "fcitx"}, RUNS, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "fcitx5"}, RUNS, {"QT_IM_MODULE": "ibus"}),
        ({}, RUNS, {"QT_IM_MODULE": "ibus"}),
        ({"XDG_SESSION_TYPE": "wayland"}, RUNS, {}),
        ({"QT_IM_MODULE": "fcitx", "XDG_SESSION_TYPE": "wayland"}, RUNS, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "ibus"}, RUNS, {}),
        ({"QT_IM_MODULE": "xim"}, RUNS, {}),
        (
            {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "fcitx;wayland"},
            RUNS,
            {"QT_IM_MODULE": "ibus", "QT_IM_MODULES": "ibus;fcitx;wayland"},
        ),
        ({"QT_IM_MODULE": "ibus", "QT_IM_MODULES": "wayland;fcitx;ibus"}, RUNS, {}),
        ({"QT_IM_MODULE": "fcitx"}, frozenset(), {}),
        ({}, frozenset(), {}),
    ],
)
def test_fcitx5_is_reached_through_ibus_and_nothing_else_is_touched(
    environ: dict[str, str], owned: frozenset[str], changes: dict[str, str]
) -> None:
    assert choose_input_method(environ, owned) == changes
