"""Page one of the report: the answers to what somebody asks who was not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from empathylab.domain.days import day_words
from empathylab.domain.errors import InputError
from empathylab.domain.feature import Group, wears
from empathylab.domain.records import ActionRecord, RecordsSource
from empathylab.domain.session import RunKind
from empathylab.domain.spec import Spec
from empathylab.domain.summary import Scale, WornCount
from empathylab.domain.words import isolated, visible
from empathylab.domain.workshop import EventSettings
from empathylab.features import FEATURES
from empathylab.hearing.simulations.hearing_loss import HearingLoss
from empathylab.measures.anonymity import NOT_SHOWN
from empathylab.measures.change_size import size_of, unsigned
from empathylab.measures.comparing import Comparison
from empathylab.measures.scales import SCALES
from empathylab.reports.barriers import barriers_met, fixes
from empathylab.reports.endings import sending_sentence, sent
from empathylab.reports.findings import change_section, change_told, compared_people, shown
from empathylab.reports.model import FirstPage, KeyFigure, Promise, Section, Wearer
from empathylab.reports.sharing import Shareable

MOST_FIXES = 3
#: More promises than this stand on a later page only.
_MOST_PROMISES = 6
#: Of how many personas page one says what was simulated.
_MOST_EXPLAINED = 4
#: What is compared over the part that both runs reached, the fairest first.
_LIKE_WITH_LIKE = {
    Scale.FIRST_PAGE_SECONDS: "finished the first page",
    Scale.FIRST_FIELD_SECONDS: "reached the first field",
    Scale.FIRST_FIELD_KEYS: "reached the first field",
}


def first_page(
    source: RecordsSource,
    event: str | None,
    settings: tuple[EventSettings, ...],
    data: Shareable,
    worn: tuple[WornCount, ...],
) -> FirstPage:
    """The whole of page one; of too few people only what it was and what was promised."""
    is_shown = data.people.is_counted
    wearers = _on_page_one(wearers_of(data, worn)) if is_shown else ()
    return FirstPage(
        lead=_lead(settings, source.stations(event), worn, data),
        facts=_facts(data),
        wearers_heading=wearers_heading(wearers),
        wearers=wearers,
        found=_found(data) if is_shown else (),
        fixes=fixes(data, barriers_met(data))[:MOST_FIXES] if is_shown else (),
        promises=tuple(map(promise_of, source.actions(event)))[:_MOST_PROMISES],
        footnote=_footnote(data.k),
    )


def promise_of(action: ActionRecord) -> Promise:
    """A promise as the first page tells it."""
    due = day_words(action.due_on) if action.due_on else ""
    return Promise(visible(action.text), visible(action.owner), due, action.state.value)


def saying_why_little(first: FirstPage, k: int) -> FirstPage:
    """The page; one on which nothing could be told as found says what rule that comes from."""
    if first.found or k <= 1:
        return first
    why = f"Little is shown: what fewer than {k} people did is never told, so that nobody can be told from it."
    return replace(first, lead=(*first.lead, why))


def _footnote(k: int) -> str:
    """The rule for small groups, said once."""
    if k <= 1:
        return ""
    return (
        f"Numbers of people are rounded down, some by a few steps, by lot (“at least {3 * k}” is {3 * k} or more), and "
        f"groups of fewer than {k} are not told apart: nobody can be found by adding up or taking away. So it says "
        "“everybody (at least 7 people)”, not “7 of 7”, and a difference of a step or two says little. Where a chart "
        "has a line for each person, no line is missing. A few minutes of a simulation are not a life; nothing here "
        "replaces testing with disabled people."
    )


# --- what this was ----------------------------------------------------------------------------------------------------


def _lead(
    settings: tuple[EventSettings, ...], stations: tuple[str, ...], worn: tuple[WornCount, ...], data: Shareable
) -> tuple[str, ...]:
    found = [_what_it_was(settings)]
    names = [isolated(visible(name)) for name in stations if name]
    if names:
        found.append(f"{_listed(names)} {'were the stations' if len(names) > 1 else 'was the station'}.")
    forms = list(dict.fromkeys(data.names.task(each.task) for each in worn if not each.is_service))
    if forms and data.people.is_counted:
        tried = "Forms tried" if len(forms) > 1 else "Form tried"
        found.append(f"{tried}: {_listed(forms)}, first with barriers, then built well.")
    return tuple(found)


def _what_it_was(settings: tuple[EventSettings, ...]) -> str:
    if not settings:
        return "No event yet."
    if len(settings) > 1:
        first, *_, last = sorted(each.held_on for each in settings)
        when = f"from {day_words(first)} to {day_words(last)}" if first != last else f"on {day_words(first)}"
        return f"{len(settings)} empathy labs, {when}."
    (event,) = settings
    place = f", {isolated(visible(event.place))}" if event.place else ""
    run_by = f", run by {isolated(visible(event.run_by))}" if event.run_by else ""
    return f"An empathy lab on {day_words(event.held_on)}{place}{run_by}."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# --- who came ---------------------------------------------------------------------------------------------------------


def _facts(data: Shareable) -> tuple[KeyFigure, ...]:
    if data.people is NOT_SHOWN:
        return ()
    facts = [KeyFigure(data.people.words, "people took part")]
    for run, words in ((RunKind.BARRIER, "with barriers"), (RunKind.HELPED, "built well")):
        if told := sent(data, run):
            facts.append(KeyFigure(told.people, f"{told.of} could send the form {words}"))
    return tuple(facts)


def _on_page_one(wearers: tuple[Wearer, ...]) -> tuple[Wearer, ...]:
    """Of many people, what was simulated stands on a page of its own."""
    return wearers if len(wearers) <= _MOST_EXPLAINED else tuple(replace(each, worn=()) for each in wearers)


def worn_section(data: Shareable, worn: tuple[WornCount, ...]) -> tuple[Section, ...]:
    """What was simulated, where page one has no room for it."""
    wearers = wearers_of(data, worn)
    if len(wearers) <= _MOST_EXPLAINED:
        return ()
    sentences = tuple(f"{each.name}: {' '.join(each.worn)}" for each in wearers if each.worn)
    return (Section("worn", "What was simulated", sentences),)


def wearers_heading(wearers: tuple[Wearer, ...]) -> str:
    """It promises what was simulated only where that stands below it: a service may be tried with nothing worn."""
    return "Who people were, and what was simulated" if any(each.worn for each in wearers) else "Who people were"


def wearers_of(data: Shareable, worn: tuple[WornCount, ...]) -> tuple[Wearer, ...]:
    """Each persona that may be told apart."""
    return tuple(_wearer(data, persona, people.words, worn) for persona, people in data.groups.items())


def _wearer(data: Shareable, persona: str, people: str, worn: tuple[WornCount, ...]) -> Wearer:
    known = [data.names.personas[each] for each in persona.split("+") if each in data.names.personas]
    return Wearer(
        data.names.persona(persona),
        data.names.portraits.get(persona.split("+")[0], ""),
        people,
        " ".join(each.one_line for each in known),
        _worn_words([each for each in worn if each.persona == persona], data.k),
    )


def _worn_words(worn: list[WornCount], k: int) -> tuple[str, ...]:
    """What most people wore, where enough of them did, and whether their screens were measured and volumes set."""
    if not worn or worn[0].people < k:
        return ()
    told = list(_explained(worn[0].simulations))
    if Group.SIGHT in FEATURES.groups(worn[0].simulations):
        told.append(_measured_words([each.is_measured for each in worn]))
    if wears(worn[0].simulations, HearingLoss):
        told.append(_loudness_words([each.is_loudness_set for each in worn]))
    return tuple(told)


def _explained(simulations: tuple[Spec, ...]) -> Iterator[str]:
    for spec in simulations:
        with suppress(InputError):  # one of another version of the lab
            yield FEATURES.make(spec).explain()


def _measured_words(measured: list[bool]) -> str:
    if all(measured):
        return "The screen was measured, so that these hold."
    if any(measured):
        return "Not every screen was measured; before the others these are rough."
    return "The screen was not measured, so these are rough."


def _loudness_words(is_set: list[bool]) -> str:
    if all(is_set):
        return "The volume was set by a voice, so that the loss holds."
    if any(is_set):
        return "Not every volume was set by a voice; before the others the loss is rough."
    return "The volume was not set by a voice, so the loss is rough."


# --- what was found ---------------------------------------------------------------------------------------------------


def _found(data: Shareable) -> tuple[str, ...]:
    """Three sentences with their denominators, and a warning where people were moved the wrong way."""
    sentences = (sending_sentence(data), _ease_sentence(data), _time_sentence(data))
    warning = change_section(data).warning
    return tuple(filter(None, (*sentences, warning)))


def _ease_sentence(data: Shareable) -> str:
    ease = shown(data, Scale.EASE)
    if ease is None:
        return ""
    if ease.better == ease.people:
        return f"All {ease.people:,} who said how easy it was found the same form easier built well."
    return (
        f"Of the {ease.people:,} who said how easy it was, {ease.better:,} found the same form easier built well, "
        f"{ease.same:,} as easy and {ease.worse:,} harder."
    )


def _time_sentence(data: Shareable) -> str:
    """Over the part that both runs reached; nothing where too few differ to say."""
    for scale, part in _LIKE_WITH_LIKE.items():
        told, change = compared_people(data, scale), change_told(data, scale)
        if told and change:
            people, _pairs = told
            if less := _less_words(change):
                return f"{people[:1].upper()}{people[1:]} people {part} of both forms: built well it {less}."
    return ""


def _less_words(change: Comparison) -> str:
    """Such as: typically took 31 seconds less (95 % interval 24 to 40). Nothing where too few differ to say."""
    size = size_of(change)
    if size is None or not size.shift:
        return ""
    less = "fewer" if change.scale is Scale.FIRST_FIELD_KEYS else "less"
    low, high = map(unsigned, sorted((size.low, size.high), key=abs))
    sure = "" if size.holds_nought else f" (95 % interval {low} to {high})"
    took = f"{unsigned(size.shift)} {SCALES[change.scale].unit_after(size.shift)}"
    return f"typically took {took} {less if size.shift < 0 else 'more'}{sure}"
