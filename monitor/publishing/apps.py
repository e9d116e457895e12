"""Editions, and what is derived from them for readers."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "monitor.publishing"
    verbose_name = "Publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .revisions import register

        register()
