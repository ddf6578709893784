"""What helps inside the page. A new help is a class here and a line in HELPS, the order of set-up."""

from __future__ import annotations

from typing import ClassVar

from empathylab.domain.catalogue import Catalogue
from empathylab.domain.feature import FeatureModel, Group, limited


class PageHelp(FeatureModel):
    """A help that the page, or what draws it, gives; set-up offers it to whom it answers."""

    group: ClassVar[Group] = Group.PAGE_HELP
    #: Only a form of the lab's own can give it.
    needs_form: ClassVar[bool] = False


class Zoom(PageHelp):
    """A larger page, with the keys of a browser."""

    id: ClassVar[str] = "zoom"
    title: ClassVar[str] = "Larger text"
    explanation: ClassVar[tuple[str, ...]] = (
        "Ctrl with + and - changes the size of everything on the page; lines fold to the window.",
    )
    answers: ClassVar[frozenset[Group]] = frozenset({Group.SIGHT})


class Invert(PageHelp):
    """Inverted colours, against glare."""

    id: ClassVar[str] = "invert"
    title: ClassVar[str] = "Inverted colours"
    explanation: ClassVar[tuple[str, ...]] = ("Light becomes dark and dark becomes light; pictures stay.",)
    answers: ClassVar[frozenset[Group]] = frozenset({Group.SIGHT})


class HighContrast(PageHelp):
    """Strong colours, as the systems' own schemes."""

    id: ClassVar[str] = "high-contrast"
    title: ClassVar[str] = "High contrast"
    explanation: ClassVar[tuple[str, ...]] = ("White text on black, yellow links.",)
    answers: ClassVar[frozenset[Group]] = frozenset({Group.SIGHT})


class LargePointer(PageHelp):
    """A larger pointer and caret; the lens draws the caret, the page the pointer."""

    id: ClassVar[str] = "large-pointer"
    title: ClassVar[str] = "Larger pointer and caret"
    explanation: ClassVar[tuple[str, ...]] = ("Mouse pointer and text cursor are easy to find.",)
    answers: ClassVar[frozenset[Group]] = frozenset({Group.SIGHT})
    needs_lens: ClassVar[bool] = True


class Magnifier(PageHelp):
    """An enlarged strip, as a lens that lies on the page."""

    id: ClassVar[str] = "magnifier"
    title: ClassVar[str] = "Magnifying glass"
    explanation: ClassVar[tuple[str, ...]] = (
        "A strip of the page is shown {factor} times as large and follows the keyboard.",
    )
    answers: ClassVar[frozenset[Group]] = frozenset({Group.SIGHT})
    needs_lens: ClassVar[bool] = True

    factor: float = limited(2.0, 1.5, 8, "times", "How large the strip is shown.")


class FocusRing(PageHelp):
    """A strong ring around the focus, whatever the page's own style says."""

    id: ClassVar[str] = "focus-ring"
    title: ClassVar[str] = "Visible focus"
    explanation: ClassVar[tuple[str, ...]] = ("A strong ring stands around what the keyboard acts on.",)
    answers: ClassVar[frozenset[Group]] = frozenset({Group.HANDS, Group.SIGHT})


class Autocomplete(PageHelp):
    """Answers offered at fields, from the made-up card, never from a visitor."""

    id: ClassVar[str] = "autocomplete"
    title: ClassVar[str] = "Offered answers"
    needs_form: ClassVar[bool] = True
    explanation: ClassVar[tuple[str, ...]] = ("A field that says what it is for offers the answer; Enter fills it in.",)
    answers: ClassVar[frozenset[Group]] = frozenset({Group.HANDS})


class AccessKeys(PageHelp):
    """Letters that go to a part of the page, which the page gives away itself."""

    id: ClassVar[str] = "access-keys"
    title: ClassVar[str] = "Access keys"
    needs_form: ClassVar[bool] = True
    explanation: ClassVar[tuple[str, ...]] = (
        "Alt and a letter, shown beside each label, goes straight to a field or presses Continue.",
    )
    answers: ClassVar[frozenset[Group]] = frozenset({Group.HANDS})


class NoTimeout(PageHelp):
    """No time-out of the form, against a page that runs out."""

    id: ClassVar[str] = "no-timeout"
    title: ClassVar[str] = "No time-out"
    needs_form: ClassVar[bool] = True
    explanation: ClassVar[tuple[str, ...]] = ("The form waits as long as a person needs.",)
    answers: ClassVar[frozenset[Group]] = frozenset({Group.HANDS})


class ReadAloud(PageHelp):
    """The page is read aloud, and the word that sounds is marked in it."""

    id: ClassVar[str] = "read-aloud"
    title: ClassVar[str] = "Read aloud"
    source: ClassVar[str] = (
        "Hearing a text while reading it helped people with reading difficulties understand it, d = 0.35 on average "
        "(Wood and others, Journal of Learning Disabilities 51, 2018)."
    )
    explanation: ClassVar[tuple[str, ...]] = (
        "Ctrl and L read what is selected, or the page from where the keyboard is, at {rate_wpm} words a minute.",
        "The word that sounds is marked. A voice that does not tell its words has its sentences marked.",
        "Esc, or the same keys, stop it.",
    )
    answers: ClassVar[frozenset[Group]] = frozenset({Group.SIGHT})

    rate_wpm: int = limited(180, 80, 450, "words a minute", "How fast it is read.")


class Spacing(PageHelp):
    """More space between lines, paragraphs, letters and words: the four values that WCAG's 1.4.12 names, to switch."""

    id: ClassVar[str] = "spacing"
    title: ClassVar[str] = "More space in the text"
    source: ClassVar[str] = (
        "Text Spacing, WCAG 2.2, 1.4.12. Words move apart with their letters, as letters alone do not help "
        "(Galliussi and others, Annals of Dyslexia 70, 2020)."
    )
    explanation: ClassVar[tuple[str, ...]] = (
        "Ctrl and G give the text more space, and take it back.",
        "Lines stand 1.5 times the size of the text apart and paragraphs twice; letters get 0.12 and words 0.16 of it.",
    )
    answers: ClassVar[frozenset[Group]] = frozenset({Group.SIGHT})


class VoiceControl(PageHelp):
    """The page by voice, offline. Nobody is offered it for what they wear: it comes with a person who uses it."""

    id: ClassVar[str] = "voice-control"
    title: ClassVar[str] = "Voice control"
    explanation: ClassVar[tuple[str, ...]] = (
        "F3 opens the microphone and closes it. “Click” and the words on a control press it, if its name has them; "
        "“show numbers” and a number presses anything; “press Tab” is the key. Nothing that is said is kept.",
    )


class Headings(PageHelp):
    """Headings, of the form that is built well; nothing to switch."""

    id: ClassVar[str] = "headings"
    title: ClassVar[str] = "Headings"
    needs_form: ClassVar[bool] = True
    explanation: ClassVar[tuple[str, ...]] = ("The parts of the page have headings that a screen reader can jump to.",)


class SkipLink(PageHelp):
    """A link past the menu, of the form that is built well; nothing to switch."""

    id: ClassVar[str] = "skip-link"
    title: ClassVar[str] = "Skip link"
    needs_form: ClassVar[bool] = True
    explanation: ClassVar[tuple[str, ...]] = ("The first press of Tab offers to go past the menu, to the form.",)


class Labels(PageHelp):
    """Labels of fields, of the form that is built well; nothing to switch."""

    id: ClassVar[str] = "labels"
    title: ClassVar[str] = "Labels"
    needs_form: ClassVar[bool] = True
    explanation: ClassVar[tuple[str, ...]] = ("Every field has a name, so that a screen reader says what to enter.",)


HELPS: Catalogue[PageHelp] = Catalogue(
    (
        Zoom,
        Invert,
        HighContrast,
        LargePointer,
        Magnifier,
        FocusRing,
        Autocomplete,
        AccessKeys,
        NoTimeout,
        ReadAloud,
        Spacing,
        VoiceControl,
        Headings,
        SkipLink,
        Labels,
    ),
    "help",
)
