from django.urls import path

from . import places

app_name = "places"

urlpatterns = [
    path("", places.index, name="index"),
    path("<slug:slug>/", places.place, name="detail"),
]
