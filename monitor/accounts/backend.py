"""Who may log in with a password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from .sample import may_come_in


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    def user_can_authenticate(self, user: Any) -> bool:
        return bool(super().user_can_authenticate(user)) and may_come_in(user)

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """Remember nobody: a closed account gets the same answer as a wrong password."""
