from typing import TYPE_CHECKING, Any, override

from django import forms
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from . import inviting, pictures
from .forms import ImageForm, InviteForm, StaffForm
from .models import FlatPage, Image, Publication, User
from .versioned_admin import ModelAdmin, VersionedAdmin

if TYPE_CHECKING:
    DjangoUserAdmin = auth_admin.UserAdmin[User]
else:
    DjangoUserAdmin = auth_admin.UserAdmin

admin.site.unregister(Group)


@admin.register(Publication)
class PublicationAdmin(VersionedAdmin[Publication]):
    """One row: its list is its form."""

    fieldsets = (
        (None, {"fields": ("name", "tagline", "language", "logo")}),
        ("Colours", {"fields": (("accent", "accent_dark"), ("paper", "paper_dark"))}),
        ("Publisher", {"fields": ("publisher", "contact_email", "copyright_notice")}),
        (
            "Policies",
            {"fields": ("publishing_principles", "corrections_policy", "ethics_policy")},
        ),
    )
    autocomplete_fields = ("logo", "publishing_principles", "corrections_policy", "ethics_policy")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Publication.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Publication | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = Publication.objects.first()
        if row is None:
            return super().changelist_view(request, extra_context)
        return redirect("admin:masthead_publication_change", row.pk)

    def save_model(
        self,
        request: HttpRequest,
        obj: Publication,
        form: forms.ModelForm[Publication],
        change: object,
    ) -> None:
        """Write no other column: what is due next may have changed meanwhile."""
        obj.save(update_fields=form.changed_data if change else None)


@admin.register(FlatPage)
class FlatPageAdmin(VersionedAdmin[FlatPage]):
    list_display = ("title", "slug", "is_in_footer", "order", "changed_at")
    list_editable = ("is_in_footer", "order")
    search_fields = ("title", "body")
    prepopulated_fields = {"slug": ("title",)}
    fields = ("title", "slug", "body", "is_in_footer", "order")


@admin.register(Image)
class ImageAdmin(VersionedAdmin[Image]):
    """The picture itself cannot be changed, only described: what was published stays so."""

    list_display = ("preview", "alt", "credit", "size", "created_at")
    list_display_links = ("preview", "alt")
    list_per_page = 24
    search_fields = ("alt", "credit")
    fields = ("preview", "size", "alt", "credit", "focal_x", "focal_y")
    readonly_fields = ("preview", "size")

    class Media:
        css = {"all": ("masthead/admin.css",)}

    @override
    def get_form(
        self, request: HttpRequest, obj: Image | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Image]]:
        if obj is None:
            kwargs["form"] = ImageForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Image | None = None) -> tuple[str, ...]:
        return ImageForm.Meta.fields if obj is None else self.fields

    @admin.display(description="picture")
    def preview(self, image: Image) -> str:
        return format_html(
            '<img class="picture-preview" src="{}" alt="{}" width="{}" height="{}" loading="lazy">',
            reverse("picture", args=[image.pk]),
            image.alt,
            image.width,
            image.height,
        )

    @admin.display(description="size in pixels")
    def size(self, image: Image) -> str:
        return f"{image.width} by {image.height}"

    def delete_model(self, request: HttpRequest, obj: Image) -> None:
        pictures.discard(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Image]) -> None:
        for image in queryset:
            pictures.discard(image)


class AdministratorsOnly[M: (Group, User)](ModelAdmin[M]):
    """Nobody else so much as sees these, whatever permissions they were given by hand."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(AdministratorsOnly[User], DjangoUserAdmin):
    """The staff. Accounts are closed by taking *active* away, as their work stays."""

    form = StaffForm
    add_form = InviteForm
    add_form_template = None
    list_display = ("username", "name", "role", "email", "is_active", "last_login")
    list_filter = ("groups", "is_superuser", "is_active")
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email", "password")}),
        ("What they may do", {"fields": ("groups", "is_superuser", "is_active")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": InviteForm.Meta.fields,
                "description": "A link to choose a password goes out by mail.",
            },
        ),
    )
    actions = ("mail_link",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(ordering="last_name")
    def name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display
    def role(self, user: User) -> str:
        roles = [str(group) for group in user.groups.all()]
        return ", ".join(["administrator", *roles] if user.is_superuser else roles)

    def save_model(
        self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: object
    ) -> None:
        if change:  # No other column: a password may have been chosen meanwhile.
            obj.save(update_fields=set(form.changed_data) - {"groups"})
        else:
            inviting.invite(obj)
            self.message_user(request, f"A link to choose a password goes to {obj.email}.")

    @admin.action(
        description="Mail a link to choose a password",
        permissions=["change"],
        location=[admin.ActionLocation.CHANGE_LIST, admin.ActionLocation.CHANGE_FORM],
    )
    def mail_link(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset.filter(is_active=True):
            inviting.mail_link(user)
            self.message_user(request, f"A link to choose a password goes to {user.email}.")


@admin.register(Group)
class RoleAdmin(AdministratorsOnly[Group]):
    """What each role may do, to look at: it is fixed by the software."""

    fields = ("name", "may")
    readonly_fields = ("may",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return False

    @admin.display
    def may(self, group: Group) -> str:
        names = group.permissions.order_by("name").values_list("name")
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", names))
