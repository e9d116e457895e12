"""What allauth shows in the office is taken out: mail addresses and second factors belong to accounts, monitor/desk."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin

admin.site.unregister([Authenticator, EmailAddress])
