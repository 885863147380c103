"""A plan seen in several ways, shared by the public pages, the signed-in ones, PDF and XLSX.

``choosing`` is what the address asks for, ``statements`` what the owners said in the ledger,
``lists`` and ``statuses`` the ways of seeing that ``tables`` names, ``charts`` their pictures,
``page`` what stands around them, ``printing`` and ``sheets`` the files.
"""

from samspill.plans.overviews.choosing import PARAMETERS, Chosen
from samspill.plans.overviews.page import FORMS, context_of, file_of
from samspill.plans.overviews.reading import Reading
from samspill.plans.overviews.tables import VIEWS

__all__ = ["FORMS", "PARAMETERS", "VIEWS", "Chosen", "Reading", "context_of", "file_of"]
