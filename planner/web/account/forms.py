"""Forms of the account pages."""

from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, EqualTo, Length

from planner.web.forms import Form


def _stripped(text: str | None) -> str:
    return (text or "").strip()


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


class PasswordForm(Form):
    """A password twice; also the way back of somebody who lost theirs."""

    password = PasswordField(
        "New password",
        validators=[
            DataRequired("Choose a password of 15 characters or more"),
            Length(min=15, max=1000, message="Choose a password of 15 characters or more"),
        ],
    )
    again = PasswordField(
        "New password again",
        validators=[
            DataRequired("Enter the password a second time"),
            EqualTo("password", message="The two passwords differ: enter the same one twice"),
        ],
    )


class OwnPasswordForm(PasswordForm):
    """A new password for somebody who knows the present one."""

    old = PasswordField(
        "Present password", validators=[DataRequired("Enter your present password")]
    )


class NewAccountForm(Form):
    """The account behind a one-time link. There is no default password, ever."""

    name = StringField(
        "Your name",
        filters=[_stripped],
        validators=[
            DataRequired("Enter your name as it should stand under a plan"),
            Length(max=120, message="Keep your name to 120 characters"),
        ],
    )
    sign_in_name = StringField(
        "Sign-in name",
        filters=[_stripped],
        validators=[
            DataRequired("Choose a sign-in name"),
            Length(max=80, message="Keep the sign-in name to 80 characters"),
        ],
    )
    password = PasswordField(
        "Password",
        validators=[
            DataRequired("Choose a password of 15 characters or more"),
            Length(min=15, max=1000, message="Choose a password of 15 characters or more"),
        ],
    )
    again = PasswordField(
        "Password again",
        validators=[
            DataRequired("Enter the password a second time"),
            EqualTo("password", message="The two passwords differ: enter the same one twice"),
        ],
    )
