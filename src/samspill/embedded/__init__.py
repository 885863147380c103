"""The embedded PostgreSQL: a real server from a wheel, for trying, developing and testing.

It listens on a unix socket only. Processes that use the same folder share one server; the last to
end stops it. A server that outlived a crash is found and used, and what a crash left in the folder
is cleared away first. In production ``DATABASE_URL`` names a server instead.
"""

from samspill.embedded.server import Server, ServerFailed, start

__all__ = ["Server", "ServerFailed", "start"]
