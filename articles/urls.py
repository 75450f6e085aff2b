from django.urls import path

from . import views

app_name = "articles"

urlpatterns = [
    path("", views.front, name="front"),
    path("articles/", views.index, name="index"),
    path("articles/<slug:slug>/", views.article, name="detail"),
]
