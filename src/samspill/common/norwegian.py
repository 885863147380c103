"""Norwegian letters: alphabetical order whatever the database's locale, and names in addresses."""

from django.utils.text import slugify

KINDS_IN_NAMES = (" kommune", " HF")
_AFTER_Z = str.maketrans({"æ": "{a", "ä": "{a", "ø": "{b", "ö": "{b", "å": "{c"})


def sort_key(name: str) -> str:
    """A key that sorts æ, ø and å after z when compared by code point (collation "C").

    >>> sorted(["Ås", "Ørland", "Alta", "Ærø"], key=sort_key)
    ['Alta', 'Ærø', 'Ørland', 'Ås']
    """
    return name.casefold().translate(_AFTER_Z)[:400]


def address_name(text: str) -> str:
    """The text as a part of an address; empty where nothing of it can stand there.

    >>> address_name("Året rundt i Ørland")
    'aret-rundt-i-orland'
    """
    return slugify(text.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a"))


def other_forms(name: str) -> list[str]:
    """The name without the word for what it is, or with it: «Namsos» and «Namsos kommune».

    >>> other_forms("Namsos kommune"), other_forms("Helse Førde")
    (['Namsos'], ['Helse Førde kommune', 'Helse Førde HF'])
    """
    for kind in KINDS_IN_NAMES:
        if name.casefold().endswith(kind.casefold()):
            return [name[: -len(kind)].rstrip()]
    return [f"{name}{kind}" for kind in KINDS_IN_NAMES] if name else []
