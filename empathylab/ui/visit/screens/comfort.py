"""The comfort buttons of the first screen: larger text, more contrast, less movement, the screens read aloud."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton

from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import button
from empathylab.ui.page import environment
from empathylab.ui.visit.screens.read_aloud_button import ReadAloudButton


def comfort_buttons(show_again: Callable[[int], object]) -> list[QAbstractButton]:
    """Text size, contrast, movement and reading aloud; for all but the last the screen is built again in its new look.

    `show_again` is told which of the buttons was pressed.
    """
    now = theme.current()
    sizes = theme.TEXT_SCALES
    following = sizes[(sizes.index(now.scale) + 1) % len(sizes)] if now.scale in sizes else sizes[0]
    size_words = "Larger text" if following > now.scale else "Normal text"
    contrast_words = "Normal contrast" if now.is_high_contrast else "More contrast"
    movement_words = "Normal movement" if theme.is_still() else "Less movement"

    def resize() -> None:
        theme.use(theme.scaled(theme.current(), following))
        show_again(0)

    def recolour() -> None:
        base = theme.STANDARD if now.is_high_contrast else theme.HIGH_CONTRAST
        theme.use(replace(base, scale=now.scale, has_motion=now.has_motion, has_f_keys=now.has_f_keys))
        show_again(1)

    def settle() -> None:
        theme.use(replace(theme.current(), has_motion=theme.is_still()))
        show_again(2)

    return [
        button(size_words, resize, "small"),
        button(contrast_words, recolour, "small"),
        *([] if environment.is_stillness_asked() else [button(movement_words, settle, "small")]),
        ReadAloudButton(),
    ]
