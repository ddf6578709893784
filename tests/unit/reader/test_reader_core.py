"""The reader without any page: nodes in, key strokes in, phrases and facts out."""

from __future__ import annotations

import dataclasses
import random
import string
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathylab.domain.event_log import InteractionEvent
from empathylab.domain.events import SpeechInterrupted, SpeechStarted
from empathylab.domain.voice import Cue, VoiceEvent, VoiceEventKind, VoiceListener, WordListener
from empathylab.reader.keymap import KeyStroke, ReadingMode, command_for
from empathylab.reader.node import Node
from empathylab.reader.page_messages import Change, Edited, Focus, LiveText, PageOpened
from empathylab.reader.reader import Reader
from empathylab.reader.said_before import SaidBefore
from empathylab.reader.settings import Echo, ReaderSettings, Verbosity
from empathylab.reader.tables import keys, phrases, roles
from empathylab.reader.taught_keys import does_as_taught
from empathylab.reader.utterance import Utterance, notice


@dataclass
class FakeVoice:
    """Says nothing; what it was given ends when the test says so, or at once."""

    listener: VoiceListener | None = None
    word_listener: WordListener | None = None
    said: list[str] = field(default_factory=list)
    is_instant: bool = False
    current: int = 0
    cues: list[Cue] = field(default_factory=list)
    spoken: list[tuple[str, str]] = field(default_factory=list)

    def speak(self, utterance_id: int, text: str, language: str = "", cue: Cue = Cue.NONE) -> None:
        self.said.append(text)
        self.spoken.append((text, language))
        self.cues.append(cue)
        self.current = utterance_id
        self.tell(VoiceEventKind.STARTED)
        if self.is_instant:
            self.tell(VoiceEventKind.FINISHED)

    def tell(self, kind: VoiceEventKind) -> None:
        assert self.listener is not None
        self.listener(VoiceEvent(self.current, kind))

    def stop(self) -> None:
        self.tell(VoiceEventKind.INTERRUPTED)

    def set_rate_wpm(self, rate_wpm: int) -> None: ...
    def set_pitch(self, pitch: float) -> None: ...
    def begin_visit(self) -> None: ...
    def prepare(self, texts: Sequence[str], language: str = "") -> None: ...
    def close(self) -> None: ...


@dataclass
class FakePage:
    """Remembers what it was asked."""

    asked: list[tuple[str, int]] = field(default_factory=list)

    def fresh(self, node: int, since: int, then: Callable[[], None]) -> None:
        then()

    def show(self, node: int) -> None:
        self.asked.append(("show", node))

    def focus(self, node: int) -> None:
        self.asked.append(("focus", node))

    def press(self, node: int) -> None:
        self.asked.append(("press", node))

    def tab(self, node: int, step: int) -> None:
        self.asked.append(("tab", step))


@dataclass
class Heard:
    """What the lab hears of the reader."""

    phrases: list[Utterance] = field(default_factory=list)
    events: list[InteractionEvent] = field(default_factory=list)
    curtains: int = 0

    def phrase(self, utterance: Utterance) -> None:
        self.phrases.append(utterance)

    def record(self, event: InteractionEvent) -> None:
        self.events.append(event)

    def curtain_asked(self) -> None:
        self.curtains += 1


NODES = (
    Node(1, 0, "generic"),
    Node(2, 1, "main"),
    Node(3, 2, "heading", name="About you", level=1),
    Node(4, 2, "text", name="Two words"),
    Node(5, 2, "group", name="Colour"),
    Node(6, 5, "radio", name="Red", states=("not checked",), place=1, size=2, is_focusable=True),
    Node(7, 5, "radio", name="Blue", states=("checked",), place=2, size=2, is_focusable=True),
    Node(
        8,
        2,
        "textbox",
        name="Name",
        value="Ada",
        states=("required",),
        description="As on your bill",
        is_focusable=True,
    ),
    Node(9, 2, "list", rows=1),
    Node(10, 9, "listitem"),
    Node(11, 10, "link", name="Home", is_focusable=True),
)


class Desk:
    """A reader with everything around it faked."""

    def __init__(self, **options: Any) -> None:
        self.voice, self.page, self.heard = FakeVoice(), FakePage(), Heard()
        self.reader = Reader(
            self.page, self.voice, self.heard, ReaderSettings(**{"is_reading_on_load": False, **options})
        )
        self.reader.opened(PageOpened("Form", "en", NODES))
        self.voice.said.clear()

    def press(self, *names: str) -> list[str]:
        for name in names:
            self.voice.said.clear()
            *held, key = name.split("+")
            self.reader.key(KeyStroke(key, "Shift" in held, "Ctrl" in held, "Alt" in held, "Insert" in held))
        return list(self.voice.said)


def test_containers_are_said_once_on_the_way_in() -> None:
    desk = Desk()
    assert desk.press("R") == ["main landmark, Colour, group, Red, radio button, not checked, 1 of 2"]
    assert desk.press("Down") == ["Blue, radio button, checked, 2 of 2"]
    assert desk.press("Down") == ["Name, edit, required, Ada, As on your bill"]
    assert desk.press("Down") == ["list with 1 item, link, Home"]


def test_verbosity_decides_what_is_left_out() -> None:
    assert Desk(verbosity=Verbosity.SHORT).press("R") == [
        "main landmark, Colour, group, Red, radio button, not checked"
    ]
    full = Desk(verbosity=Verbosity.FULL)
    full.press("Ctrl+End")
    assert full.press("Up") == ["out of list, Name, edit, required, Ada, As on your bill"]


def test_any_key_interrupts_and_the_record_says_so() -> None:
    desk = Desk()
    desk.press("H")
    desk.press("Shift")
    assert isinstance(desk.heard.events[-1], SpeechInterrupted)
    assert not desk.reader.speaker.is_speaking


def test_before_a_page_has_been_read_no_key_does_what_it_is_taught_for() -> None:
    early, desk = Reader(FakePage(), FakeVoice(), Heard(), ReaderSettings()), Desk()
    for key in ("F", "H", "Down", "Tab"):
        assert not does_as_taught(early, KeyStroke(key))
        assert does_as_taught(desk.reader, KeyStroke(key))


def test_events_never_hold_words() -> None:
    desk = Desk()
    desk.press("E", "Enter")
    desk.reader.typed(Edited("s"))
    values = [value for event in desk.heard.events for value in dataclasses.astuple(event)]
    assert all(isinstance(value, int) or value in {"edit", "focus", "browse"} for value in values)


def test_what_is_about_no_part_of_the_page_is_never_read_again() -> None:
    said = SaidBefore()
    assert [said.holds(notice("Bottom.")) for _ in range(2)] == [False, False]


def test_reading_the_same_part_again_is_told_and_another_part_with_the_same_words_is_not() -> None:
    desk = Desk()

    def again() -> list[bool]:
        told = [event.is_again for event in desk.heard.events if isinstance(event, SpeechStarted)]
        desk.heard.events.clear()
        return told

    twins = (*NODES, Node(12, 2, "textbox", is_focusable=True), Node(13, 2, "textbox", is_focusable=True))
    desk.reader.opened(PageOpened("Form", "en", twins))
    again()
    desk.press("R", "Down", "Up", "Insert+Up")
    assert again() == [False, False, True, True]
    desk.press("Ctrl+End", "Up")
    assert again() == [False, False]
    desk.reader.opened(PageOpened("Form", "en", NODES))
    again()
    desk.press("R")
    assert again() == [False]


def test_what_was_typed_is_left_out_of_what_may_be_kept() -> None:
    desk = Desk()
    desk.press("E")
    assert desk.heard.phrases[-1].text.startswith("main landmark, Name, edit, required, Ada")
    assert desk.heard.phrases[-1].public_text == "main landmark, Name, edit, required, …, As on your bill"


@pytest.mark.parametrize(
    ("echo", "typed", "said"),
    [
        (Echo.CHARACTERS, ["H", "i", " "], ["cap H", "i", "space"]),
        (Echo.WORDS, ["H", "i", " "], ["Hi"]),
        (Echo.WORDS, ["a", "b", "."], ["ab."]),
        (Echo.NONE, ["H", "i", " "], []),
        (Echo.CHARACTERS, ["•"], ["star"]),
    ],
)
def test_typing_is_said_back_as_set(echo: Echo, typed: list[str], said: list[str]) -> None:
    desk = Desk(echo=echo)
    for character in typed:
        desk.reader.typed(Edited(character))
    assert desk.voice.said == said


def test_a_password_is_stars_however_long() -> None:
    desk = Desk()
    node = Node(20, 2, "textbox", name="Code", value="•" * 12, states=("protected",))
    desk.reader.changed([Change(9, (node,))])
    assert desk.press("Ctrl+End") == ["main landmark, Code, edit, protected, 12 stars"]


def test_a_polite_flood_leaves_one_phrase_waiting_and_the_newest() -> None:
    desk = Desk()
    desk.press("H")
    for number in range(1000):
        desk.reader.live(LiveText(f"Update {number}"))
    assert desk.reader.speaker.waiting == 1
    desk.voice.tell(VoiceEventKind.FINISHED)
    assert desk.voice.said[-1] == "Update 999"
    desk.reader.live(LiveText("Stop", is_urgent=True))
    assert desk.voice.said[-1] == "Stop"


def test_say_all_reads_to_the_end_even_when_every_phrase_ends_at_once() -> None:
    desk = Desk()
    desk.voice.is_instant = True
    desk.press("Ctrl+Home")
    said = desk.press("Ctrl+Shift+Down")
    assert said[-1] == "list with 1 item, link, Home"
    assert not desk.reader.is_saying_all


def test_say_all_stops_when_the_voice_fails() -> None:
    desk = Desk()
    desk.press("Ctrl+Shift+Down")
    desk.voice.tell(VoiceEventKind.FAILED)
    assert len(desk.voice.said) == 1


def test_a_page_without_names_and_roles_is_not_read_wrongly() -> None:
    desk = Desk()
    desk.reader.opened(PageOpened("Form", "", NODES, is_supported=False))
    assert desk.voice.said == ["This page cannot be read: the web engine does not give names and roles."]


def test_tab_is_the_pages_own_where_focus_and_cursor_meet() -> None:
    desk = Desk()
    stroke = KeyStroke("Tab")
    assert not desk.reader.key(stroke)
    desk.press("R")
    assert desk.reader.key(stroke)
    assert desk.page.asked[-1] == ("tab", 1)
    desk.reader.focused(Focus(NODES[6]))
    assert not desk.reader.key(stroke)


def test_focus_on_a_field_is_focus_mode_and_a_link_leaves_it() -> None:
    desk = Desk()
    desk.reader.focused(Focus(NODES[7]))
    assert desk.voice.said[-1] == "main landmark, Name, edit, required, Ada, As on your bill, focus mode"
    assert desk.voice.cues[-1] is Cue.TYPING
    assert desk.press("H") == []
    desk.reader.focused(Focus(NODES[10]))
    assert desk.voice.said[-1] == "list with 1 item, link, Home, browse mode"
    assert desk.voice.cues[-1] is Cue.READING
    desk.press("Down")
    assert desk.voice.cues[-1] is Cue.NONE


def test_only_the_difference_is_said_of_a_change() -> None:
    desk = Desk()
    desk.press("R")
    desk.reader.changed([Change(6, (replace(NODES[5], states=("checked",)),))])
    assert desk.voice.said[-1] == "checked"


def test_empty_pages_have_an_answer_to_every_key() -> None:
    desk = Desk()
    desk.reader.opened(PageOpened("", "", ()))
    for section in ("browse", "always", "quick", "elements"):
        for name in keys()[section]:
            desk.press(name)
    assert desk.press("Escape", "Insert+Up")[-1] == "empty page"


def test_every_command_in_the_key_tables_is_carried_out() -> None:
    for section in ("always", "browse", "focus"):
        for name in keys()[section]:
            desk = Desk()
            desk.reader.set_mode(ReadingMode.FOCUS if section == "focus" else ReadingMode.BROWSE)
            desk.press(name)
    desk = Desk()
    for name in keys()["elements"]:
        desk.press("Insert+F7", name)
    assert desk.heard.curtains == 0
    desk.press("Escape", "Insert+C")
    assert desk.heard.curtains == 1


def test_quick_keys_have_names_and_roles_have_known_kinds() -> None:
    kinds = set(phrases()["kinds"])
    assert {kind.rstrip("123456") for kind in keys()["quick"].values()} == kinds
    assert {kind for role in roles().values() for kind in role.kinds} <= kinds
    assert {role.stop for role in roles().values()} <= {"", "always", "leaf", "focusable"}
    assert {role.entering for role in roles().values()} <= {"", "always", "named", "cell"}
    assert {role.mode for role in roles().values()} <= {"", "always", "focus"}
    assert command_for(KeyStroke("Q"), ReadingMode.BROWSE) is None


ROLES = sorted(roles())


@st.composite
def pages(draw: st.DrawFn) -> list[Node]:
    """Any tree of any roles."""
    size = draw(st.integers(1, 25))
    nodes = []
    for number in range(1, size + 1):
        parent = draw(st.integers(0, number - 1))
        nodes.append(Node(number, parent, draw(st.sampled_from(ROLES)), draw(st.text(max_size=5))))
    return in_order(nodes)


def in_order(nodes: list[Node]) -> list[Node]:
    """Parents before children, each subtree together, as a page sends them."""

    def below(parent: int) -> list[Node]:
        return [found for node in nodes if node.parent == parent for found in (node, *below(node.id))]

    return below(0)


@settings(max_examples=60, deadline=None)
@given(first=pages(), second=pages(), seed=st.integers(0, 1000))
def test_the_cursor_is_never_lost(first: list[Node], second: list[Node], seed: int) -> None:
    desk = Desk()
    names = [name for section in ("browse", "quick", "always") for name in keys()[section]] + [
        "Escape",
        *string.ascii_uppercase,
    ]
    chance = random.Random(seed)
    for nodes in (first, second):
        desk.reader.changed([Change(desk.reader.tree.order[0], tuple(nodes))] if desk.reader.tree.order else [])
        for _ in range(15):
            desk.press(chance.choice(names))
            item = desk.reader.cursor.item
            assert item is None or item in desk.reader.tree.items
            assert desk.reader.speaker.waiting <= 1


def test_mashed_keys_keep_nothing() -> None:
    desk = Desk()
    for number in range(3000):
        desk.press("Down" if number % 3 else "Shift+H")
    assert len(desk.reader.speaker._spoken) <= 1
