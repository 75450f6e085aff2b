from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path
from django.views.generic import RedirectView

from masthead.forms import PasswordLinkForm
from masthead.views import stylesheet

from . import pictures, sitemaps, views
from .searching.views import opensearch, search
from .styleguide import styleguide

urlpatterns = [
    path("", include("articles.urls")),
    path("", include("comments.urls")),
    path("", include("meetings.urls")),
    path("people/", include("articles.people_urls")),
    path("organizations/", include("articles.organizations_urls")),
    path("places/", include("meetings.places_urls")),
    path("agreements/", include("meetings.agreements_urls")),
    path("pages/", include("masthead.urls")),
    path("search/", search, name="search"),
    path("search/opensearch.xml", opensearch, name="opensearch"),
    path("api/v1/", include("newsroom.api.urls")),
    path("pictures/<int:pk>/", pictures.picture, name="picture"),
    path("admin/", admin.site.urls),
    path("desk/comments/", include("comments.desk.urls")),
    path("desk/", RedirectView.as_view(pattern_name="desk:queue")),
    # Where there is an address of this name, the admin's sign-in page links it as
    # “Forgotten your login credentials?”.
    path(
        "accounts/reset/",
        auth.PasswordResetView.as_view(form_class=PasswordLinkForm),
        name="admin_password_reset",
    ),
    path(
        "accounts/reset/sent/",
        auth.PasswordResetDoneView.as_view(),
        name="password_reset_done",
    ),
    path(
        "accounts/reset/<uidb64>/<token>/",
        auth.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path(
        "accounts/reset/done/",
        auth.PasswordResetCompleteView.as_view(),
        name="password_reset_complete",
    ),
    path("styleguide/", styleguide, name="styleguide"),
    path("identity-<slug:digest>.css", stylesheet, name="identity"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news, name="news-sitemap"),
    path("sitemap-<slug:name>.xml", sitemaps.part, name="sitemap-section"),
]
