"""The screens beside a team's own page: it did not open, what hurt, and the list at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from empathylab.domain.days import day_words
from empathylab.domain.errors import LabError
from empathylab.domain.moments import AxeViolation, BlockedRequest, Criterion, MarkedMoment, MeterFinding, PageFindings
from empathylab.files.criteria import criteria
from empathylab.reports.moments import write_moments
from empathylab.ui.kit import theme
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.label import label_of
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import TopBar, VisitCard, button, column, text
from empathylab.ui.own_page.page_fix import CHANGES
from empathylab.ui.visit.screens.keep_places import free_name
from empathylab.ui.visit.screens.screen import Screen, headline

_UNSURE = "Not sure yet"
#: Made in the folder that is chosen.
FOLDER = "what-hurt"
_NOT_KEPT = "A list for your tracker, with pictures. What is not kept is gone when you leave."
Keep = Callable[[MarkedMoment, Criterion | None, str], object]
#: The moment as it is noted, what of its element to change, and to what.
Try = Callable[[MarkedMoment, str, str], object]


class NotOpenedScreen(Screen):
    """Why there is no page, and what to do."""

    def __init__(self, error: LabError, try_again: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__("The page did not open")
        self.first = button("Try again", try_again, "main")
        content = column(
            headline("The page did not open"),
            text(error.what_happened, "subtitle"),
            text(error.what_to_do),
            space=theme.fitted().gap(18),
        )
        self.build(content, (self.first, button("Leave", leave)), own_page_bar(), is_in_middle=True)


class HurtScreen(Screen):
    """A note and a criterion for the moment that was marked; both may be left empty."""

    def __init__(self, moment: MarkedMoment, keep: Keep, leave_out: Callable[[], object], try_out: Try) -> None:
        super().__init__("That hurt")
        self._moment, self._keep, self._try_out = moment, keep, try_out
        self.what = DropDown(CHANGES)
        self.value = TextField()
        self.value.setMaxLength(200)
        self.value.returnPressed.connect(self.try_out)
        self.note = TextField()
        self.note.setMaxLength(300)
        self.note.returnPressed.connect(self.keep)
        self.criterion = DropDown([(None, _UNSURE), *((each, f"{each} ({each.level})") for each in criteria())])
        self.first = self.note
        actions = (button("Keep", self.keep, "main"), button("Leave it out", leave_out))
        self.build(self._content(moment), actions, own_page_bar())

    def _content(self, moment: MarkedMoment) -> QVBoxLayout:
        return column(
            headline("That hurt"),
            text(_where(moment), "quiet"),
            label_of(self.note, text("What happened?", "subtitle")),
            self.note,
            label_of(self.criterion, text("Which criterion of WCAG 2.2?", "subtitle")),
            self.criterion,
            text("The picture is taken: every field in it is empty, whatever was typed.", "small"),
            *(self._fix_parts() if moment.place.html else ()),
        )

    def _fix_parts(self) -> tuple[QWidget, ...]:
        """A change to the element, which the page answers at once."""
        return (
            text("Feel the fix", "subtitle"),
            text("Change the element in your page and meet it again. It is kept, with what you changed.", "small"),
            label_of(self.what, text("What to change?", "subtitle")),
            self.what,
            label_of(self.value, text("To what?", "subtitle")),
            self.value,
            Flow(button("Try it in the page", self.try_out, "small")),
        )

    def try_out(self) -> None:
        """Back to the page, with the change in it; the moment is kept with what was noted so far."""
        if self.value.text().strip():
            noted = replace(self._moment, criterion=self.criterion.currentData(), note=self.note.text().strip())
            self._try_out(noted, str(self.what.currentData()), self.value.text().strip())

    def keep(self) -> None:
        """Take the moment into the list."""
        self._keep(self._moment, self.criterion.currentData(), self.note.text().strip())


class PageFindingsScreen(Screen):
    """Moments and the audit's findings; they are gone with this screen unless they are kept."""

    comes_unasked = True

    def __init__(
        self,
        hurt: PageFindings,
        *,
        keep: Callable[[], object],
        leave: Callable[[], object],
        message: str = "",
    ) -> None:
        super().__init__("What hurt")
        content = column(headline("What hurt"), text(message or _NOT_KEPT, "subtitle" if message else "quiet"))
        for moment in hurt.moments:
            content.addWidget(_card(moment))
        if not hurt.moments:
            content.addWidget(text("Nothing was marked."))
        if hurt.unopened:
            content.addWidget(text("What did not open here", "subtitle"))
            content.addWidget(VisitCard(*map(_not_opened, hurt.unopened)))
        if hurt.unclear:
            content.addWidget(text("What came unannounced or was unclear", "subtitle"))
            content.addWidget(VisitCard(*map(_unclear, hurt.unclear)))
        content.addWidget(text("What axe-core finds", "subtitle"))
        content.addWidget(text(hurt.audit, "small"))
        for finding in hurt.findings:
            content.addWidget(_finding_card(finding))
        self.first = button("Keep the list…", keep, "main")
        self.build(content, (self.first, button("Leave", leave)), own_page_bar())


def keep_list(hurt: PageFindings, folder: Path) -> str:
    """Write the list into a new folder there; gives the sentence that tells how that went."""
    try:
        return f"Written to {write_moments(hurt, free_name(folder, FOLDER))}"
    except LabError as error:
        return str(error)


def own_page_bar() -> TopBar:
    """What stands above a team's own page."""
    return TopBar("Try your own page")


def _where(moment: MarkedMoment) -> str:
    place = moment.place
    return f"{place.title or place.address}: {place.html or 'the page as a whole'}"


def _card(moment: MarkedMoment) -> VisitCard:
    named = str(moment.criterion) if moment.criterion else _UNSURE
    at = moment.at.astimezone()
    when = f"{day_words(at.date())}, {at:%H:%M}"
    return VisitCard(
        text(moment.note or named, "subtitle"),
        text(f"{named}. {moment.worn}. {when}.", "small"),
        text(_where(moment), "small"),
        *(text(str(change), "small") for change in moment.changes),
    )


def _not_opened(unopened: BlockedRequest) -> QLabel:
    return text(f"{unopened.asked} {unopened.why} On {unopened.address}.", "small")


def _unclear(unclear: MeterFinding) -> QLabel:
    where = f": {', '.join(unclear.places)}" if unclear.places else ""
    return text(f"{unclear.what}, {unclear.count} ×{where}. On {unclear.address}.", "small")


def _finding_card(finding: AxeViolation) -> VisitCard:
    named = ", ".join(finding.criteria) or "good practice"
    where = ", ".join(finding.targets)
    return VisitCard(text(finding.words, "subtitle"), text(f"{named}; {finding.impact}. {where}", "small"))
