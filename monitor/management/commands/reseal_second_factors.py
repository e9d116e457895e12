"""manage.py reseal_second_factors: before a former secret key is dropped."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand

from monitor.accounts.seal import reseal


class Command(BaseCommand):
    help = "Seal all second factors with the newest MONITOR_SECRET_KEY, so that the fallbacks can be dropped."

    def handle(self, **options: Any) -> None:
        factors = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN)
        for factor in factors:
            for part in {"secret", "seed"} & set(factor.data):
                factor.data[part] = reseal(factor.data[part])
            factor.save(update_fields=["data"])
        self.stdout.write(f"{len(factors)} second factors are sealed with the newest key.")
