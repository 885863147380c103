"""Made-up Norwegian prose: words that look right, spread as words are, compounds and endings too.

Search, comparison and loading take as long as real text lets them take, so the text must have the
shape of real text: a few words that stand everywhere, a long tail of rare ones, and most of the
tail made by putting two words together. What it says is nonsense, and is meant to be.
"""

from __future__ import annotations

import itertools
import random

STEMS = 2_400
COMPOUNDS = 16_000
FUNCTION_WORDS = (
    "og i det på som er en til at av for med har de ikke den om et men var seg så vi kan skal ved fra "
    "må etter eller når hvis før under mellom hver alle dette disse deres sin sine også både der da "
    "innen uten hos samme begge egen andre ny flere dersom gjennom mot over annen"
).split()
FIELD_STEMS = (
    "pasient kommune sykehus avtale ansvar utskriving innleggelse melding retningslinje rutine tjeneste "
    "samarbeid lege oppfølging plan behandling helse pårørende barn bruker forløp epikrise legemiddel "
    "vurdering beredskap kompetanse avvik møte utvalg vedtak frist opplysning varsel journal bosted "
    "fødsel rehabilitering habilitering psykiatri rus hjelp omsorg fastlege ambulanse sykepleier prøve "
    "henvisning poliklinikk seng opphold hjelpemiddel nettverk opplæring hospitering råd kvalitet"
).split()
ONSETS = ["", *"b d f g h k l m n p r s t v bl br dr fl fr gr kl kr sk sl sp st str tr tv".split()]
VOWELS = [*"a e i o u y æ ø å".split(), "ei", "øy", "au"]
CODAS = ["", *"l n r s t k d g m v ng nn ll rd st lt nd rk sk ft".split()]
ENDINGS = ("", "", "en", "et", "er", "ene", "ens", "e")
PLACE_FIRST = (
    "Gran Furu Ask Birke Elve Stein Kvit Lang Stor Smal Ravn Tind Hav Skog Myr Sol".split()
)
PLACE_LAST = "fjord dal vik nes li ås sund tind øy bukt mo heim".split()


class Prose:
    """Words, sentences and paragraphs out of one vocabulary; the same seed says the same."""

    def __init__(self, vocabulary: WordSource, seed: str) -> None:
        self.random = random.Random(seed)  # noqa: S311 - made-up text, no secret
        self._vocabulary = vocabulary

    def words(self, count: int) -> list[str]:
        """``count`` words as they stand in running text."""
        vocabulary = self._vocabulary
        return self.random.choices(vocabulary.words, cum_weights=vocabulary.weights, k=count)

    def sentence(self) -> str:
        text = " ".join(self.words(self.random.randint(7, 19)))
        return f"{text[0].upper()}{text[1:]}."

    def paragraph(self, *, least: int = 2, most: int = 6) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(least, most)))

    def heading(self) -> str:
        """Two or three words, one of them of the field."""
        first = self.random.choice(FIELD_STEMS)
        return " ".join([first.capitalize(), *self.words(self.random.randint(1, 2))])

    def topic(self) -> str:
        """What a document is about: a compound of the field and another word of the field."""
        first, second, third = self.random.sample(FIELD_STEMS, 3)
        return f"{first}{second} og {third}"

    def place(self) -> str:
        return self.random.choice(PLACE_FIRST) + self.random.choice(PLACE_LAST)


class WordSource:
    """Word forms and how often each is used: by Zipf's law, the commonest first."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(f"vocabulary {seed}")  # noqa: S311 - made-up text, no secret
        stems = [*FIELD_STEMS, *_stems(chance)]
        forms = [*FUNCTION_WORDS, *FIELD_STEMS, *_inflected(chance, stems)]
        self.words = list(dict.fromkeys(forms))
        self.weights = list(
            itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self.words)))
        )


def _stems(chance: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < STEMS:
        syllables = chance.choice((1, 2, 2, 3))
        stem = "".join(
            chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)
            for _ in range(syllables)
        )
        if 3 <= len(stem) <= 14:
            found[stem] = None
    return list(found)


def _inflected(chance: random.Random, stems: list[str]) -> list[str]:
    """The stems and their compounds, each with an ending or two, common and rare mixed."""
    simple = [stem + ending for stem in stems for ending in chance.sample(ENDINGS, 3)]
    compounds = []
    for _ in range(COMPOUNDS):
        first, last = chance.choice(stems[: STEMS // 2]), chance.choice(stems)
        joint = chance.choice(("", "s", "e"))
        compounds.append(first + joint + last + chance.choice(ENDINGS))
    forms = simple + compounds
    chance.shuffle(forms)
    return forms
