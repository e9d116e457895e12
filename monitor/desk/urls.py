"""The one address of the desk outside of the office: a shared preview."""

from django.urls import path

from .shared_preview import shared

app_name = "preview"

urlpatterns = [path("preview/<str:token>/", shared, name="shared")]
