"""Which admin site Django shows at /admin/."""

from django.contrib.admin.apps import AdminConfig


class BankAdminConfig(AdminConfig):
    default_site = "quizzes.admin_site.BankAdminSite"
