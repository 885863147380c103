"""One address for every kind of page, and some of the same kind that look different."""

NORDRE = [
    "/",
    "/?dato=2019-06-01",
    "/kommuner/",
    "/kommuner/lierne/",
    "/kommuner/lierne/?dato=2019-06-01",
    "/kommuner/verran/",
    "/parter/hnt/",
    "/organer/",
    "/organer/tabell/",
    "/organer/asu/",
    "/organer/fagrad-pasientsamarbeid/",
    "/avtaler/",
    "/avtaler/?dato=2015-01-01",
    "/avtaler/tjenesteavtale-3-og-5/",
    "/rutiner/",
    "/lovkrav/",
    "/myndighet/",
    "/kontakt/",
    "/om/",
    "/om/tilgjengelighet/",
    "/om/personvern/",
    "/helsefellesskap/",
    "/sok/",
    "/sok/?q=utskriving",
    "/sok/?q=finnesikkexyz",
]

EKSEMPEL = [
    "/hf/eksempel/",
    "/hf/eksempel/kommuner/",
    "/hf/eksempel/organer/",
    "/hf/eksempel/avtaler/",
    "/hf/eksempel/rutiner/",
    "/hf/eksempel/lovkrav/",
    "/hf/eksempel/sok/?q=utskriving",
]

REFUSED = ["/finnes-ikke/", "/avtaler/finnes-ikke/", "/hf/finnes-ikke/", "/?dato=i-gar"]
