"""What is given to eInnsyn and to archives; see ``common/house.py``. It has commands alone."""

from samspill.common.house import Brings

BRINGS = Brings()
