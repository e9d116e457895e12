"""What hangs below /admin/ itself: (address, name, view)."""

from typing import Any

from .ages_page import ages, ages_csv
from .checked import checked
from .mail_page import mail
from .presence import here

OWN_PAGES: list[tuple[str, str, Any]] = [
    ("checked/", "desk_checked", checked),
    ("ages/", "desk_ages", ages),
    ("ages.csv", "desk_ages_csv", ages_csv),
    ("mail/", "desk_mail", mail),
    ("here/", "desk_here", here),
]
