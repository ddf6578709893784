"""Blocked requests of a page, in words for the team whose page it is."""

from __future__ import annotations

from empathylab.ui.page.allowed import Refused

_ONE_PAGE = "Everything stays in this one view, where the simulation is."
_NO_PROGRAM = "No other program is opened here."
_NOTHING_KEPT = "Nothing is kept on this computer."
_NOT_GIVEN = "This computer belongs to the event, and a page is given nothing of it."
_ELSEWHERE = "Only addresses that the facilitator named are loaded."
#: What was asked, why it does not open; by what the page's own refusals are called.
_SENTENCES = {
    "window": ("The page asked for a new window.", _ONE_PAGE),
    "window of its own": ("The page asked for a new window.", "It is opened here, in the one view."),
    "made-up file": ("The page asked for a file.", "It is given a made-up one."),
    "PDF": ("The page leads to a PDF.", "A PDF is no web page, and does not open here."),
    "download": ("The page offers a file to keep.", _NOTHING_KEPT),
    "file": ("The page asked for a file of this computer.", _NOT_GIVEN),
    "colours": ("The page asked for a colour, in a window of the system's.", _ONE_PAGE),
    "suggestions": (
        "The page has suggestions below a field, in a window of the system's.",
        f"They are not shown: you type the words yourself. {_ONE_PAGE}",
    ),
    "print": ("The page asked to be printed.", "Nothing is printed here."),
    "permission": ("The page asked for the place, the camera, the microphone or the like.", _NOT_GIVEN),
    "full screen": ("The page asked for the whole screen.", "What stands beside it stays in sight."),
    "certificate": ("The certificate of an address is not trusted by this computer.", "What it holds is not loaded."),
    "login": (
        "The page asks for a name and a password, in a box.",
        "It is given those from Set up, if there are any.",
    ),
    "dialog": ("The page wanted to say or ask something more.", "You asked for no more of these from this page."),
}
#: Links that mean another program, by the start of their address.
_PROGRAMS = {
    "mailto": "A link leads to an e-mail program.",
    "tel": "A link leads to a telephone.",
    "sms": "A link leads to a text message.",
}


def is_noticed(refused: Refused) -> bool:
    """Whether a request is something that people notice, and no part of a page."""
    return refused.what == "navigation" or refused.what in _SENTENCES


def request_words(refused: Refused) -> tuple[str, str]:
    """A request in two sentences: what was asked for, and why it does not open here."""
    if refused.what == "navigation":
        return _link(refused.where)
    parts = f"The page has parts at {refused.where}.", f"They are left out. {_ELSEWHERE}"
    return _SENTENCES.get(refused.what, parts)


def _link(where: str) -> tuple[str, str]:
    if where in _PROGRAMS:
        return _PROGRAMS[where], _NO_PROGRAM
    if "/" not in where:
        return f"A link leads to what is behind {where}:", _NO_PROGRAM
    return f"A link leads to {where}.", f"It does not open here. {_ELSEWHERE}"
