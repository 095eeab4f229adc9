"""State bodies as a tree, with what they answer for, their names by date, their posts, who acts for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from qulaq.kernel.words import Words
from qulaq.people.models.dated import Dated, ends_after_start


class BodyLevel(models.TextChoices):
    """Where a body stands."""

    CENTRAL = "central"
    REGION = "region"
    DISTRICT = "district"
    OKRUG = "okrug"


class PostKind(models.TextChoices):
    """The posts on which a procedure depends (АППК 76(3): who may extend)."""

    HEAD = "head"
    DEPUTY = "deputy"
    CHIEF_OF_STAFF = "chief_of_staff"
    OTHER = "other"


class Role(models.TextChoices):
    """What somebody may do for a body."""

    REGISTRAR = "registrar"
    OFFICER = "officer"
    HEAD = "head"
    DEPUTY = "deputy"
    CHIEF_OF_STAFF = "chief_of_staff"
    CONTROLLER = "controller"
    ADMIN = "admin"


class Body(Dated):
    """One state body. `code` is stable (it stands in addresses of pages); the names are dated rows."""

    code = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    level = models.CharField(max_length=10, choices=BodyLevel.choices)
    place = models.CharField(max_length=9, blank=True, help_text="KATO code; empty = the whole country")
    bin = models.CharField(max_length=12, blank=True)
    office_hours = models.CharField(max_length=11, default="09:00-18:30")
    phone = models.CharField(max_length=40, blank=True)
    address_kk = models.CharField(max_length=200, blank=True)
    address_ru = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            ends_after_start("body"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="body_not_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(place="") | Q(place__regex=r"^[0-9]{9}$"), name="body_place_is_kato"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Competence(models.Model):
    """A body answers for a category of matters (the 23 codes of `qulaq text enrich`)."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="competences")
    category = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "category"], name="competence_once")]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.category}"


class Named(Dated):
    """Words in three languages that hold for a time."""

    kk = models.CharField(max_length=300)
    ru = models.CharField(max_length=300)
    en = models.CharField(max_length=300)

    class Meta:
        abstract = True

    @property
    def words(self) -> Words:
        return Words(kk=self.kk, ru=self.ru, en=self.en)


class BodyName(Named):
    """What a body is called, from a day on."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="names")

    class Meta:
        constraints = [
            ends_after_start("bodyname"),
            models.UniqueConstraint(fields=["body", "valid_from"], name="bodyname_one_a_day"),
        ]

    def __str__(self) -> str:
        return self.kk


class Post(Named):
    """A post of a body and who holds it; a new holder is a new row, so the past keeps its signatures."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=15, choices=PostKind.choices, default=PostKind.OTHER)
    holder = models.CharField(max_length=200)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="posts"
    )

    class Meta:
        constraints = [
            ends_after_start("post"),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(kind=PostKind.HEAD, valid_to__isnull=True),
                name="post_one_sitting_head",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kk}: {self.holder}"


class Membership(Dated):
    """An account acts for a body in a role. Only an administrator of the installation has no body."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=15, choices=Role.choices)

    class Meta:
        constraints = [
            ends_after_start("membership"),
            models.CheckConstraint(
                condition=Q(body__isnull=False) | Q(role=Role.ADMIN), name="membership_body_unless_admin"
            ),
            models.UniqueConstraint(
                fields=["account", "body", "role"],
                condition=Q(valid_to__isnull=True),
                name="membership_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.body_id}"


class Delegation(Dated):
    """A member lends their role to a colleague for a time, by a written order (number and date)."""

    giver = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="delegations")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="delegations")
    basis = models.CharField(max_length=200)

    class Meta:
        constraints = [
            ends_after_start("delegation"),
            models.CheckConstraint(condition=~Q(basis=""), name="delegation_has_a_basis"),
            models.CheckConstraint(condition=Q(valid_to__isnull=False), name="delegation_has_an_end"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.taker_id}"
