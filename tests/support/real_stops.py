"""What real presses of Tab come to in a page, one after another, by the ids of its elements."""

from __future__ import annotations

from PySide6.QtCore import Qt

from support.form_browser import FormBrowser

#: Gives every element an id of its own, in shadow trees and frames as well, so that a stop can be told from any other.
NUMBER = """(() => {
  let count = 0;
  const known = new Set();
  const number = (root) => root.querySelectorAll("*").forEach((each) => {
    if (!each.id || known.has(each.id)) each.id = `n${count += 1}`;
    known.add(each.id);
    if (each.shadowRoot) number(each.shadowRoot);
    if (each.contentDocument) number(each.contentDocument);
  });
  number(document);
  return count;
})()"""
_WHERE = """(() => {
  let at = document.activeElement;
  for (;;) {
    const inside = at?.shadowRoot?.activeElement ?? at?.contentDocument?.activeElement;
    if (!inside || inside === at.contentDocument?.body) break;
    at = inside;
  }
  return !at || at === document.body ? "" : at.id;
})()"""
#: Of a page that holds the keyboard no more is pressed.
_MOST_PRESSES, _MOST_IN_ONE = 300, 12


def pressed_stops(browser: FormBrowser) -> list[str]:
    """From the top of the page, or where it has put the focus itself, until Tab comes round or stays where it is.

    Parts of one element are one stop.
    """
    focused = str(browser.run(_WHERE))
    stops = [focused] if focused else list[str]()
    stayed = 0
    for _ in range(_MOST_PRESSES):
        browser.press(Qt.Key.Key_Tab)
        at = str(browser.run(_WHERE))
        stayed = stayed + 1 if stops and at == stops[-1] else 0
        if not at or stayed > _MOST_IN_ONE or (at in stops and at != stops[-1]):
            break
        if not stayed:
            stops.append(at)
    return stops
