from django.urls import path, re_path

from . import feeds, lists, views

app_name = "articles"

urlpatterns = [
    path("", lists.front_page, name="front"),
    path("articles/", lists.index, name="index"),
    path("articles/feed/", feeds.newest, name="feed"),
    path("articles/<slug:slug>/", views.article, name="detail"),
    path("sections/", lists.sections, name="sections"),
    path("sections/<slug:slug>/", lists.section, name="section"),
    path("sections/<slug:slug>/feed/", feeds.of_section, name="section-feed"),
    path("topics/", lists.topics, name="topics"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("topics/<slug:slug>/feed/", feeds.of_topic, name="topic-feed"),
    path("archive/", lists.years, name="archive"),
    re_path(r"^archive/(?P<year>[0-9]{4})/\Z", lists.year, name="archive-year"),
    re_path(
        r"^archive/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/\Z", lists.month, name="archive-month"
    ),
]
