"""`empathylab render` with the pictures that people really have."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from empathylab.cli.render import command
from empathylab.domain.errors import LabError
from support.media_bombs import png
from support.vision_pictures import page


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def refused(*arguments: object) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, LabError), result.output
    return str(result.exception)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.fromarray(page()).save(tmp_path / "in.png")
    return tmp_path / "in.png"


def test_a_picture_goes_in_and_a_picture_comes_out(picture: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    result = run(picture, out, "--sim", "acuity:logmar=0.8", "--sim", "colour", "--ppd", "37.8", "--gaze", "100,90")
    assert result.exit_code == 0
    assert "acuity:logmar=0.8, colour" in result.output
    assert np.asarray(Image.open(out)).shape == page().shape


def test_what_moves_is_drawn_as_it_is_at_a_time(picture: Path, tmp_path: Path) -> None:
    seen = []
    for number, at in enumerate(([], ["--at-s", "0"], ["--at-s", "0.5"])):
        assert run(picture, tmp_path / f"{number}.png", "--sim", "nystagmus:motion_deg=0.25", *at).exit_code == 0
        seen.append(np.asarray(Image.open(tmp_path / f"{number}.png")))
    assert np.array_equal(seen[0], seen[1])
    assert not np.array_equal(seen[0], seen[2])
    assert "not a time" in refused(picture, tmp_path / "x.png", "--sim", "colour", "--at-s", "nan")


def test_the_screen_may_be_given_in_millimetres(picture: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.png", tmp_path / "two.png"
    run(picture, one, "--sim", "acuity", "--px-per-mm", "3.6", "--distance-cm", "60")
    run(picture, two, "--sim", "acuity", "--ppd", 600 * np.tan(np.radians(1)) * 3.6)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("mode", ["RGBA", "L", "LA", "P", "CMYK", "1", "I;16", "HSV", "YCbCr"])
def test_every_usual_kind_of_picture_works(mode: str, picture: Path, tmp_path: Path) -> None:
    shown = Image.open(picture)
    ending = "tif" if mode in {"CMYK", "YCbCr", "I;16"} else "png"
    given = tmp_path / f"given.{ending}"
    if mode == "I;16":
        Image.fromarray(np.asarray(shown.convert("L")).astype(np.uint16) * 257).save(given)
    else:
        (shown.convert("RGB") if mode == "HSV" else shown.convert(mode)).save(given)
    assert run(given, tmp_path / "out.png", "--sim", "acuity:logmar=0").exit_code == 0
    seen = np.asarray(Image.open(tmp_path / "out.png")).astype(int)
    assert seen.shape == page().shape
    assert abs(seen.mean() - np.asarray(shown.convert("L")).mean()) < 25


def test_what_is_see_through_lies_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (50, 40), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    run(tmp_path / "clear.png", tmp_path / "out.png", "--sim", "acuity")
    assert (np.asarray(Image.open(tmp_path / "out.png")) == 255).all()


def test_what_is_no_picture_is_refused_in_a_sentence(tmp_path: Path, picture: Path) -> None:
    text, cut, empty = tmp_path / "text.png", tmp_path / "cut.png", tmp_path / "empty.png"
    text.write_text("hello")
    cut.write_bytes(picture.read_bytes()[:400])
    empty.write_bytes(b"")
    assert "text.png is not a picture" in refused(text, tmp_path / "o.png", "--sim", "acuity")
    assert "empty.png is not a picture" in refused(empty, tmp_path / "o.png", "--sim", "acuity")
    assert "damaged" in refused(cut, tmp_path / "o.png", "--sim", "acuity")
    assert "There is no file" in refused(tmp_path / "none.png", tmp_path / "o.png", "--sim", "acuity")
    assert "is a folder" in refused(tmp_path, tmp_path / "o.png", "--sim", "acuity")


def test_a_huge_picture_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "huge.png").write_bytes(png(40_000, 9_000, 5_001 * 9_000, 1, 0))
    assert "too large" in refused(tmp_path / "huge.png", tmp_path / "o.png", "--sim", "acuity")
    (tmp_path / "large.png").write_bytes(png(12_000, 9_000, 1_501 * 9_000, 1, 0))
    assert "too large" in refused(tmp_path / "large.png", tmp_path / "o.png", "--sim", "acuity")


def test_an_output_that_cannot_be_is_refused(tmp_path: Path, picture: Path) -> None:
    assert "no ending of a picture" in refused(picture, tmp_path / "out.xyz", "--sim", "acuity")
    assert "cannot be written" in refused(picture, tmp_path / "no" / "out.png", "--sim", "acuity")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--sim", "acuty"], "did you mean 'acuity'"),
        (["--sim", "acuity", "--ppd", "nan"], "pixels per degree"),
        (["--sim", "acuity", "--px-per-mm", "-3"], "pixels per degree"),
        (["--sim", "acuity", "--gaze", "here"], "not a place"),
        (["--sim", "acuity", "--gaze", "nan,3"], "not a place"),
        (["--persona", "nobody"], "There is no persona 'nobody'"),
        (["--preset", "nothing"], "There is no preset 'nothing'"),
    ],
)
def test_nonsense_is_refused(arguments: list[str], words: str, picture: Path, tmp_path: Path) -> None:
    assert words in refused(picture, tmp_path / "o.png", *arguments)


@pytest.mark.parametrize(
    "arguments", [[], ["--sim", "acuity", "--ppd", "30", "--px-per-mm", "3"], ["--sim", "colour", "--distance-cm", "3"]]
)
def test_wrong_usage_says_how(arguments: list[str], picture: Path, tmp_path: Path) -> None:
    result = run(picture, tmp_path / "o.png", *arguments)
    assert result.exit_code == 2


def test_a_persona_is_worn_as_in_the_barrier_run(picture: Path, tmp_path: Path) -> None:
    result = run(picture, tmp_path / "o.png", "--persona", "claudia")
    assert result.exit_code == 0
    assert "acuity" in result.output
    assert "does not change what the eye sees" in refused(picture, tmp_path / "o.png", "--persona", "christopher")
