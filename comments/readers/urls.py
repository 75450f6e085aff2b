"""What a reader does with comments of their own; included in ``comments.urls``."""

from django.urls import path

from . import mine, prove, report, unsubscribe

urlpatterns = [
    path("comments/prove/<str:token>/", prove.prove, name="prove"),
    path("comments/mine/", mine.mine, name="mine"),
    path("comments/mine/data.json", mine.data, name="mine-data"),
    path("comments/mine/erase/", mine.erase, name="mine-erase"),
    path("comments/mine/edit/<int:pk>/", mine.edit, name="mine-edit"),
    path("comments/mine/delete/<int:pk>/", mine.delete, name="mine-delete"),
    path("comments/mine/replies/<int:pk>/", mine.tell, name="mine-tell"),
    path("comments/mine/<str:token>/", mine.open_link, name="mine-open"),
    path("articles/<slug:slug>/comments/<int:pk>/report/", report.report, name="report"),
    path("comments/unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
]
