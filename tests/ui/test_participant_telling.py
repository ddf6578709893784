"""What a visitor is told about their two runs: plain sentences, from the record alone."""

from __future__ import annotations

from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.events import (
    Delivery,
    FieldFocused,
    KeyClass,
    KeyHandled,
    RunEnded,
    RunStarted,
    TextMeasured,
    ZoomChanged,
)
from empathylab.domain.session import Condition, Outcome, RunKind, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.task import FORM_TEXT_PX
from empathylab.features import FEATURES
from empathylab.files.library import load_library
from empathylab.measures.scores import score_runs
from empathylab.motor import PRESETS
from empathylab.reader.keystroke_cost import Price
from empathylab.ui.kit.how_it_works import follows_gaze, how_it_works, sources
from empathylab.ui.visit.screens import finding_words

PPD = 37.8


class Record:
    """Events as a run writes them, in order."""

    def __init__(self) -> None:
        self.log: list[LogEntry] = []
        self.now_ms = 0

    def add(self, event: InteractionEvent) -> None:
        self.log.append(LogEntry(len(self.log), self.now_ms, event))

    def begin(self, run: RunKind) -> None:
        self.add(RunStarted(run))

    def end(self) -> None:
        self.add(RunEnded(outcome=Outcome.COMPLETED))

    def keys(self, count: int, delivery: str = "delivered", kind: str = "character", every_ms: int = 500) -> None:
        for _ in range(count):
            self.now_ms += every_ms
            self.add(KeyHandled(KeyClass(kind), Delivery(delivery)))

    @property
    def scores(self) -> finding_words.Scores:
        return {score.kind: score for score in score_runs(self.log)}


def claudias_condition(*, is_calibrated: bool = True) -> Condition:
    sight = (Spec("acuity", {"logmar": 0.7, "log_cs": 1.12}),)
    return Condition(
        "missed-bin",
        Twin.ACCESSIBLE,
        "a",
        simulations=sight,
        helps=(Spec("zoom"),),
        ppd=PPD,
        is_calibrated=is_calibrated,
        text_px=FORM_TEXT_PX,
        pixel_ratio=1,
    )


def zoomed_to(factor: float) -> finding_words.Scores:
    record = Record()
    record.begin(RunKind.HELPED)
    record.add(ZoomChanged(factor))
    record.end()
    return record.scores


def test_the_chosen_zoom_stands_as_acuity_reserve_beside_the_comfortable_one() -> None:
    (words,) = finding_words.text_size(claudias_condition(), zoomed_to(2.0))
    assert words == (
        "Most of the time you read at 200 %: text 1.3 times as large as the smallest these eyes can read. "
        "Comfort asks for 1.7 to 2 times, on this screen 260 to 300 %."
    )


def test_without_a_measured_screen_the_figures_are_called_a_guess() -> None:
    assert "guess" in finding_words.text_size(claudias_condition(is_calibrated=False), zoomed_to(2.0))[-1]


def test_a_persona_without_acuity_is_told_nothing_about_text_size() -> None:
    condition = Condition("missed-bin", Twin.ACCESSIBLE, "a", helps=(Spec("zoom"),), ppd=PPD)
    assert finding_words.text_size(condition, zoomed_to(2.0)) == []


def test_lost_and_doubled_keys_are_told_for_each_run() -> None:
    record = Record()
    record.begin(RunKind.BARRIER)
    record.keys(90)
    record.keys(10, "dropped")
    record.keys(7, "added")
    record.keys(5, kind="edit")
    record.end()
    (words,) = finding_words.keys(record.scores)
    assert (
        words
        == "With barriers, 10 of 105 keys were lost. 7 were repeated by accident. There were 5 corrections in all."
    )


def test_one_key_that_was_lost_is_one() -> None:
    record = Record()
    record.begin(RunKind.BARRIER)
    record.keys(1, "dropped")
    record.end()
    (words,) = finding_words.keys(record.scores)
    assert words.startswith("With barriers, 1 of 1 key was lost.")


def test_untouched_keys_are_no_news() -> None:
    record = Record()
    record.begin(RunKind.BARRIER)
    record.keys(50)
    record.end()
    assert finding_words.keys(record.scores) == []
    assert finding_words.hands(claudias_condition(), record.scores) == []


def test_each_way_to_the_first_field_has_its_price_on_the_page_itself() -> None:
    prices = {RunKind.BARRIER: Price(tab=41), RunKind.HELPED: Price(tab=4, skip_link=3, heading=2, landmark=4)}
    assert finding_words.ways_to_first_field(prices, {}) == [
        "What the page itself asks for: with barriers 41 presses of Tab; built well 4 of Tab, 3 by the skip link, "
        "2 by headings."
    ]
    assert finding_words.ways_to_first_field({RunKind.HELPED: Price(tab=4)}, {}) == []
    assert finding_words.ways_to_first_field(dict.fromkeys(prices, Price(tab=4, skip_link=3)), {}) == []


def test_the_visitor_s_own_way_stands_beside_it_once_both_forms_have_one() -> None:
    prices = {RunKind.BARRIER: Price(tab=41), RunKind.HELPED: Price(tab=4)}
    record = Record()
    for run, keys in ((RunKind.BARRIER, 57), (RunKind.HELPED, 1)):
        record.begin(run)
        record.keys(keys)
        assert len(finding_words.ways_to_first_field(prices, record.scores)) == 1
        record.add(FieldFocused("address", is_form_field=True))
        record.keys(3)
        record.end()
    assert finding_words.ways_to_first_field(prices, record.scores)[1] == (
        "Your own way to the first field took 57 keys with barriers, and 1 key built well."
    )


def test_speed_before_stands_beside_speed_with_these_hands() -> None:
    """61 characters in half a second each are 24 words a minute; the pause in between is reading, not typing."""
    record = Record()
    record.begin(RunKind.BASELINE)
    record.add(TextMeasured("warm-up", wpm=38.2))
    record.end()
    record.begin(RunKind.BARRIER)
    record.keys(30)
    record.now_ms += 20_000
    record.keys(31)
    record.end()
    (words,) = finding_words.speed(record.log, record.scores)
    assert words == "You typed about 38 words a minute before, and 24 with these hands."


def test_without_a_warm_up_there_is_nothing_to_compare() -> None:
    record = Record()
    record.begin(RunKind.BARRIER)
    record.keys(60)
    record.end()
    assert finding_words.speed(record.log, record.scores) == []


def test_the_transcript_is_of_fields_without_echoes_and_repeats() -> None:
    phrases = [
        "Council, link",
        "edit, blank",
        "S",
        "a",
        "edit, blank",
        "no next combo box",
        "Send, button",
        "Bin, radio button",
    ]
    assert finding_words.in_the_form(phrases) == ("edit, blank", "Bin, radio button")


def test_everything_worn_and_every_help_is_told_in_plain_words() -> None:
    for persona in load_library().personas.values():
        for plan in (persona.barrier, persona.helped):
            lines = how_it_works(plan)
            worn = (*plan.simulations, *plan.helps)
            assert len(lines) == sum(1 + len(FEATURES.make(spec).parts) for spec in worn)
            for line in lines:
                assert len(line.split()) > 5, line
                assert line.endswith("."), line
                assert not any(odd in line for odd in ("_", "True", "False", "None", "{", "  ")), line


def test_a_clinical_figure_stands_beside_what_it_means() -> None:
    (line,) = how_it_works(Condition("t", Twin.BARRIER, "a", (), (Spec("acuity", {"logmar": 0.7, "log_cs": 1.12}),)))
    assert "others read from 30 metres away has to be as near as 6 metres (acuity 6/30, 0.7 logMAR)" in line
    assert "less than 7.6\N{NO-BREAK SPACE}%" in line
    (line,) = how_it_works(Condition("t", Twin.BARRIER, "a", (), (Spec("acuity", {"logmar": 0.7}),)))
    assert "log units" not in line, "nothing is said of a figure that is not given"


def test_a_switch_is_told_when_it_is_on() -> None:
    for is_on in (True, False):
        spec = Spec("screen-reader", {"rate_wpm": 180, "curtain": is_on})
        (line,) = how_it_works(Condition("t", Twin.BARRIER, "a", (), (spec,)))
        assert "180 words a minute" in line
        assert ("The screen is dark" in line) is is_on


def test_a_preset_is_followed_by_what_it_consists_of() -> None:
    spec = Spec("hands", {"preset": "bad-day"})
    lines = how_it_works(Condition("t", Twin.BARRIER, "a", (), (spec,)))
    assert lines[0].startswith("A bad day: ")
    assert len(lines) == 1 + len(PRESETS["bad-day"].simulations)
    assert sources(Condition("t", Twin.BARRIER, "a", (), (spec,)))[0].startswith("Illustrative")


def test_only_maps_follow_the_gaze() -> None:
    seen = Condition("missed-bin", Twin.BARRIER, "a", simulations=(Spec("field-loss", {"map": "advanced-superior"}),))
    assert follows_gaze(seen)
    assert not follows_gaze(claudias_condition())
