"""Who can sign in. A person's account holds no contact at all: that lies sealed in `Person`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class AccountManager(BaseUserManager["Account"]):
    """Accounts are made by `people.acts`; a password without a work e-mail cannot exist."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> Account:
        account = self.model(email=(self.normalize_email(email).lower() or None) if email else None, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A key to the door: work e-mail and password for staff; for a person nothing but the row.

    Sessions begun before `sessions_since` are over.
    """

    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    sessions_since = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=True) | ~Q(email=""), name="account_email_null_not_empty"
            )
        ]

    def __str__(self) -> str:
        return self.name or f"account {self.pk}"
