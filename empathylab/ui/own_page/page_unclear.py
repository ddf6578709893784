"""What the meters count on a team's own pages: surprises and vague phrases, page by page, with their places."""

from __future__ import annotations

from empathylab.domain.moments import MeterFinding
from empathylab.ui.page.page_facts import SURPRISES, Unannounced, VagueWords

VAGUE = "Vague phrases, which do not say what is asked or would be enough"
#: A page can tell of more without end.
_MOST = 500


class PageMeters:
    """Keeps what the meters told since `forget`, the same of the same page put together."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], MeterFinding] = {}

    def hear(self, address: str, fact: Unannounced | VagueWords) -> None:
        """Of the page at this address."""
        if isinstance(fact, VagueWords):
            if fact.count:
                self._found[address, VAGUE] = MeterFinding(address, VAGUE, fact.count, fact.words)
            return
        what = SURPRISES[fact.kind]
        before = self._found.get((address, what), MeterFinding(address, what, 0))
        places = dict.fromkeys((*before.places, *filter(None, [fact.place])))
        if len(self._found) < _MOST:
            self._found[address, what] = MeterFinding(address, what, before.count + 1, tuple(places))

    @property
    def found(self) -> tuple[MeterFinding, ...]:
        """In the order in which it was met."""
        return tuple(self._found.values())

    def forget(self) -> None:
        """Nothing is known any more."""
        self._found.clear()
