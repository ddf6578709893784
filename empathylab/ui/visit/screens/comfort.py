"""The comfort buttons of the first screen: larger text, more contrast, the screens read aloud."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton

from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import button
from empathylab.ui.visit.screens.read_aloud_button import ReadAloudButton


def comfort_buttons(show_again: Callable[[int], object]) -> list[QAbstractButton]:
    """Text size, contrast and reading aloud; for the first two the screen is built again with the new look.

    `show_again` is told which of the buttons was pressed.
    """
    now = theme.current()
    sizes = theme.TEXT_SCALES
    following = sizes[(sizes.index(now.scale) + 1) % len(sizes)] if now.scale in sizes else sizes[0]
    size_words = "Larger text" if following > now.scale else "Normal text"
    contrast_words = "Normal contrast" if now.is_high_contrast else "More contrast"

    def resize() -> None:
        theme.use(theme.scaled(theme.current(), following))
        show_again(0)

    def recolour() -> None:
        base = theme.STANDARD if now.is_high_contrast else theme.HIGH_CONTRAST
        theme.use(replace(base, scale=now.scale, has_motion=now.has_motion, has_f_keys=now.has_f_keys))
        show_again(1)

    return [
        button(size_words, resize, "small"),
        button(contrast_words, recolour, "small"),
        ReadAloudButton(),
    ]
