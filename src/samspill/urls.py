"""All addresses: health first, then signing in, the signed-in pages, and the public site."""

from django.urls import include, path

from samspill import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("konto/", include("samspill.accounts.urls")),
    path("arbeid/", include("samspill.workspace.urls")),
    path("", include("samspill.commitments.open_urls")),
    path("", include("samspill.portal.urls")),
]

handler400 = "samspill.common.refusals.bad_request"
