"""The small print beside a form."""

from __future__ import annotations

from empathylab.domain.feature import wears
from empathylab.domain.session import Condition, Twin
from empathylab.hearing.simulations.hearing_loss import HearingLoss
from empathylab.reader.screen_reader import ScreenReader
from empathylab.ui.kit.how_it_works import GAZE_WORDS, changes_sound, depends_on_screen, follows_gaze
from empathylab.ui.visit.screens.run_screen import OUTSIDE_SOUND_WORDS


def run_facts(condition: Condition, *, has_sound: bool) -> tuple[str, ...]:
    """The small print beside the form: what is never simulated, whether the screen was measured, sound."""
    facts = ["These cards and buttons stay as they are."]
    if depends_on_screen(condition):
        facts.append(
            f"Measured for this screen at {condition.distance_cm:.0f} cm."
            if condition.is_calibrated
            else "Not calibrated: this screen has not been measured, so the strength is a guess."
        )
    if follows_gaze(condition):
        facts.append(GAZE_WORDS)
    if condition.twin is Twin.SERVICE and changes_sound(condition):
        facts.append(OUTSIDE_SOUND_WORDS)
    elif wears(condition.simulations, HearingLoss):
        facts.append(_loudness_fact(condition, has_sound=has_sound))
    if wears(condition.simulations, ScreenReader) and not has_sound:
        facts.append("This computer has no sound device. What the reader says is shown in words.")
    return tuple(facts)


def _loudness_fact(condition: Condition, *, has_sound: bool) -> str:
    if not has_sound:
        return "This computer has no sound device: what is said in the form is not heard."
    if condition.is_loudness_set:
        return "The volume was set by a voice, so sound is as loud as it says."
    return "Not calibrated: nobody has set the volume, so how much is lost is a guess."
