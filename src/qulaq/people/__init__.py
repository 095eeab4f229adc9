"""Who and on whose behalf: persons and identity levels, bodies, roles, delegations, places."""
