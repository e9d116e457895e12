"""Tips from people who may be at risk for sending them."""

from django.apps import AppConfig


class TipsConfig(AppConfig):
    name = "monitor.tips"
    verbose_name = "Tips"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from monitor.desk.beside import TELLERS  # models are loaded by now, and were not before
        from monitor.desk.clock import EACH_DAY, EACH_ROUND

        from . import checks, mail, retention  # noqa: F401 - checks are registered
        from .inbox.beside import tips_beside

        TELLERS.append(tips_beside)
        EACH_DAY.append(retention.once_a_day)
        EACH_ROUND.extend((retention.HourlySweep(), mail.send_tip_mails))
