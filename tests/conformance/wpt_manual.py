"""What web-platform-tests' manual pages expect of an accessibility interface (ATK), in the reader's words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_STEPS = re.compile(r"new ATTAcomm\(\s*(\{.*\})\s*\)\s*;?\s*</script>", re.DOTALL)
_LANDMARKS = "banner complementary contentinfo form main navigation region search"
#: ATK knows fewer roles than ARIA; those that are not here are written alike.
_ROLES = {
    "ALERT": "alertdialog",
    "BLOCK_QUOTE": "blockquote",
    "CHECK_BOX": "checkbox",
    "CHECK_MENU_ITEM": "menuitemcheckbox",
    "COLUMN_HEADER": "columnheader",
    "COMBO_BOX": "combobox",
    "COMMENT": "note comment",
    "CONTENT_DELETION": "deletion",
    "CONTENT_INSERTION": "insertion",
    "DIALOG": "dialog alertdialog",
    "DESCRIPTION_TERM": "term",
    "DESCRIPTION_VALUE": "definition",
    "DOCUMENT_FRAME": "document",
    "EMBEDDED": "application",
    "ENTRY": "textbox searchbox combobox",
    "FOOTER": "sectionfooter",
    "HEADER": "sectionheader",
    "LANDMARK": _LANDMARKS,
    "LEVEL_BAR": "meter",
    "LIST_BOX": "listbox",
    "LIST_ITEM": "listitem option",
    "MENU": "menu listbox",
    "MENU_BAR": "menubar",
    "MENU_ITEM": "menuitem option",
    "NOTIFICATION": "alert",
    "PAGE_TAB": "tab",
    "PAGE_TAB_LIST": "tablist",
    "PANEL": "group radiogroup feed figure rowgroup article log status timer marquee tabpanel toolbar",
    "PROGRESS_BAR": "progressbar",
    "PUSH_BUTTON": "button",
    "RADIO_BUTTON": "radio",
    "RADIO_MENU_ITEM": "menuitemradio",
    "ROW_HEADER": "rowheader",
    "SCROLL_BAR": "scrollbar",
    "SCROLL_PANE": "tabpanel",
    "SECTION": "generic none definition group region",
    "SPIN_BUTTON": "spinbutton",
    "STATIC": "generic strong emphasis code mark time text suggestion",
    "STATUSBAR": "status",
    "TABLE": "table grid",
    "TABLE_CELL": "cell gridcell",
    "TABLE_ROW": "row",
    "TOGGLE_BUTTON": "button switch",
    "TOOL_BAR": "toolbar",
    "TOOL_TIP": "tooltip",
    "TREE_ITEM": "treeitem",
    "TREE_TABLE": "treegrid",
}
_CHECKS = {"checked", "not checked", "partly checked", "on", "off"}
_POPUPS = {"has menu", "has listbox", "has tree", "has grid", "has dialog"}
#: ATK's state → any of these in the reader's states. Those that are not here no reader says.
_STATES = {
    "BUSY": {"busy"},
    "CHECKABLE": _CHECKS,
    "CHECKED": {"checked", "on"},
    "EXPANDABLE": {"expanded", "collapsed"},
    "EXPANDED": {"expanded"},
    "HAS_POPUP": _POPUPS,
    "INDETERMINATE": {"partly checked", "partly pressed"},
    "INVALID_ENTRY": {"invalid entry"},
    "MODAL": {"modal"},
    "MULTISELECTABLE": {"multi select"},
    "MULTI_LINE": {"multi line"},
    "PRESSED": {"pressed"},
    "READ_ONLY": {"read only"},
    "REQUIRED": {"required"},
    "SELECTED": {"selected"},
    "SUPPORTS_AUTOCOMPLETION": {"has autocomplete"},
}
#: What the reader calls roles that it says alike.
_SAME_ROLE = {"graphics-document": "document", "graphics-object": "group", "graphics-symbol": "image"}
#: Roles that have a list, and say so by being what they are.
_POPUP_ROLES = {"combobox"}


def steps_of(text: str) -> list[dict[str, Any]]:
    """The steps of a manual page; empty when it is none."""
    found = _STEPS.search(text)
    return json.loads(found.group(1))["steps"] if found else []


def checks_of(step: dict[str, Any], node: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(what is checked, wanted, found) of what the step says about the node and a reader has an answer to."""
    for check in step["test"].get("ATK", []):
        if len(check) != 4 or check[0] != "property":
            continue
        _, what, test, wanted = check
        answer = _answer(what, test, wanted, node)
        if answer is not None:
            yield f"{what} {test} {wanted}" if what not in {"name", "description"} else what, *answer


def _answer(what: str, test: str, wanted: str, node: dict[str, Any]) -> tuple[str, str] | None:
    """Wanted and found as texts that are equal when the reader agrees; None: a reader has no answer to this."""
    if what in {"name", "description"} and test == "is":
        return wanted, node[what]
    if what == "role" and test == "is":
        atk = wanted.removeprefix("ROLE_")
        roles = _ROLES.get(atk, atk.lower()).split()
        return (node["role"] if node["role"] in roles else " or ".join(roles)), node["role"]
    has = _has_state(wanted, node) if what == "states" else _has_attribute(wanted, node)
    if has is None or what not in {"states", "objectAttributes"}:
        return None
    is_wanted = test == "contains"
    return str(is_wanted), str(has)


def _has_state(wanted: str, node: dict[str, Any]) -> bool | None:
    name = wanted.removeprefix("STATE_")
    if name not in _STATES or (name == "HAS_POPUP" and node["role"] in _POPUP_ROLES):
        return None
    return bool(_STATES[name] & set(node["states"]))


def _has_attribute(wanted: str, node: dict[str, Any]) -> bool | None:
    key, _, value = wanted.partition(":")
    current = [state.partition(" ")[2] or "true" for state in node["states"] if state.startswith("current")]
    facts = {
        "current": current[0] if current else "false",
        "haspopup": next((one.removeprefix("has ") for one in node["states"] if one in _POPUPS), "false"),
        "level": str(node["level"]),
        "posinset": str(node["place"]),
        "roledescription": node["roleSaid"],
        "setsize": str(node["size"] or -1),
        "sort": next((one.split()[-1] for one in node["states"] if one.startswith("sorted")), "none"),
        "valuetext": node["value"],
        "xml-roles": node["role"],
    }
    value = _SAME_ROLE.get(value, value)
    if key not in facts or value == "false" or (key == "haspopup" and node["role"] in _POPUP_ROLES):
        return None
    same = {"sorted": "other", "true": "menu"} if key in {"sort", "haspopup"} else {}
    found, value = same.get(facts[key], facts[key]), same.get(value, value)
    return found == value if value else found not in {"", "false", "0", "none"}
