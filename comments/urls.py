from django.urls import include, path

from . import views

app_name = "comments"

urlpatterns = [
    path("articles/<slug:slug>/comments/", views.post, name="post"),
    path("articles/<slug:slug>/comments/<int:pk>/", views.detail, name="detail"),
    path("articles/<slug:slug>/comments/<int:pk>/reply/", views.reply, name="reply"),
    path("", include("comments.readers.urls")),
]
