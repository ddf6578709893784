"""The screen reader: key commands and the page's messages in, utterances and events out. It knows no Qt."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from empathylab.domain.events import ModeChanged, SpeechFinished, SpeechInterrupted, SpeechStarted
from empathylab.domain.voice import Voice, VoiceEventKind
from empathylab.reader.browse import Browse
from empathylab.reader.cursor import Cursor
from empathylab.reader.echo import TypingEcho
from empathylab.reader.elements import ElementsList
from empathylab.reader.keymap import KeyStroke, ReaderCommand, ReadingMode, caret_unit, command_for
from empathylab.reader.node import Node
from empathylab.reader.observer import ReaderObserver
from empathylab.reader.page import ReaderPage
from empathylab.reader.page_messages import CaretMoved, Change, Edited, Focus, LiveText, PageOpened
from empathylab.reader.pending_moves import PendingMoves
from empathylab.reader.phrasebook import Phrasebook, blank, mode_change
from empathylab.reader.said_before import SaidBefore
from empathylab.reader.settings import ReaderSettings, Verbosity
from empathylab.reader.speech_manager import SpeechManager, SpeechNews, SpeechPriority
from empathylab.reader.tables import role_of
from empathylab.reader.tree import Tree
from empathylab.reader.utterance import Part, PartKind, Utterance, notice
from empathylab.reader.words import words

#: No focus has arrived since the last key; otherwise its node and how its phrase ended.
_NOWHERE: tuple[int, Utterance] = (0, Utterance(()))


class Reader:
    """One reader over one page at a time."""

    def __init__(
        self, page: ReaderPage, voice: Voice, outside: ReaderObserver, settings: ReaderSettings | None = None
    ) -> None:
        self.settings = settings or ReaderSettings()
        self.page = page
        self.outside = outside
        self.tree = Tree()
        self.cursor = Cursor(self.tree)
        self.pending_moves = PendingMoves(page, self.cursor)
        self.book = Phrasebook(self.settings)
        self.echo = TypingEcho(self.settings.echo)
        self.speaker = SpeechManager(voice, outside.phrase, self._speech_news, self._spoken_all)
        self.mode = self._told_mode = ReadingMode.BROWSE
        self.elements: ElementsList | None = None
        self.focus: Node | None = None
        self.title = ""
        self.language = ""
        self.is_saying_all = False
        self._is_before_first = False
        self._expected_focus = 0
        self._arrival = _NOWHERE
        self._around: tuple[int, ...] = ()
        self._said = SaidBefore()
        self.browse = Browse(self)

    # --- keys ---

    def key(self, stroke: KeyStroke) -> bool:
        """A key goes down. True: it was for the reader; False: let the page have it."""
        self.hush()
        command = command_for(stroke, self.mode)
        if command is not None:
            return self.browse.do(command)
        if self.mode is ReadingMode.FOCUS:
            self.echo.caret_unit = caret_unit(stroke)
            return False
        # While browsing, letters and digits never reach the page; function keys and shortcuts do.
        return self.mode is ReadingMode.ELEMENTS or (stroke.is_plain and len(stroke.key) == 1)

    def do(self, command: ReaderCommand) -> bool:
        """Carry out a command whatever key it has."""
        return self.browse.do(command)

    def hush(self) -> None:
        """Any key stops speech, and saying all."""
        self.is_saying_all = self._is_before_first = False
        self._arrival = _NOWHERE
        self.pending_moves.drop()
        self.speaker.silence()

    # --- speaking ---

    def say(self, utterance: Utterance, urgency: SpeechPriority = SpeechPriority.NOW) -> None:
        """Speak; what has no language of its own has the page's."""
        if utterance and not utterance.language and self.language:
            utterance = dataclasses.replace(utterance, language=self.language)
        self.speaker.say(utterance, urgency)

    def arrive(self, node: Node, urgency: SpeechPriority = SpeechPriority.NOW, ending: Utterance | None = None) -> None:
        """Say a node, with the containers that were not around the last one."""
        around = self.tree.ancestors(node)
        entered = [ancestor for ancestor in around if ancestor.id not in self._around]
        inside = {ancestor.id for ancestor in around}
        left = [self.tree.nodes[i] for i in reversed(self._around) if i not in inside and i in self.tree.nodes]
        own = (node.id,) if self.tree.has_inside(node.id) else ()
        self._around = tuple(ancestor.id for ancestor in around) + own
        said = self.book.phrase(node, entered, left)
        self.say((said + ending if ending else said) or blank(node), urgency)

    def _speech_news(self, news: SpeechNews) -> None:
        utterance, words_said = news.utterance_id, news.utterance.word_count
        match news.kind:
            case VoiceEventKind.STARTED:
                is_again = self._said.holds(news.utterance)
                self.outside.record(SpeechStarted(utterance, words_said, is_again))
            case VoiceEventKind.FINISHED:
                self.outside.record(SpeechFinished(utterance, words_said))
            case VoiceEventKind.INTERRUPTED:
                self.outside.record(SpeechInterrupted(utterance, words_said))
            case VoiceEventKind.FAILED:
                self.is_saying_all = False

    def _spoken_all(self) -> None:
        if self.is_saying_all and not self.pending_moves.is_waiting:
            is_first, self._is_before_first = self._is_before_first, False
            self.pending_moves.go(lambda: is_first or self.cursor.move(1), self._go_on)

    def _go_on(self, has_moved: bool) -> None:
        if has_moved:
            self.say_here(SpeechPriority.NEXT)
        else:
            self.is_saying_all = False

    def say_here(self, urgency: SpeechPriority = SpeechPriority.NOW) -> None:
        """Say the item under the cursor and show where it is."""
        node = self.cursor.node
        if node is None:
            self.say(notice(words("empty_page")), urgency)
            return
        self.page.show(node.id)
        self.arrive(node, urgency, self.untold_mode())

    def say_all(self) -> None:
        """Read on from the cursor until a key."""
        self.is_saying_all = True
        if self.cursor.node is None:
            self.cursor.move(1)
        self.pending_moves.stay(self.say_here)

    # --- what the page tells ---

    def opened(self, page: PageOpened) -> None:
        """A page opened: its title, how much there is to jump by, then all of it."""
        self.hush()
        self.tree.reset(page.nodes)
        self.cursor.put(self.tree.items[0] if self.tree.items else None)
        self._said.clear()
        self.title, self.language = page.title, page.language
        self.focus, self._around, self._expected_focus = None, (), 0
        self.set_mode(ReadingMode.BROWSE)
        if not page.is_supported:
            self.say(notice(words("unreadable")))
            return
        title, counts = self.book.page(self.title, self.tree.count("heading"), self.tree.count("link"))
        self.say(title)
        self.say(counts + self.untold_mode(), SpeechPriority.NEXT)
        self._read_opened(page.focus)

    def _read_opened(self, focus: Focus | None) -> None:
        if focus is not None:
            self.focused(focus, SpeechPriority.NEXT)
        else:
            self.is_saying_all = self._is_before_first = self.settings.is_reading_on_load
            if not self.speaker.is_speaking:
                self._spoken_all()

    def changed(self, changes: Sequence[Change]) -> None:
        """Parts of the page became otherwise. What is under the cursor or focus is said when it is another now."""
        self.pending_moves.overtake()
        is_told = not self.pending_moves.is_waiting  # What is about to be said is said whole.
        watched = {node.id: node for node in (self.focus, self.cursor.node) if node is not None and is_told}
        before = list(self.tree.items)
        place = None if self.cursor.item is None else self.tree.place_of(self.cursor.item)
        for change in changes:
            self.tree.replace(change.root, change.nodes)
        self.cursor.rescue(before, place)
        for node_id, old in watched.items():
            self._say_change(old, self.tree.nodes.get(node_id))

    def _say_change(self, old: Node, new: Node | None) -> None:
        if new is None or new == old or new.role == "text":
            return
        if self.focus is not None and self.focus.id == new.id:
            self.focus = new
        node_id, ending = self._arrival
        is_typed = role_of(new.role).blank and new.value != old.value
        shown = dataclasses.replace(new, value=old.value) if is_typed else new
        # An arrow first moves to a radio button and then checks it: it is said whole, as what it has become.
        is_whole = node_id == new.id and old.states != new.states
        said = self.book.phrase(shown) + ending if is_whole else self.book.changed(old, shown)
        self.say(said, SpeechPriority.POLITE if self.is_saying_all else SpeechPriority.NOW)

    def renewed(self, nodes: Sequence[Node]) -> None:
        """Of these nodes something is otherwise that only shows when it is asked."""
        for node in nodes:
            self.tree.renew(node)
            if self.focus is not None and self.focus.id == node.id:
                self.focus = node

    def focused(self, focus: Focus | None, urgency: SpeechPriority = SpeechPriority.NOW) -> None:
        """The keyboard focus moved (None: nothing has it)."""
        self.echo.left()
        if focus is None:
            self.focus = None
            return
        sent = focus.node
        node = self.tree.nodes.get(sent.id, sent)
        is_same = self.focus is not None and self.focus.id == node.id
        self.focus = node
        if self.tree.place_of(node.id) is not None:
            self.cursor.put(node.id)
        elif self.cursor.item is not None and sent.id in self.tree.nodes:
            self.cursor.put(self.tree.first_item_in(sent.id))
        if is_same and urgency is SpeechPriority.NOW:
            return
        self._say_focus(node, focus, urgency)

    def _say_focus(self, node: Node, focus: Focus, urgency: SpeechPriority) -> None:
        is_expected, self._expected_focus = self._expected_focus == node.id, 0
        if is_expected:
            return
        self.set_mode(ReadingMode.FOCUS if role_of(node.role).mode or focus.is_editable else ReadingMode.BROWSE)
        self.is_saying_all = False
        ending = self.untold_mode()
        if focus.text and node.text_is_inside:
            ending = Utterance((Part(PartKind.LIVE, focus.text),)) + ending
        self._arrival = (node.id, ending)
        self.arrive(node, urgency, ending)

    def expect_focus(self, node: Node) -> None:
        """The reader itself moves the focus here: it has said what there is to say, and the mode stays as it is."""
        is_there = self.focus is not None and self.focus.id == node.id
        self._expected_focus = node.id if node.is_focusable and not is_there else 0

    def set_mode(self, mode: ReadingMode) -> None:
        """Who sets another mode says so, with `untold_mode`."""
        if mode is not self.mode:
            self.mode = mode
            self.outside.record(ModeChanged(mode.value))

    def untold_mode(self) -> Utterance:
        """What tells the mode, where it is another than was told last; the list of elements tells of itself."""
        if self.mode in (self._told_mode, ReadingMode.ELEMENTS):
            return Utterance(())
        self._told_mode = self.mode
        return mode_change(self.mode)

    def typed(self, edited: Edited) -> None:
        """The person edited a field."""
        self.say(self.echo.typed(edited.text, edited.deleted))

    def caret_moved(self, moved: CaretMoved) -> None:
        """The caret moved in a field."""
        self.say(self.echo.moved(moved))

    def live(self, said: LiveText) -> None:
        """A live region says something: politely after what is being said, or at once."""
        urgency = SpeechPriority.NOW if said.is_urgent else SpeechPriority.POLITE
        self.say(Utterance((Part(PartKind.LIVE, said.text),)), urgency)

    def retitled(self, title: str) -> None:
        """The page's title changed while it is open."""
        if title and title != self.title:
            self.title = title
            self.say(notice(self.title, ""), SpeechPriority.POLITE)

    def jumped(self, to: int) -> None:
        """A link within the page was followed: read on from its target."""
        item = self.tree.first_item_in(to)
        if item is not None:
            self.cursor.put(item)
            self.pending_moves.stay(self.say_here)

    def adjust(self, settings: ReaderSettings) -> None:
        """From now on with these settings."""
        self.settings = settings
        self.book.settings = settings
        self.echo.how = settings.echo

    def turn_verbosity(self) -> None:
        """The next of short, normal, full."""
        levels = list(Verbosity)
        level = levels[(levels.index(self.settings.verbosity) + 1) % len(levels)]
        self.adjust(dataclasses.replace(self.settings, verbosity=level))
        self.say(notice(level.value))
