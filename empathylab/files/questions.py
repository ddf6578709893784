"""The questions to a visitor. Apart from the library, since records ask for them and no model of a sense."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from empathylab.domain.questions import QuestionSet
from empathylab.files import paths
from empathylab.files.toml import read_value


def load_questions(assets_dir: Path | None = None) -> QuestionSet:
    """The questions to a visitor; without them there is no lab, so a fault is raised. What is shipped is read once."""
    return _shipped(paths.assets_dir()) if assets_dir is None else _read(assets_dir)


@cache
def _shipped(assets_dir: Path) -> QuestionSet:
    return _read(assets_dir)


def _read(assets_dir: Path) -> QuestionSet:
    return read_value(assets_dir / "questions" / "questions.toml", QuestionSet)
