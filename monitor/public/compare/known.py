"""A page that can be compared."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse


class Known(NamedTuple):
    """A page, shown or withdrawn, in the few columns that choosing needs."""

    slug: str
    name: str
    iso2: str
    region: str
    state: str
    sample: bool
    last_updated: datetime.date
    withdrawn_on: datetime.date | None
    country_id: UUID

    @property
    def address(self) -> str:
        return reverse("public:country_page", args=[self.slug])
