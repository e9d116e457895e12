"""How the staff log in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "monitor.accounts"
    verbose_name = "Logging in"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import receivers  # noqa: F401 - needs the models
