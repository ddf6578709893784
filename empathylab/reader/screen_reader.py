"""The screen reader as a simulation: what of it can be set."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from empathylab.domain.feature import FeatureModel, Group, limited
from empathylab.domain.voice import DEFAULT_WPM
from empathylab.reader.settings import Echo, ReaderSettings, Verbosity


class ScreenReader(FeatureModel):
    """A page that is read aloud instead of seen."""

    id: ClassVar[str] = "screen-reader"
    title: ClassVar[str] = "Screen reader"
    group: ClassVar[Group] = Group.READER
    explanation: ClassVar[tuple[str, ...]] = (
        "The page is read aloud from the names that the page gives to its parts.",
        "It speaks at {rate_wpm} words a minute.",
        "The screen is dark until F8 is pressed{curtain}.",
    )

    rate_wpm: int = limited(DEFAULT_WPM, 80, 500, "words a minute", "How fast it speaks.")
    pitch: float = limited(1.0, 0.5, 2, "times", "How high it speaks.")
    curtain: bool = Field(False, description="Is the screen dark?")
    verbosity: Verbosity = Field(Verbosity.NORMAL, strict=False, description="How much it says.")
    echo: Echo = Field(Echo.CHARACTERS, strict=False, description="What is said back while typing.")
    file_names: bool = Field(False, description="Is an image without alt called by its file name?")

    @property
    def settings(self) -> ReaderSettings:
        """The same for the reader itself."""
        return ReaderSettings(
            verbosity=self.verbosity,
            echo=self.echo,
            rate_wpm=self.rate_wpm,
            pitch=self.pitch,
            is_naming_files=self.file_names,
        )
