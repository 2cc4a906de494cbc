"""URLs of classes and their assignments."""

from django.urls import path, re_path

from . import access, assignment_views, class_views, member_views

ONE = "classes/<uuid:pk>/"
ASSIGNMENT = f"{ONE}assignments/<uuid:assignment>/"

urlpatterns = [
    path("classes/", class_views.class_list, name="classes"),
    path("classes/new/", class_views.new_class, name="new-class"),
    path("classes/join/", member_views.ask_code, name="ask-code"),
    path("classes/join/<str:code>/", member_views.join, name="join-class"),
    path(ONE, class_views.one_class, name="class"),
    path(f"{ONE}settings/", class_views.settings, name="class-settings"),
    path(f"{ONE}code/", class_views.code, name="class-code"),
    path(f"{ONE}archive/", class_views.archive, name="class-archive"),
    path(f"{ONE}delete/", class_views.delete, name="class-delete"),
    path(f"{ONE}gradebook.csv", class_views.gradebook_file, name="gradebook"),
    path(f"{ONE}members/<int:member>/remove/", class_views.remove_member, name="remove-member"),
    path(f"{ONE}name/", member_views.rename, name="class-name"),
    path(f"{ONE}leave/", member_views.leave, name="leave-class"),
    path(f"{ONE}assignments/new/", assignment_views.new_assignment, name="new-assignment"),
    path(ASSIGNMENT, assignment_views.assignment, name="assignment"),
    path(f"{ASSIGNMENT}window/", assignment_views.window, name="assignment-window"),
    path(f"{ASSIGNMENT}delete/", assignment_views.delete, name="delete-assignment"),
    re_path(r"^classes/.*$", access.not_yours),
]
