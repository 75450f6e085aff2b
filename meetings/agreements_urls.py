from django.urls import path

from . import agreements

app_name = "agreements"

urlpatterns = [
    path("", agreements.index, name="index"),
    path("<slug:slug>/", agreements.agreement, name="detail"),
]
