"""The small forms: a name and the mark that makes a form count once."""

import re
import secrets
from typing import Any

from django import forms

from .names import BadName, name_in

_NONCE = re.compile(r"[0-9a-f]{32}")


class NameForm(forms.Form):
    """A name of at most `most` characters, which `label` says what it is of."""

    use_required_attribute = False

    name = forms.CharField(required=False, strip=False, widget=forms.TextInput)

    def __init__(self, *args: Any, label: str, most: int, help_text: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.most = most
        self.fields["name"].label = label
        self.fields["name"].help_text = help_text
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        try:
            return name_in(self.cleaned_data["name"], self.most)
        except BadName as error:
            raise forms.ValidationError(str(error)) from error


def nonce() -> str:
    """For the hidden field of a form that makes something: sent twice, it makes one."""
    return secrets.token_hex(16)


def nonce_in(text: str) -> str:
    """What a form sent back; a new one in place of anything that is none of ours."""
    return text if _NONCE.fullmatch(text) else nonce()
