"""The Alembic environment of a portfolio.

The program hands over its connection, inside a transaction of its own: either the whole way to the newest schema is gone or
none of it. Each file under versions/ is one schema version; its revision is the file's schema number.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
