"""Commands of identities and signatures."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cdmo_desk import files
from cdmo_desk.cli.printing import FILE, print_json
from cdmo_desk.desk import Desk
from cdmo_desk.problem import Refused
from cdmo_desk.speech import say

if TYPE_CHECKING:
    from cdmo_desk.desk.identities import Identity

ROLES = click.Choice(["prepared", "reviewed", "approved"])
PASSPHRASE = click.option(
    "--passphrase-file", type=FILE, metavar="FILE", help="A file whose first line is the passphrase; else it is asked."
)


@click.group()
def identity() -> None:
    """Make, list and trust identities for signing."""


@identity.command("new")
@click.option("--name", required=True, help="The person's name, as it is printed beside each signature.")
@click.option("--kind", type=click.Choice(["ec", "rsa"]), default="ec", show_default=True, help="P-256, or RSA-3072.")
@PASSPHRASE
@click.pass_obj
def identity_new(desk: Desk, name: str, kind: str, passphrase_file: Path | None) -> None:
    """Make an identity: a key under a passphrase, and a certificate that vouches for itself."""
    made = desk.new_identity(name, _passphrase(passphrase_file, confirm=True), kind=kind)
    click.echo(say("Made the identity of {name}.", name=made.name))
    _describe(made)


@identity.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def identity_list(desk: Desk, as_json: bool) -> None:
    """List the identities of the library: those made here, and those trusted."""
    found = desk.identities()
    if as_json:
        print_json([_plain(known) for known in found])
        return
    if not found:
        click.echo(say("No identities yet. Make one with: cdmo-desk identity new --name NAME"))
    for known in found:
        click.echo(known.name)
        _describe(known)


@identity.command("export")
@click.argument("name")
@click.option("-o", "--output", type=FILE, required=True, help="The certificate to write, as PEM.")
@click.pass_obj
def identity_export(desk: Desk, name: str, output: Path) -> None:
    """Write the certificate of NAME to a file, for others to trust; the key stays here."""
    from cdmo_desk.signing.identity import as_pem, same_name  # noqa: PLC0415 - each command loads what it needs

    found = [known for known in desk.identities() if same_name(known.name, name)]
    if not found:
        raise Refused(say("There is no identity {name} here.", name=name))
    files.put(output, as_pem(found[-1].certificate))
    click.echo(say("Wrote {path}", path=output))
    _describe(found[-1])


@identity.command("trust")
@click.argument("file", type=FILE)
@click.option(
    "--fingerprint", metavar="HEX", help="The SHA-256 that the owner read out; else you are asked to compare."
)
@click.pass_obj
def identity_trust(desk: Desk, file: Path, fingerprint: str | None) -> None:
    """Trust the certificate in FILE, or those that signed a PDF, once the fingerprint was compared with its owner."""
    from cdmo_desk.signing.identity import in_groups, same_fingerprint  # noqa: PLC0415 - each command loads what it needs

    found = desk.read_certificates(file)
    if fingerprint is not None and len(found) > 1:
        found = [one for one in found if same_fingerprint(one.fingerprint, fingerprint)] or found[:1]
    for certificate in found:
        click.echo(say("{name}, certified by {issuer}", name=certificate.name, issuer=certificate.issuer))
        click.echo(f"  SHA-256 {in_groups(certificate.fingerprint)}")
        given = fingerprint
        if given is None:
            question = say("Did the owner read out just this fingerprint to you?")
            if not click.confirm(question, default=False):
                raise Refused(say("{name} is not trusted. Nothing was changed.", name=certificate.name))
            given = certificate.fingerprint
        made = desk.trust(certificate, given)
        click.echo(say("{name} is trusted from now on.", name=made.name))


@click.command()
@click.argument("file", type=FILE)
@click.option("--identity", "name", default="", help="Who signs: an identity of the library.")
@click.option("--p12", type=FILE, help="Sign with a company's .p12 or .pfx file in place of an identity.")
@click.option("--role", type=ROLES, required=True)
@click.option("--meaning", required=True, help="What the signature means, such as “I approve the award”.")
@PASSPHRASE
@click.option("-o", "--output", type=FILE, help="Where to write the signed PDF; else it takes the place of FILE.")
@click.pass_obj
def sign(
    desk: Desk,
    *,
    file: Path,
    name: str,
    p12: Path | None,
    role: str,
    meaning: str,
    passphrase_file: Path | None,
    output: Path | None,
) -> None:
    """Sign the PDF in FILE as the next of its route."""
    if bool(name) == (p12 is not None):
        raise Refused(say("Say who signs: either --identity NAME or --p12 FILE."))
    passphrase = _passphrase(passphrase_file)
    made = desk.sign_file(file, passphrase, role=role, meaning=meaning, identity=name, p12=p12, output=output)
    for warning in made.warnings:
        click.echo(f"cdmo-desk: {warning}", err=True)
    click.echo(say("{path} is signed by {name} as {role}.", path=made.path, name=made.name, role=made.role))
    if made.left:
        click.echo(say("Still to be signed: {left}.", left=", ".join(made.left)))
    click.echo(say("The time is that of this computer; no time-stamping service is used."))


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print all that was found as JSON.")
@click.pass_obj
def verify(desk: Desk, file: Path, as_json: bool) -> int:
    """Say who signed the PDF in FILE, whether it is as it was signed, and whether its figures come out again.

    Status 0 only if all is well, 1 if anything is not, 2 if the file cannot be read.
    """
    from cdmo_desk.signing.saying import lines  # noqa: PLC0415 - each command loads what it needs

    verdict = desk.verify(file)
    if as_json:
        print_json(verdict.plain())
    else:
        for line in lines(verdict):
            click.echo(line)
    return verdict.status


def _passphrase(file: Path | None, *, confirm: bool = False) -> str:
    if file is None:
        return str(click.prompt(say("Passphrase"), hide_input=True, confirmation_prompt=confirm, err=True))
    try:
        lines = files.content(file, 64 * 1024).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Refused(say("{path} is not text in UTF-8.", path=file)) from None
    if not lines or not lines[0]:
        raise Refused(say("{path} is empty; its first line is to be the passphrase.", path=file))
    return lines[0]


def _describe(known: "Identity") -> None:
    from cdmo_desk.signing.identity import in_groups  # noqa: PLC0415 - each command loads what it needs

    kind = say("key in this library") if known.is_own else say("trusted by its fingerprint")
    until = f"{known.certificate.valid_until:%Y-%m-%d}"
    click.echo(
        "  "
        + say(
            "{kind}, certified by {issuer}, valid until {until}",
            kind=kind,
            issuer=known.certificate.issuer,
            until=until,
        )
    )
    click.echo(f"  SHA-256 {in_groups(known.certificate.fingerprint)}")


def _plain(known: "Identity") -> dict[str, object]:
    return {
        "name": known.name,
        "origin": known.origin,
        "fingerprint": known.certificate.fingerprint,
        "issuer": known.certificate.issuer,
        "valid_from": known.certificate.valid_from.isoformat(),
        "valid_until": known.certificate.valid_until.isoformat(),
        "wrong_tries": known.wrong,
    }
