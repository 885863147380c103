"""All addresses: health first, then signing in, the signed-in pages, and the public site.

Each app says which are its own (``common/house.py``).
"""

from django.urls import include, path

from samspill import health
from samspill.common import house, offline

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("workz", health.workz, name="workz"),
    path("konto/", include("samspill.accounts.urls")),
    path("arbeid/uten-nett.js", offline.worker, name="offline_worker"),
    path("arbeid/uten-nett/", offline.page, name="offline"),
    path("arbeid/", include((house.patterns("work"), "work"))),
    path("", include((house.patterns("letterbox"), "letterbox"))),
    path("", include((house.patterns("public"), "public"))),
]

handler400 = "samspill.common.refusals.bad_request"
handler500 = "samspill.common.refusals.fault"
