"""Content of one's own lies over what is shipped: it is found alike, and takes nothing's place in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from empathylab.files.drawings import drawing_faults
from empathylab.files.layers import layers_over
from empathylab.files.library import Library, load_library
from empathylab.files.setup import LiveSetUp
from support import own_folder


def lab_with(lab: Path) -> Library:
    return load_library(layers_over(lab))


def test_own_content_of_every_kind_is_found_beside_what_is_shipped(tmp_path: Path) -> None:
    own_folder.persona(tmp_path)
    own_folder.task(tmp_path)
    own_folder.barrier(tmp_path)
    own_folder.station(tmp_path, **{'["ashleigh"]': '["dora"]', '"missed-bin-short"': '"lost-key"'})
    library = lab_with(tmp_path)
    assert library.faults == ()
    assert library.station("desk").task == "lost-key"
    assert {"dora", "claudia"} <= set(library.personas)
    assert "no-sense" in library.barriers
    assert "dora" in library.station("all").personas, "whoever is made can be met at once"


def test_local_words_stand_beside_the_story_and_give_the_agreement(tmp_path: Path) -> None:
    words = 'format = 1\nid = "leeds"\n[agreements]\nen = "Ask Sam."\n[[lived]]\npersona = "claudia"\n'
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "leeds.toml").write_text(f'{words}text = "I wait."\nsource = "J."\nconsent = "yes"\n')
    library = lab_with(tmp_path)
    assert library.persona("claudia").lived_words[-1].text == "I wait."
    assert library.agreements == {"en": "Ask Sam."}


@pytest.mark.parametrize("layer", ["", "packs/mine"])
def test_an_id_of_the_labs_own_is_not_taken_and_this_is_said(tmp_path: Path, layer: str) -> None:
    own_folder.persona(tmp_path / layer, "claudia", **{"age = 54": "age = 99"})
    library = lab_with(tmp_path)
    assert library.persona("claudia").age == 54
    (fault,) = library.faults
    assert "'claudia' is taken by the lab itself, which holds it" in str(fault)


def test_of_two_packs_with_one_id_the_first_holds_it_even_with_a_fault(tmp_path: Path) -> None:
    """Else the pages of one would be served for the other's form."""
    own_folder.task(tmp_path / "packs" / "a")
    own_folder.task(tmp_path / "packs" / "b")
    (tmp_path / "packs" / "a" / "tasks" / "lost-key" / "check.html").unlink()
    library = lab_with(tmp_path)
    assert "lost-key" not in library.tasks
    assert "taken by the pack 'a'" in str(library.faults[1])


def test_each_layer_has_its_own_portraits(tmp_path: Path) -> None:
    portraits = []
    for pack, colour in (("a", "#111111"), ("b", "#222222")):
        own_folder.persona(tmp_path / "packs" / pack, f"dora-{pack}", **{'"claudia.svg"': '"face.svg"'})
        portrait = tmp_path / "packs" / pack / "portraits" / "face.svg"
        portrait.parent.mkdir()
        portrait.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0" fill="{colour}"/></svg>')
        portraits.append(str(portrait))
    library = lab_with(tmp_path)
    assert library.faults == ()
    assert [library.personas[name].look.portrait for name in ("dora-a", "dora-b")] == portraits


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="file:///etc/passwd"/>',
        '<path d="M0 0" onload="x()"/>',
        '<path d="M0 0" style="fill: url(http://x.org/a)"/>',
        '<path d="M0 0" fill="url(//x.org/a#b)"/>',
        "<style>@import 'x'</style>",
        '<animate attributeName="fill"/>',
        '<a href="https://x.org"/>',
        "<foreignObject/>",
        "&x;",
        "<path",
        "<g/>" * 1_001,
        '<path d="M0 0' + "L9 9" * 2_000 + '"/>',
        '<polygon points="' + "1.5,-2 " * 2_001 + '"/>',
        '<circle r="99" stroke="red" stroke-dasharray=".01"/>',
        '<circle r="99" style="stroke: red; stroke-dasharray: 0.01"/>',
        "x" * 200_001,
    ],
)
def test_a_portrait_is_shapes_alone(tmp_path: Path, inside: str) -> None:
    """It stands in reports and on screens as it is."""
    path = tmp_path / "face.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')
    assert list(drawing_faults(path))


def test_a_drawing_with_entities_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "face.svg"
    path.write_bytes('<!DOCTYPE svg [<!ENTITY a "x">]><svg>&a;</svg>'.encode("utf-16"))
    assert list(drawing_faults(path))


def test_a_link_is_no_portrait(tmp_path: Path) -> None:
    path = tmp_path / "face.svg"
    path.symlink_to(Path(load_library().persona("claudia").look.portrait))
    assert list(drawing_faults(path))


def test_a_folder_that_was_named_is_remembered_and_missed_when_it_has_gone(tmp_path: Path) -> None:
    lab, data = tmp_path / "own", tmp_path / "data"
    own_folder.persona(lab)
    setup = LiveSetUp(data, lab=lab)
    assert "dora" in setup.library.personas
    assert not data.exists(), "another lab may have this folder open"
    setup.remember_folder()
    assert "dora" in LiveSetUp(data).library.personas, "remembered"
    shutil.rmtree(lab)
    (fault,) = LiveSetUp(data).library.faults
    assert f"There is no lab folder {lab}" in str(fault)


def test_without_a_name_it_lies_beside_the_records_or_nowhere(tmp_path: Path) -> None:
    assert LiveSetUp(tmp_path).library.faults == ()
    own_folder.persona(tmp_path / "lab")
    assert "dora" in LiveSetUp(tmp_path).library.personas
