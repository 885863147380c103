"""The addresses tried in a browser: those that the apps name, and some that are refused."""

from samspill.common.house import brought

OPEN = [address for brings in brought() for address in brings.examples]
NORDRE = [address for address in OPEN if not address.startswith("/hf/")]
REFUSED = ["/finnes-ikke/", "/avtaler/finnes-ikke/", "/hf/finnes-ikke/", "/?dato=i-gar"]
