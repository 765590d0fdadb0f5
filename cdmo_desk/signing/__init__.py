"""Signing: identities, signatures in a PDF, and what a signed PDF is worth."""
