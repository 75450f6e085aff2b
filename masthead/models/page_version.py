from django.db import models


class PageVersion(models.Model):
    """How often what a page shows has changed; ``masthead.versions`` raises it.

    Keys: ``site``, ``comments`` and ``article:<pk>``.
    """

    key = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key} {self.number}"
