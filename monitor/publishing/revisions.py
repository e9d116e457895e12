"""What django-reversion keeps: every record by itself, and a country with all its parts."""

import reversion

from countries.history import parts_of_a_page
from countries.models import Country, Index
from legal.models import Initiative, InitiativeEvent, Treaty


def register() -> None:
    """Register every model that editors keep; called once, when the apps are ready."""
    for model in (Index, Treaty, InitiativeEvent):
        reversion.register(model)
    for part in parts_of_a_page():
        reversion.register(part, follow=["events"] if part is Initiative else [])
    reversion.register(Country, follow=[f"{part._meta.model_name}_set" for part in parts_of_a_page()])
