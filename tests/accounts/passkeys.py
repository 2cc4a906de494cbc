"""A passkey as it is stored after a browser has made one."""

from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

SITE = "localhost"
KEY_ID = b"a key of a test"


def stored_passkey(user: User, name: str) -> Authenticator:
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    data = AuthenticatorData.create(
        sha256(SITE.encode()).digest(),
        AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT,
        0,
        AttestedCredentialData.create(bytes(16), KEY_ID, public),
    )
    made = RegistrationResponse(
        raw_id=KEY_ID,
        response=AuthenticatorAttestationResponse(
            client_data=CollectedClientData.create("webauthn.create", b"", f"https://{SITE}"),
            attestation_object=AttestationObject.create("none", data, {}),
        ),
    )
    return WebAuthn.add(user, name, dict(made)).instance
