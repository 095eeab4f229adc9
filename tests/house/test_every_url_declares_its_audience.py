"""Every address says whom it is for; one that does not is closed, and this test is red first."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from qulaq.people.urls_audience import PUBLIC, audience, undeclared


def silent(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for whom?")


def spoken(request: HttpRequest) -> HttpResponse:
    return HttpResponse("for everybody")


urlpatterns = [path("silent/", silent), path("spoken/", audience(spoken, PUBLIC))]


def test_every_address_of_the_site_says_whom_it_is_for() -> None:
    assert undeclared() == []


@pytest.mark.urls(__name__)
def test_an_address_that_does_not_say_is_named() -> None:
    assert undeclared() == ["silent/"]
