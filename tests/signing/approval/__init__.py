"""Signing: identities, signatures, verdicts, sign-off."""
