"""What every half of the composition root holds on to."""

from typing import NamedTuple

from db.places import Places
from desktop.hub import Hub
from desktop.main_window import MainWindow
from desktop.settings import Settings
from desktop.tabs.navigator import Navigator
from desktop.tasks import Worker
from desktop.theme import Themes


class Parts(NamedTuple):
    """The desk's places, stores, look, window and ways: made once, in `app.py`."""

    places: Places
    settings: Settings
    hub: Hub
    themes: Themes
    reading: Worker
    searching: Worker
    study: Worker
    window: MainWindow
    navigator: Navigator
