"""Who one is, which belongs to no helsefellesskap; see ``common/house.py``."""

from samspill.accounts.models import Attempt, FailedSignIn, Invitation, Use, UsedCode, User
from samspill.common.house import Brings

BRINGS = Brings(
    of_the_installation={
        User: "signs in to several",
        Invitation: "lets in somebody who is no user yet",
        Attempt: "counted before anybody is let in",
        FailedSignIn: "written down when nobody was let in",
        UsedCode: "keeps a code from being used twice",
        Use: "how often somebody writes or searches",
    },
)
