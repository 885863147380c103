"""Alive and ready are two questions, and neither answer leaks."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from samspill import health
from samspill.jobs.periodic import soon


@pytest.fixture(autouse=True)
def _asked_for_the_first_time(monkeypatch):
    monkeypatch.setattr(health._Migrated, "known", False)


def test_alive_asks_no_database(client):
    # Without the django_db mark a query fails the test.
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "alive"}


def test_alive_answers_to_any_host_name_over_plain_http(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"host": "10.0.0.7"}).status_code == 200


@pytest.mark.django_db
def test_ready_when_the_database_has_every_migration(client):
    _heard_from(0)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"status": "ready"}
    assert response.headers["Cache-Control"] == "no-store"


def _heard_from(minutes_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(mins => %s))",
            [minutes_ago],
        )


@pytest.mark.django_db
def test_work_that_nobody_does_or_that_waits_is_told_of_and_takes_no_page_away(client):
    _heard_from(3)
    assert client.get("/readyz").json() == {"status": "ready"}
    silent = client.get("/workz")
    assert silent.status_code == 503
    assert silent.json()["reason"] == "No worker has been heard from for 2 minutes."
    _heard_from(0)
    soon("mail.tasks.send")
    assert client.get("/workz").json() == {"status": "done"}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '11 minutes'")
    late = client.get("/workz")
    assert late.status_code == 503
    assert late.json()["reason"] == "Work has waited for more than 10 minutes."
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client):
    (latest,) = MigrationLoader(connection).graph.leaf_nodes("portal")
    MigrationRecorder(connection).record_unapplied(*latest)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reason"] == "The database lacks migrations. Run: samspill migrate"


@pytest.mark.django_db
def test_a_yes_about_migrations_is_remembered(client, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(1):
        assert client.get("/readyz").status_code == 200


def test_not_ready_without_a_database_and_no_detail_leaks(client, monkeypatch):
    def fail():
        raise OperationalError('connection to "db.example.no", user "samspill" failed')

    monkeypatch.setattr(health, "why_not_ready", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "reason": "The database does not answer."}
    monkeypatch.setattr(health, "why_undone", fail)
    assert client.get("/workz").json() == {"status": "undone", "reason": health.SILENT}
