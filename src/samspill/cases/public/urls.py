from django.urls import path

from samspill.cases.public import cases, decisions, meetings, papers

urlpatterns = [
    path("moter/", meetings.meetings, name="meetings"),
    path("moter/<slug:slug>/", meetings.meeting, name="meeting"),
    path("moter/<slug:slug>/papirer/<str:kind>/<str:form>/", papers.paper, name="meeting_paper"),
    path("saker/", cases.cases, name="cases"),
    path("saker/<slug:slug>/", cases.case, name="case"),
    path("vedtak/", decisions.decisions, name="decisions"),
]
