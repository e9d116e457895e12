"""The admin, under the office's own name."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class OfficeAdmin(AdminSite):
    site_header = "Civic Freedom Monitor: office"
    site_title = "Civic Freedom Monitor"
    index_title = "Pages and records"
    enable_nav_sidebar = True


class OfficeAdminConfig(AdminConfig):
    default_site = "monitor.office.OfficeAdmin"
