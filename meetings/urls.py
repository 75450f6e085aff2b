from django.urls import include, path, re_path

from . import calendar_files, downloads, monthly, pairs, views

app_name = "meetings"

_pages = [
    path("", views.index, name="index"),
    path("calendar/", monthly.calendar, name="calendar"),
    re_path(
        r"^calendar/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/\Z",
        monthly.month,
        name="calendar-month",
    ),
    path("between/", pairs.index, name="pairs"),
    path("between/<slug:a>/<slug:b>/", pairs.between, name="between"),
    path("<slug:slug>/", views.meeting, name="detail"),
    path("<slug:slug>.ics", calendar_files.of_meeting, name="meeting-ics"),
]

urlpatterns = [
    path("meetings/", include(_pages)),
    path("meetings.ics", calendar_files.newest, name="ics"),
    path("meetings.json", downloads.as_json, name="json"),
    path("meetings.csv", downloads.as_csv, name="csv"),
]
