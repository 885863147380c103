from tests.secretariat import partnership, secretary, siri  # noqa: F401
