"""What a window or a script needs to know of sign-off beside the requests themselves: names, words, records."""

from cdmo_desk.desk.approval import Done, Ready
from cdmo_desk.desk.identities import Identity
from cdmo_desk.desk.signing import Signed
from cdmo_desk.signing.fields import ROLES
from cdmo_desk.signing.identity import in_groups, same_name
from cdmo_desk.signing.materiality import Difference
from cdmo_desk.signing.route import Approval, Paper, Step
from cdmo_desk.signing.saying import headline, of_signature
from cdmo_desk.signing.seal import LEAST
from cdmo_desk.signing.sign import MEANINGS
from cdmo_desk.signing.stamp import moment
from cdmo_desk.signing.verdict import KNOWN, Signature, Verdict

__all__ = [
    "KNOWN",
    "LEAST",
    "MEANINGS",
    "ROLES",
    "Approval",
    "Difference",
    "Done",
    "Identity",
    "Paper",
    "Ready",
    "Signature",
    "Signed",
    "Step",
    "Verdict",
    "headline",
    "in_groups",
    "moment",
    "of_signature",
    "same_name",
]
