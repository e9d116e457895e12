"""What is kept of tips: ids, days and sealed bytes; no word of a sender."""

from .message import Message
from .tally import Tally
from .tip import Risk, State, Tip
from .tip_code import SpentTicket, TipCode
from .tip_file import FileKind, TipFile
from .tip_mail import TipMail

__all__ = ["FileKind", "Message", "Risk", "SpentTicket", "State", "Tally", "Tip", "TipCode", "TipFile", "TipMail"]
