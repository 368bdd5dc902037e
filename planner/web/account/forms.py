"""Forms of the account pages."""

from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, Length

from planner.web.forms import Form
from planner.workflow.accounts import LONGEST_NAME, LONGEST_SIGN_IN
from planner.workflow.passwords import LONGEST, SHORTEST


def _stripped(text: str | None) -> str:
    return (text or "").strip()


_SHORT = [Length(max=LONGEST_NAME, message=f"Keep this to {LONGEST_NAME} characters")]


class SignInForm(Form):
    """Name and password; the refusal never tells which of the two was wrong."""

    sign_in_name = StringField(
        "Sign-in name", filters=[_stripped], validators=[DataRequired("Enter your sign-in name")]
    )
    password = PasswordField("Password", validators=[DataRequired("Enter your password")])


class CodeForm(Form):
    """The code of the second factor, or a printed one."""

    code = StringField("Code", filters=[_stripped], validators=[DataRequired("Enter the code")])


class ProveForm(Form):
    """The password once more, before what a stolen session must not do."""

    password = PasswordField("Your password", validators=[DataRequired("Enter your password")])


def _chosen(label: str) -> PasswordField:
    """A password that is chosen now; what else it must be is asked when it is kept."""
    too_short = f"Choose a password of {SHORTEST} characters or more"
    return PasswordField(
        label,
        validators=[
            DataRequired(too_short),
            Length(min=SHORTEST, message=too_short),
            Length(max=LONGEST, message=f"Choose a password of {LONGEST} characters or fewer"),
        ],
    )


def _again(label: str) -> PasswordField:
    """The same once more."""
    return PasswordField(
        label,
        validators=[
            DataRequired("Enter the password a second time"),
            EqualTo("password", message="The two passwords differ: enter the same one twice"),
        ],
    )


class PasswordForm(Form):
    """A password twice; also the way back of somebody who lost theirs."""

    password = _chosen("New password")
    again = _again("New password again")


class OwnPasswordForm(PasswordForm):
    """A new password for somebody who knows the present one."""

    old = PasswordField(
        "Present password", validators=[DataRequired("Enter your present password")]
    )


class SignatureForm(Form):
    """What stands under one's name on records, letters and summaries."""

    profession = StringField("Profession", filters=[_stripped], validators=_SHORT)
    registration = StringField("Registration number", filters=[_stripped], validators=_SHORT)


class NewAccountForm(Form):
    """The account behind a one-time link. There is no default password, ever."""

    name = StringField(
        "Your name",
        filters=[_stripped],
        validators=[
            DataRequired("Enter your name as it should stand under a plan"),
            Length(max=LONGEST_NAME, message=f"Keep your name to {LONGEST_NAME} characters"),
        ],
    )
    sign_in_name = StringField(
        "Sign-in name",
        filters=[_stripped],
        validators=[
            DataRequired("Choose a sign-in name"),
            Length(
                max=LONGEST_SIGN_IN,
                message=f"Keep the sign-in name to {LONGEST_SIGN_IN} characters",
            ),
        ],
    )
    password = _chosen("Password")
    again = _again("Password again")
