"""The key filter: what a person pressed goes in, what the page gets comes out.

The chain is hold → drop → slip → neighbour → linger → bounce → chord (the hand), then overlap lock → slow keys →
bounce keys → repeat delay → sticky keys (the operating system). The hand comes first because the helps of an
operating system see only what the hand did.

Everything that `feed` and `tick` give is to be sent to the page at once, in that order; what is due later comes
from a `tick` at `next_due_ms`. Stop keys and the facilitator's keys are to be looked for before `feed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from empathylab.domain.events import Delivery
from empathylab.domain.feature import worn
from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.motor.features import FEATURES, stages
from empathylab.motor.hand.fatigue import Fatigue
from empathylab.motor.hand.fluctuation import Fluctuation
from empathylab.motor.layout import UK, Layout
from empathylab.motor.press import Delivered, KeyFact, is_left_alone, key_class
from empathylab.motor.stage import Hand, KeyStage, Stroke
from empathylab.motor.strength import Strength

#: A press that comes out later than this after it was made was delayed.
DELAYED_MS = 2.0


@dataclass(slots=True)
class PressCounts:
    """How many presses of each sort, since the filter was made; nothing tells which keys they were.

    intended = delivered + delayed + slipped + dropped, once nothing is waiting.
    """

    intended: int = 0
    delivered: int = 0
    delayed: int = 0
    slipped: int = 0
    dropped: int = 0
    added: int = 0
    repeated: int = 0


class KeyFilter:
    """Hand models and helps over a stream of key events. Specs of other sorts (vision, zoom) are passed over.

    `simulations` and `helps` must have passed `check`. `seed` makes the run repeatable: the same presses at the
    same times give the same deliveries, however often `tick` is called.
    """

    def __init__(
        self,
        simulations: Sequence[Spec] = (),
        helps: Sequence[Spec] = (),
        seed: int = 0,
        layout: Layout = UK,
    ) -> None:
        self.counts = PressCounts()
        self._hand = Hand(layout, _strength(seed, simulations), seed)
        self._stages: list[KeyStage] = stages(self._hand, simulations, helps)
        #: Those that may keep strokes back; most never do.
        self._waiting = [(place, each) for place, each in enumerate(self._stages) if each.may_wait]
        self._now_ms = float("-inf")
        self._fed: set[str] = set()
        self._page_down: dict[str, KeyPress] = {}
        self._facts: list[KeyFact] = []

    @property
    def next_due_ms(self) -> float | None:
        """When `tick` is wanted, None when nothing waits."""
        return min((due for _, stage in self._waiting if (due := stage.due_ms) is not None), default=None)

    def feed(self, press: KeyPress) -> tuple[Delivered, ...]:
        """Take a press or a release; give what to send to the page now. Never raises, never blocks."""
        delivered = list(self._wake_until(press.at_ms))
        self._now_ms = max(self._now_ms, press.at_ms)
        delivered.extend(self._take(press))
        return tuple(delivered)

    def tick(self, now_ms: float) -> tuple[Delivered, ...]:
        """Give what has become due by now."""
        return tuple(self._wake_until(now_ms))

    def release_all(self, now_ms: float) -> tuple[Delivered, ...]:
        """Focus is lost or the run ends: lift every key the page has down; what still waited is lost."""
        delivered = list(self._wake_until(now_ms))
        self._now_ms = max(self._now_ms, now_ms)
        for stage in self._stages:
            for stroke in stage.reset():
                self._lose(stroke)
        for press in reversed(list(self._page_down.values())):
            release = replace(press, is_down=False, is_repeat=False, text="", at_ms=self._now_ms)
            delivered.append(Delivered(release, self._now_ms, Delivery.DELIVERED))
        self._page_down.clear()
        return tuple(delivered)

    def drain_facts(self) -> tuple[KeyFact, ...]:
        """What may be recorded since the last call.

        One fact for each intended press whose fate is known, one for each press the models added or repeated.
        """
        facts, self._facts = tuple(self._facts), []
        return facts

    def _take(self, press: KeyPress) -> Iterator[Delivered]:
        if not press.is_down and press.is_repeat:
            # X11 reports each repeat of a held key as a release and a press; the finger has not moved.
            return
        if not press.is_down and press.code not in self._fed:
            # Pressed before this filter had the keyboard: the page must see the release.
            yield Delivered(press, self._now_ms, Delivery.DELIVERED)
            return
        (self._fed.add if press.is_down else self._fed.discard)(press.code)
        stroke = Stroke(press, origin=press, delivery=Delivery.REPEATED if press.is_repeat else Delivery.DELIVERED)
        if press.is_down and not press.is_repeat:
            self.counts.intended += 1
            self._hand.strength.count_press(self._now_ms)
            self._hand.layout = self._hand.layout.learn(press)
        start = len(self._stages) if is_left_alone(press.code) else 0
        yield from self._pass_on(iter([stroke]), start, self._now_ms)

    def _wake_until(self, now_ms: float) -> Iterator[Delivered]:
        while (due_ms := self.next_due_ms) is not None and due_ms <= now_ms:
            self._now_ms = max(self._now_ms, due_ms)
            place = next(index for index, stage in self._waiting if stage.due_ms == due_ms)
            yield from self._pass_on(self._stages[place].wake(self._now_ms), place + 1, self._now_ms)

    def _pass_on(self, strokes: Iterator[Stroke], place: int, now_ms: float) -> Iterator[Delivered]:
        """Each stroke goes to its end before the next is made, from stage to stage: `ways` has the stages it is in."""
        ways, last = [strokes], len(self._stages) - place
        while ways:
            stroke = next(ways[-1], None)
            if stroke is None:
                ways.pop()
            elif stroke.is_lost:
                self._lose(stroke)
            elif len(ways) > last:
                yield from self._to_page(stroke, now_ms)
            else:
                ways.append(self._stages[place + len(ways) - 1].handle(stroke, now_ms))

    def _to_page(self, stroke: Stroke, now_ms: float) -> Iterator[Delivered]:
        """The end of the chain: downs and ups alternate for each key, whatever the models did."""
        press = stroke.press
        is_page_down = press.code in self._page_down
        if press.is_down and not press.is_repeat:
            if is_page_down:
                yield self._deliver(stroke, replace(press, is_down=False), now_ms)
            self._page_down[press.code] = press
        elif not is_page_down:
            return
        elif not press.is_down:
            del self._page_down[press.code]
        yield self._deliver(stroke, press, now_ms)

    def _deliver(self, stroke: Stroke, press: KeyPress, now_ms: float) -> Delivered:
        delivery = _delivery(stroke, now_ms)
        if press.is_down:
            self._note(delivery, press if stroke.origin is None else stroke.origin, now_ms)
        return Delivered(press if press.at_ms == now_ms else replace(press, at_ms=now_ms), now_ms, delivery)

    def _lose(self, stroke: Stroke) -> None:
        origin = stroke.origin
        if origin is not None and origin.is_down and not origin.is_repeat:
            self._note(Delivery.DROPPED, origin, self._now_ms)

    def _note(self, delivery: Delivery, press: KeyPress, now_ms: float) -> None:
        setattr(self.counts, delivery.value, getattr(self.counts, delivery.value) + 1)
        self._facts.append(KeyFact(now_ms, key_class(press), delivery))


def _delivery(stroke: Stroke, now_ms: float) -> Delivery:
    """How a stroke came about, told from what was pressed and what came out."""
    origin = stroke.origin
    if origin is None or stroke.delivery is not Delivery.DELIVERED:
        return stroke.delivery
    if (origin.code, origin.modifiers, origin.text) != (stroke.press.code, stroke.press.modifiers, stroke.press.text):
        return Delivery.SLIPPED
    return Delivery.DELAYED if now_ms - origin.at_ms > DELAYED_MS else Delivery.DELIVERED


def _strength(seed: int, simulations: Sequence[Spec]) -> Strength:
    expanded = FEATURES.expand(simulations)
    shaping = [worn(expanded, feature) for feature in (Fatigue, Fluctuation)]
    figures = [each.model_dump() for each in shaping if each is not None]
    return Strength(seed, **{name: figure for given in figures for name, figure in given.items()})
