from django.core.validators import MaxValueValidator
from django.db import models

PERCENT = [MaxValueValidator(100)]


class Image(models.Model):
    """A picture of the library. ``masthead.pictures`` re-encodes it, so no metadata is left.

    The focal point stays in sight where a picture is cropped.
    """

    file = models.ImageField(upload_to="pictures/%Y/%m", width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(
        "text alternative",
        max_length=300,
        blank=True,
        help_text="What a reader who cannot see the picture should know. Empty: decoration only.",
    )
    credit = models.CharField(max_length=200, blank=True)
    focal_x = models.PositiveSmallIntegerField(
        "focal point from the left", default=50, validators=PERCENT, help_text="In percent."
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point from the top", default=50, validators=PERCENT, help_text="In percent."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "picture"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__lte=100, focal_y__lte=100),
                name="image_focal_point_in_percent",
            ),
        ]

    def __str__(self) -> str:
        return self.alt or f"Picture {self.pk}"
