"""Django's PostgreSQL backend, that looks at a kept connection before it asks it."""
