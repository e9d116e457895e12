"""How the staff log in: accounts, second factor, limits, what the audit log keeps of it."""
