from django.urls import path

from meetings import calendar_files

from . import feeds, people

app_name = "people"

urlpatterns = [
    path("", people.index, name="index"),
    path("<slug:slug>/", people.person, name="detail"),
    path("<slug:slug>.ics", calendar_files.of_person, name="ics"),
    path("<slug:slug>/feed/", feeds.of_person, name="feed"),
]
