from django.urls import include, path

from . import feeds, views

app_name = "comments"

urlpatterns = [
    path("articles/<slug:slug>/comments/", views.post, name="post"),
    path("articles/<slug:slug>/comments/<int:pk>/", views.detail, name="detail"),
    path("articles/<slug:slug>/comments/<int:pk>/reply/", views.reply, name="reply"),
    path("articles/<slug:slug>/comments/feed/", feeds.newest_of_article, name="article-feed"),
    path("comments/feed/", feeds.newest, name="feed"),
    path("", include("comments.readers.urls")),
]
