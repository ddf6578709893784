"""Sign in to a service: the facilitator does it once, and every run at it begins with a copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QHideEvent
from PySide6.QtNetwork import QNetworkCookie

from empathylab.domain.errors import LabError
from empathylab.domain.service import Service
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, field, say
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, text
from empathylab.ui.page import blocked_requests, way_out
from empathylab.ui.page.allowed import Allowed, Refused
from empathylab.ui.page.engine_view import EngineView
from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.page.page_inputs import PageInputs, SignIn, SignIns

_LEAD = (
    "Every visitor's run begins with a copy of this sign-in and loses everything at its end. "
    "It is kept in memory alone, until the lab is closed."
)
_BOX = "Only where the service asks in a box of its own, before any page."
_HIGH_PX = 460
NO_SERVICE = "No service is here yet. The command “empathylab new service” begins one."
_Key = tuple[bytes, str, str]


class SignInPage(Page):
    """A service opened for its facilitator; leaving the page closes it."""

    def __init__(self, desk: Desk, sign_ins: SignIns, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Sign in to a service", _LEAD, on_back=on_back)
        self._desk, self._sign_ins = desk, sign_ins
        self._services = [task for task in desk.library.tasks.values() if isinstance(task, Service)]
        #: What is asked before, which makes room for the service.
        self._asked: tuple[Card, ...] = ()
        self._cookies: dict[_Key, QNetworkCookie] = {}
        self._page: LockedPage | None = None
        self._view: EngineView | None = None
        services = [(task, task.title) for task in self._services]
        self.service = Choice("Which service?", services, self._services[0] if self._services else None)
        self.user, self.password = TextField(), TextField()
        self.password.setEchoMode(TextField.EchoMode.Password)
        self.open_button = button("Open it here", self.open, "main")
        self.keep_button = button("Keep this sign-in", self.keep)
        self.forget_button = button("Forget it", self.forget)
        self._build()

    def _build(self) -> None:
        if not self._services:
            self.body.addWidget(text(NO_SERVICE))
            self.body.addStretch(1)
            return
        box = Card.titled("A box that asks for a name and a password", space=14)
        box.box.addWidget(text(_BOX, "small"))
        box.box.addLayout(field("Name", self.user))
        box.box.addLayout(field("Password", self.password))
        self._asked = (Card(self.service), box)
        for card in self._asked:
            self.body.addWidget(card)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        for each in (self.open_button, self.keep_button, self.forget_button):
            self.add_action(each)
        self.first = self.open_button

    @property
    def _chosen(self) -> Service:
        chosen = self.service.value
        assert isinstance(chosen, Service)
        return chosen

    def open(self) -> None:
        """The service, as nobody has used it yet; what it gives to be known again is collected."""
        try:
            way_out.require()
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self._close()
        service = self._chosen
        given = PageInputs(SignIn(user=self.user.text(), password=self.password.text()))
        self._page = page = LockedPage(self._desk.library.layers, self, Allowed(service.allowed), given)
        page.refused.connect(self._refused)
        store = page.profile().cookieStore()
        store.cookieAdded.connect(self._take)
        store.cookieRemoved.connect(self._drop)
        self._view = view = EngineView(self)
        view.setMinimumHeight(_HIGH_PX)
        view.setAccessibleName(service.title)
        # Else Qt would be asked about what is in it, and ends with that.
        view.setProperty("draws_focus", True)
        view.setPage(page)
        self.body.insertWidget(self.body.count() - 1, view)
        self._make_room(is_needed=True)
        page.load(QUrl(service.versions[0].starts_at))
        say(self.said, "Sign in below, then keep it.", "quiet")
        view.setFocus()

    def keep(self) -> None:
        """From the next run on."""
        service = self._chosen
        sign_in = SignIn(tuple(self._cookies.values()), self.user.text(), self.password.text())
        if not sign_in.cookies and not sign_in.user:
            say(self.said, "There is nothing to keep yet: open the service and sign in.", "bad")
            return
        self._sign_ins.keep(service.id, sign_in)
        self._close()
        self.password.clear()
        say(self.said, f"Kept for “{service.title}” until the lab is closed.", "good")

    def forget(self) -> None:
        """The next run begins as anybody's."""
        self._sign_ins.forget(self._chosen.id)
        self._close()
        self.password.clear()
        say(self.said, "Forgotten.", "good")

    def _take(self, cookie: QNetworkCookie) -> None:
        self._cookies[_key(cookie)] = QNetworkCookie(cookie)

    def _drop(self, cookie: QNetworkCookie) -> None:
        self._cookies.pop(_key(cookie), None)

    def _refused(self, refused: Refused) -> None:
        if blocked_requests.is_noticed(refused):
            say(self.said, " ".join(blocked_requests.request_words(refused)), "bad")

    def _close(self) -> None:
        """Its page and all that it kept."""
        view, self._view = self._view, None
        page, self._page = self._page, None
        self._cookies.clear()
        if view is not None:
            view.hide()
            view.deleteLater()
            self._make_room(is_needed=False)
        if page is not None:
            page.retire()

    def _make_room(self, *, is_needed: bool) -> None:
        for card in self._asked:
            card.setVisible(not is_needed)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._close()
        self.password.clear()


def _key(cookie: QNetworkCookie) -> _Key:
    return bytes(cookie.name().data()), cookie.domain(), cookie.path()
