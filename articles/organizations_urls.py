from django.urls import path

from . import organizations

app_name = "organizations"

urlpatterns = [
    path("", organizations.index, name="index"),
    path("<slug:slug>/", organizations.organization, name="detail"),
]
