"""The pages: each module reads what was sent, calls one act or query, shows the answer. No rules here."""
