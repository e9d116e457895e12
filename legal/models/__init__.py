"""The rows that editors keep of a country's law."""

from .initiative import Initiative, InitiativeEvent
from .law import Law
from .treaty import Ratification, Treaty

__all__ = ["Initiative", "InitiativeEvent", "Law", "Ratification", "Treaty"]
