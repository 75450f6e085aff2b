from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordResetForm, UserChangeForm, UsernameField
from django.core.files.base import File
from django.db.models import QuerySet

from . import inviting, pictures
from .models import Image, User


class PictureField(forms.FileField):
    """A picture to upload; its value is the picture as it is to be stored, without metadata."""

    widget = forms.FileInput(attrs={"accept": pictures.MIME_TYPES})

    def to_python(self, data: File[bytes] | None) -> File[bytes] | None:
        upload: File[bytes] | None = super().to_python(data)
        if upload is None:
            return None
        try:
            return pictures.reencode(upload)
        except pictures.PictureRefused as refusal:
            raise forms.ValidationError(str(refusal), code="refused") from refusal


class ImageForm(forms.ModelForm[Image]):
    file = PictureField(
        help_text="JPEG, PNG, WebP, AVIF or GIF. Place, time and device are taken out of it."
    )

    class Meta:
        model = Image
        fields = ("file", "alt", "credit", "focal_x", "focal_y")


class RoleForm(forms.ModelForm[User]):
    """Whoever is on the staff has a role, or is an administrator."""

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "groups", "is_superuser")
        field_classes = {"username": UsernameField}
        labels = {"groups": "Role", "is_superuser": "Administrator"}
        help_texts = {
            "username": "To sign in with: letters, digits and @ . + - _",
            "groups": "",
            "is_superuser": "May do everything, manage the staff and settings included.",
        }
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True

    def clean_username(self) -> str:
        """Refuse a name that differs from another only in upper and lower case."""
        username: str = self.cleaned_data["username"]
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(username__iexact=username).exists():
            message = "Somebody else has this user name."
            raise forms.ValidationError(message, code="unique")
        return username

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if not values.get("groups") and not values.get("is_superuser"):
            self.add_error("groups", "Choose a role, or make this person an administrator.")
        return values


class InviteForm(RoleForm):
    pass


class StaffForm(RoleForm, UserChangeForm[User]):
    class Meta(RoleForm.Meta):
        fields = (*RoleForm.Meta.fields, "password", "is_active")  # type: ignore[assignment]
        help_texts = RoleForm.Meta.help_texts | {
            "is_active": "Without it nobody can sign in to the account. Its work stays."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "password"
        ].help_text = (
            "Each person chooses it by a link in a mail. The action above sends another link."
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        is_administrator = values.get("is_superuser") and values.get("is_active")
        administrators = User.objects.filter(is_superuser=True, is_active=True)
        if not is_administrator and not administrators.exclude(pk=self.instance.pk).exists():
            message = "This is the only administrator. Make somebody else one first."
            raise forms.ValidationError(message, code="last_administrator")
        return values


class PasswordLinkForm(PasswordResetForm):
    """Ask for a link by mail. Whoever was invited and let the link lapse gets a new one, too."""

    def get_users(self, email: str) -> QuerySet[User]:
        return User.objects.filter(email__iexact=email, is_active=True, is_staff=True)

    def save(self, **options: object) -> None:  # type: ignore[override]
        """Mail in the background: an address with an account takes no longer than one without."""
        for user in self.get_users(self.cleaned_data["email"]):
            inviting.mail_link(user)
