"""Words that only this place can give: the agreement in each language, and what local disabled people say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QPlainTextEdit

from empathylab.domain.errors import LabError
from empathylab.domain.persona import LivedWords
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, field, say
from empathylab.ui.facilitator.setup.event_page import LANGUAGES
from empathylab.ui.facilitator.setup.set_up_words import words_words
from empathylab.ui.kit import theme
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button


class WordsPage(Page):
    """The agreement's wording in one language at a time, and one quotation for each persona."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Words", "What your visitors read, in your own words.", on_back=on_back)
        self._desk = desk
        self._agreements = dict(desk.settings.agreements)
        self.language = DropDown(list(LANGUAGES.items()), desk.lab_event().language)
        self.agreement = _long_field()
        personas = [(persona.id, persona.name) for persona in desk.library.personas.values()]
        self._lived = {name: list(words) for name, words in desk.settings.lived_words.items()}
        self.persona = DropDown(personas)
        self.quotation = _long_field()
        self.source = TextField()
        self.consent = TextField()
        self._language, self._persona = "", ""
        self._build()
        self._show_agreement()
        self._show_lived()
        self.settle()
        self.language.currentIndexChanged.connect(self._show_agreement)
        self.persona.currentIndexChanged.connect(self._show_lived)

    def _build(self) -> None:
        agreement = Card.titled("Agreement to take part", kind="title")
        agreement.box.addLayout(field("Language", self.language))
        else_used = "your lab folder's, or the lab's own" if self._desk.library.agreements else "the lab's own words"
        hint = f"Say who runs this, why, what is recorded, how long it is kept. Empty: {else_used}."
        agreement.box.addLayout(field("Your words", self.agreement, hint))
        lived = Card.titled("Words of local disabled people", kind="title")
        lived.box.addLayout(field("Persona", self.persona))
        lived.box.addLayout(field("What they say", self.quotation, "Shown at the end of each visit to the persona."))
        lived.box.addLayout(field("Who says it", self.source, "As they want to be named, such as “A resident, 61”"))
        lived.box.addLayout(field("Consent", self.consent, "How and when they agreed. Without it nothing is shown."))
        self.body.addWidget(agreement)
        self.body.addWidget(lived)
        self.body.addStretch(1)
        self.add_action(button("Save words", self.save, "main"))
        self.add_action(self.said)
        self.watch_edits(self._filled_in)

    def _keep(self) -> None:
        """Take what stands in the fields into the words of the language and persona they belong to."""
        words = self.agreement.toPlainText().strip()
        self._agreements.pop(self._language, None)
        if words and self._language:
            self._agreements[self._language] = words
        parts = (self.quotation.toPlainText().strip(), self.source.text().strip(), self.consent.text().strip())
        if all(parts):
            self._lived[self._persona] = [LivedWords(text=parts[0], source=parts[1], consent=parts[2])]
        elif not parts[0]:
            self._lived.pop(self._persona, None)

    def _filled_in(self) -> tuple[object, ...]:
        """All words, also those that stand in the fields, right or wrong."""
        lines = (self.agreement.toPlainText(), self.quotation.toPlainText(), self.source.text(), self.consent.text())
        agreements = {**self._agreements, self._language: lines[0].strip()}
        lived = {name: (words[0].text, words[0].source, words[0].consent) for name, words in self._lived.items()}
        lived[self._persona] = (lines[1].strip(), lines[2].strip(), lines[3].strip())
        return _without_empty(agreements), _without_empty(lived)

    def _show_agreement(self) -> None:
        if self._language:
            self._keep()
        self._language = str(self.language.currentData())
        self.agreement.setPlainText(self._agreements.get(self._language, ""))

    def _show_lived(self) -> None:
        if self._persona:
            self._keep()
        self._persona = str(self.persona.currentData() or "")
        known = self._lived.get(self._persona)
        self.quotation.setPlainText(known[0].text if known else "")
        self.source.setText(known[0].source if known else "")
        self.consent.setText(known[0].consent if known else "")

    def save(self) -> None:
        """Save all; a quotation without source or consent is refused."""
        is_begun = bool(self.quotation.toPlainText().strip())
        if is_begun and not (self.source.text().strip() and self.consent.text().strip()):
            say(self.said, "A quotation needs who says it, and their consent.", "bad")
            return
        self._keep()
        try:
            self._desk.change(agreements=self._agreements, lived_words={k: tuple(v) for k, v in self._lived.items()})
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.tell_saved(words_words(self._desk.settings))


def _without_empty(words: Mapping[str, object]) -> dict[str, object]:
    return {name: each for name, each in words.items() if each not in ("", ("", "", ""))}


def _long_field() -> QPlainTextEdit:
    control = QPlainTextEdit()
    control.setTabChangesFocus(True)
    control.setMinimumHeight(theme.current().px(110))
    return control
