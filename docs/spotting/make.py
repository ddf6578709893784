"""Makes what is spotted out of the lab's own forms: `python docs/spotting/make.py`.

Pictures are written to `assets/spotting/pictures`; what the reader says of the pages of the clips is printed, to be
copied into `assets/spotting/*.toml`.
"""

from __future__ import annotations

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtCore import QEventLoop, QObject, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QPixmap

from empathylab.domain.session import Condition, Twin
from empathylab.files.library import load_library
from empathylab.files.paths import assets_dir
from empathylab.files.spotting import Kind, SpotItem, spotting_sets
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.transcript import ReadBy, transcript
from empathylab.ui.page.application import make_application
from empathylab.ui.reader import page_reader
from empathylab.ui.reader.read_request import ReadRequest
from empathylab.ui.run.form_pictures import FormPictures

SIZE = QSize(720, 544)


def main() -> None:
    make_application()
    items = [item for spot_set in spotting_sets() for item in spot_set.items]
    if "--clips" in sys.argv:
        for item in items:
            if item.kind is Kind.SPOKEN:
                read(item)
        return
    draw([item for item in items if item.kind is Kind.PICTURE])


def address(item: SpotItem) -> str:
    barriers = (item.barrier,) if item.has_barrier else ()
    return load_library().form(item.form).url_of(item.page, barriers)


def draw(items: list[SpotItem]) -> None:
    folder, loop, left = assets_dir() / "spotting" / "pictures", QEventLoop(), [len(items)]
    folder.mkdir(parents=True, exist_ok=True)
    parent = QObject()
    pictures = FormPictures(parent)

    def keep(place: int, picture: QPixmap) -> None:
        small = picture.scaled(SIZE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        path = folder / f"{items[place].id}.png"
        small.save(str(path))
        Image.open(path).convert("RGB").quantize(48, dither=Image.Dither.NONE).save(path, optimize=True)
        left[0] -= 1
        if not left[0]:
            QTimer.singleShot(500, loop.quit)  # Once the last page has let go of its profile.

    forms = [
        (
            Condition(item.form, Twin.BARRIER if item.has_barrier else Twin.ACCESSIBLE, "a", ppd=37.8, text_px=20),
            address(item),
        )
        for item in items
    ]
    pictures.draw(forms, keep)
    QTimer.singleShot(120_000, loop.quit)
    loop.exec()


def read(item: SpotItem) -> None:
    page_reader.address_of = lambda *_: QUrl(address(item))  # type: ignore[assignment]
    content = page_reader.load_page("form", ReadRequest(is_tabbed=True)).content
    said = transcript(content.page, ReadBy.TAB, content.tab_stops, ReaderSettings(), content.heard)
    print(item.id, item.form, item.page, item.barrier if item.has_barrier else "-")
    for one in said:
        print("   ", one.phrase)


if __name__ == "__main__":
    main()
