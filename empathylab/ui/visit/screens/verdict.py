"""The verdict: sent or not sent, twice; below it what each form asked for, as bars, and how the two may be compared."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from empathylab.domain.session import Outcome
from empathylab.domain.words import how_many, percent
from empathylab.measures.common_progress import CommonProgress
from empathylab.reader.keystroke_cost import Price
from empathylab.ui.kit import theme
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import VisitCard, column, holding, row, rule, text
from empathylab.ui.visit.screens.run_words import BUILT_WELL, WITH_BARRIERS
from empathylab.ui.visit.screens.visit_findings import RunFigures, VisitFindings

#: So many comparisons are seen at once in a window of 1280 × 800.
MOST_ROWS = 3
#: Of the width: what is compared, and both bars, of which the second begins below the second verdict.
_SHARES = (43, 59, 98)
_MARK_PX, _BAR_PX, _LEAST_BAR_PX, _BAR_TALL_PX = 48, 160, 10, 22
_ENDED = {
    Outcome.GAVE_UP: "On page {page} of {pages}.",
    Outcome.STOPPED: "You stopped on page {page} of {pages}.",
    Outcome.TIMED_OUT: "It was left on page {page} of {pages}.",
    Outcome.INTERRUPTED: "It was ended on page {page} of {pages}.",
    Outcome.ENDED_BY_SERVICE: "The service ended it.",
}
#: A form that was not tried, or that somebody else ended, kept nobody out.
_NOT_LET_THROUGH = (Outcome.GAVE_UP, Outcome.STOPPED, Outcome.TIMED_OUT)
#: A help may be a stop of its own, as the words of a film are.
_MORE_PRESSES = "Built well takes {more} more to the first field: more stands before it that can be used."
NOTHING_WORN = "You wore nothing: all that differs is the form."
_NUMBERS = ("no pages", "page one", "pages one and two", "pages one to three", "pages one to four")


def headline_words(found: VisitFindings) -> str:
    """What the two verdicts say together, of the form and never of the person."""
    sent = (found.barrier.outcome is Outcome.COMPLETED, found.helped.outcome is Outcome.COMPLETED)
    if found.barrier.outcome in _NOT_LET_THROUGH and found.helped.outcome is Outcome.COMPLETED:
        return "Same form: only one let you through."
    if sent == (True, True):
        return f"Both let you through.{' One asked more of you.' if _asked_more(found) else ''}"
    return "The same form, built two ways."


def _asked_more(found: VisitFindings) -> bool:
    """Whether the page, or the visitor, says so."""
    before, after = found.barrier.ease, found.helped.ease
    price = _price_row(found)
    was_easier = before is not None and after is not None and before < after
    return was_easier or (price is not None and price.before.length > price.after.length)


def run_card(title: str, run: RunFigures, pages: int) -> VisitCard:
    """One run's verdict, with a mark and in words, and where it ended."""
    is_sent = run.outcome is Outcome.COMPLETED
    words = "Not tried" if run.outcome is None else "Sent" if is_sent else "Not sent"
    verdict = text(words, "verdict", wraps=False)
    verdict.setProperty("mood", "good" if is_sent else "")
    verdict.setAccessibleName(f"{title}: {words}")
    look = theme.fitted()
    marks = [] if run.outcome is None else [VerdictMark(is_sent=is_sent)]
    card = VisitCard(
        said_elsewhere(text(title, "heading")), holding(row(*marks, verdict, space=look.edge(14))), space=look.gap(8)
    )
    if run.outcome in _ENDED:
        card.box.addWidget(text(_ENDED[run.outcome].format(page=run.page, pages=pages), "small"))
    card.box.addStretch(1)
    return card


class VerdictMark(QWidget):
    """A tick in a full circle, or a cross in an open one; the words beside it say the same."""

    def __init__(self, *, is_sent: bool, size_px: int = _MARK_PX) -> None:
        super().__init__()
        self._is_sent = is_sent
        self._side = theme.fitted().px(size_px)
        self.setFixedSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, unit = theme.fitted(), self._side / 48
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(unit, unit)
        painter.setPen(Qt.PenStyle.NoPen if self._is_sent else QPen(QColor(look.stop), 4))
        painter.setBrush(QColor(look.go) if self._is_sent else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(2, 2, 44, 44))
        pen = QPen(QColor("#ffffff" if self._is_sent else look.stop), 4.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self._is_sent:
            painter.drawPolyline([QPointF(14, 25), QPointF(21, 32), QPointF(34, 17)])
        else:
            painter.drawLine(QPointF(17, 17), QPointF(31, 31))
            painter.drawLine(QPointF(31, 17), QPointF(17, 31))
        painter.end()


# --- what each form asked for -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One side of a comparison: how long its bar is, its value in words, and what of."""

    length: float
    value: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ComparedBars:
    """The same of both runs; `direction` says which way is better, since bars of both kinds stand on one screen."""

    title: str
    direction: str
    before: ComparedSide
    after: ComparedSide


def comparisons(found: VisitFindings) -> list[ComparedBars]:
    """Those that there is something to say of, what the page asked for first; time gives way where room is short."""
    facts, meters = _facts_row(found), _meter_rows(found)
    rows = (_price_row(found), _size_row(found), *meters) if facts is None else (facts, _ease_row(found))
    asked = [each for each in rows if each is not None][:MOST_ROWS]
    asked = asked or [each for each in (_ease_row(found),) if each is not None]
    time = _time_row(found.as_far)
    return asked if time is None or len(asked) == MOST_ROWS else [*asked, time]


def _facts_row(found: VisitFindings) -> ComparedBars | None:
    """Where a form had something to tell, that comes before what it took to reach it."""
    before, after = found.barrier.facts, found.helped.facts
    if before is None or after is None:
        return None
    title = "What you found out"
    return ComparedBars(
        title, "more is better", *(ComparedSide(known, str(known), f"of {of}") for known, of in (before, after))
    )


def _price_row(found: VisitFindings) -> ComparedBars | None:
    before, after = found.barrier.price, found.helped.price
    if before is None or after is None or _presses(before).length == _presses(after).length:
        return None
    return ComparedBars("To reach the form", "presses, fewer is better", _presses(before), _presses(after))


def _presses(price: Price) -> ComparedSide:
    if price.skip_link is not None and price.skip_link < price.tab:
        return ComparedSide(price.skip_link, str(price.skip_link), "by skip link")
    return ComparedSide(price.tab, str(price.tab), "with Tab")


def _size_row(found: VisitFindings) -> ComparedBars | None:
    before, after = found.barrier.zoom, found.helped.zoom
    if before is None or after is None:
        return None
    return ComparedBars(
        "Text you read",
        "as large as you need",
        ComparedSide(before, percent(before)),
        ComparedSide(after, percent(after)),
    )


def _meter_rows(found: VisitFindings) -> list[ComparedBars]:
    """Where nothing was worn, all that differs is the form: what came unannounced, and words that say nothing."""
    before, after = found.barrier, found.helped
    counts = (
        ("Surprises", before.surprises, after.surprises),
        ("Vague words", before.vague_phrases, after.vague_phrases),
    )
    if not found.wears_nothing:
        return []
    return [
        ComparedBars(title, "fewer is better", ComparedSide(worse, str(worse)), ComparedSide(better, str(better)))
        for title, worse, better in counts
        if worse is not None and better is not None and worse > better
    ]


def _time_row(as_far: CommonProgress | None) -> ComparedBars | None:
    if as_far is None:
        return None
    what = "The whole form" if as_far.is_whole else _NUMBERS[min(as_far.pages, len(_NUMBERS) - 1)].capitalize()
    before, after = (ComparedSide(seconds, clock(seconds)) for seconds in as_far.seconds)
    return ComparedBars(f"{what}, time", "shorter is better", before, after)


def _ease_row(found: VisitFindings) -> ComparedBars | None:
    before, after = found.barrier.ease, found.helped.ease
    if before is None and after is None:
        return None
    return ComparedBars("How easy, you said", "higher is better", _ease(before), _ease(after))


def _ease(ease: int | None) -> ComparedSide:
    return ComparedSide(0, "no answer") if ease is None else ComparedSide(ease, str(ease), "of 7")


def notes(found: VisitFindings) -> list[str]:
    """In a line each: what part of the difference is the form's doing, and what is not."""
    said = [NOTHING_WORN] if found.wears_nothing else []
    if found.barrier.outcome is not None and found.helped.outcome is not None:
        said.append(f"“{BUILT_WELL}” comes second, so part of the difference is practice.")
        said += ["It also offered answers to fill in."] if found.has_answers_offered else []
    price = _price_row(found)
    if price is not None and not _facts_row(found) and (more := round(price.after.length - price.before.length)) > 0:
        said.append(_MORE_PRESSES.format(more=how_many(more, "press", "presses")))
    lost = (found.barrier.keys_lost, found.helped.keys_lost)
    if any(lost):
        said.append(f"The hands, not the form, lost {how_many(lost[0], 'key')} with barriers and {lost[1]} built well.")
    return said


def clock(seconds: float) -> str:
    """Minutes and seconds, such as 3:41."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


# --- drawn ------------------------------------------------------------------------


def bars_card(rows: list[ComparedBars]) -> VisitCard:
    """A row for each comparison: what it is, and both bars with their values; below one another when text is large."""
    look = theme.fitted()
    card, grid = VisitCard(), QGridLayout()
    card.box.setContentsMargins(*map(look.gap, (24, 14, 24, 14)))
    grid.setHorizontalSpacing(look.gap(26))
    grid.setVerticalSpacing(look.gap(5))
    if not look.is_stacked:
        for column, words in enumerate((WITH_BARRIERS, BUILT_WELL), start=1):
            grid.addWidget(said_elsewhere(text(words, "small")), 0, column)
    for each in rows:
        _add_row(grid, each, is_stacked=look.is_stacked)
    if not look.is_stacked:
        for column, share in enumerate(_SHARES):
            grid.setColumnStretch(column, share)
    card.box.addLayout(grid)
    return card


def _add_row(grid: QGridLayout, row_of: ComparedBars, *, is_stacked: bool) -> None:
    line = grid.rowCount()
    if line > 1:
        grid.addWidget(rule(), line, 0, 1, 1 if is_stacked else 3)
    longest = max(row_of.before.length, row_of.after.length) or 1
    sides = ((WITH_BARRIERS, row_of.before, theme.fitted().ink), (BUILT_WELL, row_of.after, theme.fitted().go))
    parts = [_what(row_of)]
    for name, figure, colour in sides:
        parts.append(_side(row_of.title, name, figure, figure.length / longest, colour, is_named=is_stacked))
    for place, part in enumerate(parts):
        grid.addWidget(part, line + 1 + (place if is_stacked else 0), 0 if is_stacked else place)


def _what(row_of: ComparedBars) -> QWidget:
    title = said_elsewhere(text(row_of.title, "subtitle", wraps=theme.fitted().is_stacked))
    return holding(column(title, said_elsewhere(text(row_of.direction, "small")), space=0))


def _side(title: str, run: str, figure: ComparedSide, share: float, colour: str, *, is_named: bool) -> QWidget:
    """A bar with its value; said as one sentence, since by itself neither says anything."""
    look = theme.fitted()
    value, unit = text(figure.value, "figure", wraps=False), said_elsewhere(text(figure.unit, "small", wraps=False))
    value.setAccessibleName(" ".join(f"{title}, {run[0].lower()}{run[1:]}: {figure.value} {figure.unit}".split()))
    bar = [ShareBar(share, colour)] if share else []
    line = holding(row(*bar, value, unit, space=look.edge(12)))
    if not is_named:
        # So that the shares of the columns hold, whatever stands in them.
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        return line
    return holding(column(said_elsewhere(text(run, "small")), line, space=0))


class ShareBar(QWidget):
    """As long as its share of the longest one."""

    def __init__(self, share: float, colour: str) -> None:
        super().__init__()
        look = theme.fitted()
        self._colour = QColor(colour)
        wide = max(look.edge(_LEAST_BAR_PX), round(look.edge(_BAR_PX) * share))
        self.setFixedSize(wide, look.edge(_BAR_TALL_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        corner = theme.fitted().edge(5)
        painter.drawRoundedRect(self.rect(), corner, corner)
        painter.end()
