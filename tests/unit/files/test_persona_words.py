"""What persona files say: plain, of what people do and of what forms do to them, never of what a person cannot do."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from empathylab.domain.persona import Persona
from empathylab.files.library import load_library
from empathylab.files.paths import assets_dir
from support.reading_grade import grade

LIBRARY = load_library()
HIGHEST_GRADE = 8.0
#: Words about people that they themselves ask others to leave.
_UNWANTED = re.compile(
    r"\b(suffer\w*|afflict\w*|victim\w*|confined|bound|unable|cannot|can't|can not|struggl\w+|despite|normal\w*"
    r"|special needs|with autism|the (?:blind|deaf|disabled|autistic)\b(?! \w)|impair\w+|disorder\w*)\b",
    re.IGNORECASE,
)


def words_of(persona: Persona) -> Iterator[str]:
    """What a visitor reads about the person and the runs."""
    story = persona.story
    yield from (persona.one_line, persona.in_short, persona.caveat, story.person)
    yield from (*story.skills, *story.technology, *story.gets_in_the_way)
    for run in (persona.barrier, persona.helped):
        yield from (run.heading, run.explain)
    yield from (fact.quoted for fact in persona.facts)


@pytest.mark.parametrize("persona", LIBRARY.personas.values(), ids=list(LIBRARY.personas))
def test_nothing_says_what_a_person_cannot_do(persona: Persona) -> None:
    assert [words for words in words_of(persona) if _UNWANTED.search(words)] == []


@pytest.mark.parametrize("persona", LIBRARY.personas.values(), ids=list(LIBRARY.personas))
def test_every_sentence_of_a_persona_is_plain(persona: Persona) -> None:
    """Sources stand behind a fact, and are names."""
    told = [*words_of(persona), *(fact.text for fact in persona.facts)]
    sentences = [words for words in told if len(words.split()) > 5 and not words.endswith(")")]
    assert [(grade(words), words) for words in sentences if grade(words) > HIGHEST_GRADE] == []


@pytest.mark.parametrize("name", ["simone", "pawel"])
def test_where_nothing_is_worn_the_caveat_says_that_no_screen_shows_it(name: str) -> None:
    persona = LIBRARY.personas[name]
    assert not (persona.barrier.simulations)
    assert not (persona.helped.simulations)
    assert persona.caveat.startswith("No screen can show what ")
    assert persona.barrier.explain.startswith("Nothing.")
    assert set(persona.barrier.barriers).isdisjoint(LIBRARY.walls)


@pytest.mark.parametrize("persona", LIBRARY.personas.values(), ids=lambda persona: persona.id)
def test_a_key_to_try_does_something_at_what_is_on_the_tutors_page(persona: Persona) -> None:
    page = (assets_dir() / "tutor" / f"{persona.tutor.page}.html").read_text(encoding="utf-8")
    for step in persona.tutor.steps:
        assert [name for name in step.at if f'id="{name}"' not in page] == [], step.key
