"""Databases of a PostgreSQL server: made from a template, and dropped."""

import secrets
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


def database_address(server: str, name: str) -> str:
    """The URL of the database of this name."""
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def new_database(server: str, template: str = "template1") -> str:
    """The name of a new database, a copy of another to which nobody is connected."""
    name = f"test_{secrets.token_hex(6)}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    return name


def drop_database(server: str, name: str) -> None:
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(drop)
