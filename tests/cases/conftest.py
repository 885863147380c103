from tests.cases.raising import council, kari, network  # noqa: F401
from tests.cases.treating import bodies, funds, verdal  # noqa: F401
from tests.secretariat import browser, partnership, secretary, siri  # noqa: F401
