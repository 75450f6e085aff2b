"""What a reader does with comments of their own; included in ``comments.urls``."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
