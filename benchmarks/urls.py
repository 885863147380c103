"""The site's addresses and one more: the floor that every page is measured against."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from samspill.urls import urlpatterns as site


def floor(request: HttpRequest) -> HttpResponse:
    """The same server and middleware, the base template, and one indexed read (the tenant's)."""
    return render(request, "common/base.html")


urlpatterns = [path("floor/", floor), *site]
