"""Tips from people who may be at risk for sending them."""

from django.apps import AppConfig


class TipsConfig(AppConfig):
    name = "monitor.tips"
    verbose_name = "Tips"
    default_auto_field = "django.db.models.BigAutoField"
