from django.urls import path

from . import people

app_name = "people"

urlpatterns = [path("<slug:slug>/", people.person, name="detail")]
