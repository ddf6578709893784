"""What may be told of a summary, by its k: which groups, and which parts of a known number of people."""

from __future__ import annotations

from dataclasses import dataclass

from empathylab.domain.records import PersonaPairs, Scale, Summary
from empathylab.measures.anonymity import Shown, show, show_counts
from empathylab.reports.names import Names


@dataclass(frozen=True, slots=True)
class Shareable:
    """A summary with what its k lets out: `personas` are the groups that may be told apart."""

    summary: Summary
    k: int
    names: Names

    @property
    def people(self) -> Shown:
        return show(self.summary.counts.people, self.k)

    @property
    def groups(self) -> dict[str, Shown]:
        return show_counts(dict(self.summary.personas), self.k)

    def pairs(self, scale: Scale) -> tuple[PersonaPairs, ...]:
        """Pairs of the personas that may be shown and in which at least k people answered both times."""
        groups = self.groups
        return tuple(
            pairs
            for pairs in self.summary.pairs_of(scale)
            if groups[pairs.persona].count is not None and pairs.people >= self.k
        )

    def asked(self, scale: Scale) -> int:
        """How many people met the personas of `pairs`, whether they answered or not."""
        return sum(self.summary.people_of(pairs.persona) for pairs in self.pairs(scale))

    def together(self, scale: Scale) -> PersonaPairs:
        """All of `pairs` as one group."""
        shown = Summary("", self.summary.counts, pairs={scale: self.pairs(scale)})
        return shown.all_pairs(scale)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a known number of people as it may be told; `length` is for a bar and gives no more away."""

    words: str
    length: int

    def of(self, total: int) -> str:
        return f"{self.words} of {total} people" if self.words.isdigit() else self.words


def all_but_few(k: int) -> str:
    """Instead of a number that would tell how few are left over."""
    return f"all but fewer than {k}"


def share(count: int, total: int, k: int) -> Share:
    """How many of `total`; fewer than k left over is a small group too, the other way round."""
    if count < k:
        return Share(f"fewer than {k}", k - 1)
    if total - count < k:
        return Share(all_but_few(k), total)
    return Share(str(count), count)
