"""The addresses of the form."""

from django.urls import path

from . import status, views

app_name = "tips"

urlpatterns = [
    path("tips/", views.tell, name="tell"),
    path("tips/send/", views.send, name="send"),
    path("tips/take-back/", views.take_file_back, name="take_back"),
    path("tips/status/", status.status, name="status"),
    path("tips/status/add/", status.add, name="add"),
]
