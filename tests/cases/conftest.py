from tests.secretariat import browser, partnership, secretary, siri  # noqa: F401
