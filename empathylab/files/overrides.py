"""A persona as the facilitator set it up: other hands, other helps in the second run, and what is worn besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from empathylab.domain.feature import Group, wears
from empathylab.domain.persona import Extra, Persona, RunPlan
from empathylab.domain.spec import Spec
from empathylab.features import FEATURES
from empathylab.files.library import Library
from empathylab.files.settings import Choices, Settings
from empathylab.motor import PRESETS, HandPreset, Hands, PointerBlock


def has_hands(persona: Persona) -> bool:
    """Whether a persona's keys go through a model of hands, so that another preset can be chosen."""
    return Group.HANDS in FEATURES.groups(persona.barrier.simulations)


def switchable_helps(persona: Persona) -> Mapping[str, str]:
    """The helps that answer what the persona wears: kind → title, the operating system's first."""
    needs = FEATURES.groups(persona.helped.simulations)
    return {feature.id: feature.title for feature in FEATURES if feature.answers & needs}


def library_as_set(files: Library, settings: Settings) -> Library:
    """The personas as the facilitator set them: hands, helps, and the words of local disabled people."""
    return replace(files, personas={name: _as_set(each, settings) for name, each in files.personas.items()})


def _as_set(persona: Persona, settings: Settings) -> Persona:
    words = (*persona.lived_words, *settings.lived_words.get(persona.id, ()))
    chosen = with_overrides(persona, settings.choices.get(persona.id, Choices()))
    return chosen.model_copy(update={"lived_words": words})


def with_overrides(persona: Persona, choices: Choices) -> Persona:
    """The persona with what the facilitator chose; the words beside the form then tell of it."""
    barrier, helped = persona.barrier, persona.helped
    if choices.hands and has_hands(persona):
        preset = PRESETS[choices.hands]
        mouse = "The mouse is off. " if wears(barrier.simulations, PointerBlock) else ""
        explain = f"{mouse}{preset.explain} Nothing helps."
        barrier = _with_hands(barrier, preset).model_copy(update={"explain": explain})
        helped = _with_hands(helped, preset)
    if choices.helps is not None:
        helped = _with_helps(helped, choices.helps, switchable_helps(persona))
    chosen = persona.model_copy(update={"barrier": barrier, "helped": helped})
    for extra in persona.extras:
        chosen = _with_extra(chosen, extra) if extra.id in choices.extras else chosen
    return chosen


def _with_extra(persona: Persona, extra: Extra) -> Persona:
    """The persona with this besides: in the story, in both runs, and in the words beside them."""
    story = persona.story.model_copy(update={"person": f"{persona.story.person} {extra.person}"})
    runs = {
        name: run.model_copy(
            update={
                "simulations": (*run.simulations, *extra.simulations),
                "helps": (*run.helps, *extra.helps),
                "barriers": (*run.barriers, *barriers),
                "explain": f"{run.explain} {words}",
            }
        )
        for name, run, barriers, words in (
            ("barrier", persona.barrier, extra.barriers, extra.without),
            ("helped", persona.helped, (), extra.with_help),
        )
    }
    return persona.model_copy(update={"story": story, **runs})


def _with_hands(run: RunPlan, preset: HandPreset) -> RunPlan:
    """The preset in the place of the persona's own hands."""
    others = tuple(spec for spec in run.simulations if FEATURES.of(spec.kind).group is not Group.HANDS)
    return run.model_copy(update={"simulations": (*others, Spec(Hands.id, {"preset": preset.name}))})


def _with_helps(run: RunPlan, chosen: Iterable[str], switchable: Mapping[str, str]) -> RunPlan:
    """Just these of the switchable helps, with the persona's own figures where it has them; the others stay."""
    own = {spec.kind: spec for spec in run.helps}
    kept = tuple(spec for spec in run.helps if spec.kind not in switchable)
    on = [name for name in switchable if name in set(chosen)]
    helps = (*kept, *(own.get(name, Spec(name)) for name in on))
    if set(helps) == set(run.helps):
        return run
    titles = ", ".join(switchable[name].lower() for name in on)
    told = f"and this is switched on: {titles}." if titles else "and nothing else is switched on."
    explain = f"All that was hard before is as hard now. But this form is built well, {told}"
    return run.model_copy(update={"helps": helps, "explain": explain})
