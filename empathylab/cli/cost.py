"""`empathylab cost PAGE`: presses and predicted seconds for each way of using a page, held against an earlier day's."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from empathylab.cli import own_content
from empathylab.cli.headless_page import open_headless
from empathylab.cost.baseline import PriceIncrease, read_baseline
from empathylab.cost.junit import junit
from empathylab.cost.page_cost import PageBefore, PageCost, price_page
from empathylab.domain.calibration import WINDOW_PX
from empathylab.reports.files import whole_file

if TYPE_CHECKING:
    from empathylab.ui.reader.read_request import ReadRequest


_WIDTH_PX = WINDOW_PX[0]


class _Percent(click.ParamType):  # type: ignore[type-arg]
    name = "percent"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            percent = float(str(value).removesuffix("%"))
        except ValueError:
            self.fail(f"{value!r} is no number of per cent, such as 10 or 10%.", param, ctx)
        if not 0 <= percent < 10_000:
            self.fail("Per cent from 0 on.", param, ctx)
        return percent


@click.command("cost")
@click.argument("page")
@click.option("--json", "is_json", is_flag=True, help="As JSON, which a later run takes as its baseline.")
@click.option("--junit", "is_junit", is_flag=True, help="As JUnit, for continuous integration.")
@click.option(
    "--baseline",
    "baseline_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What --json wrote earlier: exit status 1 when a price has grown.",
)
@click.option(
    "--worse",
    "worse_percent",
    type=_Percent(),
    default="0",
    metavar="PERCENT",
    help="By how much it may grow; a few presses or seconds are let pass then.",
)
@click.option("--picture", metavar="OUT.png", type=click.Path(path_type=Path), help="The page with its stops numbered.")
@click.option(
    "--press", default="", metavar="SELECTOR", help="Press this first: the price of mending what is wrong, say."
)
@click.option(
    "--after", default="", metavar="PAGE", help="Where somebody comes from: help that stood elsewhere there costs more."
)
@click.option("--timeout", "timeout_s", type=click.FloatRange(0.1, 300), default=15.0, show_default=True)
@click.option("--wait-for", "wait_for", metavar="SELECTOR", default="", help="When something shows that matches.")
@click.option(
    "--wait",
    "wait_s",
    metavar="SECONDS",
    type=click.FloatRange(0, 240),
    help="Price what is there then, whatever the page is still at.",
)
@click.option("--width", "width_px", type=click.IntRange(200, 10_000), default=_WIDTH_PX, show_default=True)
@own_content.option
def command(
    page: str,
    is_json: bool,
    is_junit: bool,
    baseline_file: Path | None,
    worse_percent: float,
    picture: Path | None,
    press: str,
    after: str,
    timeout_s: float,
    wait_for: str,
    wait_s: float | None,
    width_px: int,
    lab: Path | None,
) -> None:
    """Price PAGE (a file or an address) for ten ways of using it.

    Presses and predicted seconds to the main content, to each field in turn, and to the way on. What a way does not
    reach is named.
    """
    if is_json and is_junit:
        raise click.UsageError("--json or --junit, not both.")
    baseline = read_baseline(baseline_file, page, width_px, after, press) if baseline_file else None
    from empathylab.ui.reader.read_request import ReadRequest

    request = ReadRequest(
        timeout_s + (wait_s or 0.0),
        wait_for,
        wait_s,
        width_px,
        layers=own_content.layers(lab),
        is_priced=True,
        is_pictured=picture is not None,
        press=press,
    )
    before = _before(after, request) if after else None
    content = open_headless(page, request).content
    assert content.cost is not None
    cost = price_page(page, content.cost, before, press)
    grown = baseline.grown(cost, worse_percent) if baseline else []
    if picture is not None:
        from empathylab.ui.reader.stops_picture import save_stops

        with whole_file(picture) as part:
            save_stops(content, part)
    _print(cost, grown, is_json, is_junit)
    if grown:
        asked = {"--after": after, "--press": press, "--width": str(width_px) if width_px != _WIDTH_PX else ""}
        _tell_grown(_command(page, asked), grown, baseline_file)


def _before(page: str, request: ReadRequest) -> PageBefore:
    content = open_headless(page, replace(request, is_pictured=False, press="", wait_for="")).content
    assert content.cost is not None
    return PageBefore(page, content.cost)


def _print(cost: PageCost, grown: list[PriceIncrease], is_json: bool, is_junit: bool) -> None:
    if is_json:
        click.echo(json.dumps(cost.as_dict(), ensure_ascii=False, indent=1))
    elif is_junit:
        click.echo(junit(cost, grown))
    else:
        click.echo("\n".join(cost.lines()))


def _command(page: str, asked: dict[str, str]) -> str:
    """What prices the same page in the same way."""
    options = [word for name, value in asked.items() if value for word in (name, value)]
    return shlex.join(["empathylab", "cost", page, *options])


def _tell_grown(command: str, grown: list[PriceIncrease], baseline: Path | None) -> NoReturn:
    """A price that grew is what the exit status is for; the element is named, and what to do where it may grow."""
    for one in grown:
        click.echo(f"{one.way}, {one.target}: {one.words}.", err=True)
    prices = "1 price has" if len(grown) == 1 else f"{len(grown)} prices have"
    click.echo(f"{prices} grown. Where that is meant, write them anew: {command} --json > {baseline}", err=True)
    sys.exit(1)
