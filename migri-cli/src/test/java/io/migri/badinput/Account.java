package io.migri.badinput;

import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.sql.SQLException;

/** A user of a database server, made for one test and dropped when it is closed. May not do anything at first. */
record Account(Database database, String name, String password) implements AutoCloseable {
    /** Occurs nowhere by chance. */
    static final String RECOGNISABLE_PASSWORD = "s3cr3t-Pässwört";

    static Account create(Database database, String name, String password) throws SQLException {
        Account account = new Account(database, name, password);
        database.execute(
                account.isPostgresql()
                        ? "CREATE ROLE " + account.quoted() + " LOGIN PASSWORD " + account.literal(password)
                        : "CREATE USER " + account.quoted() + " IDENTIFIED BY " + account.literal(password));
        return account;
    }

    /** One with a name of its own and a password that is recognised. */
    static Account create(Database database) throws SQLException {
        return create(database, "keeper_" + database.name(), RECOGNISABLE_PASSWORD);
    }

    /** The same database as this user sees it. */
    Database view() {
        return database.withUser(name, password);
    }

    /** May do these things in the whole database, or in the schema {@code public} of PostgreSQL. */
    Account grant(String privileges) throws SQLException {
        return grant(privileges, isPostgresql() ? "SCHEMA public" : database.name() + ".*");
    }

    Account grant(String privileges, String object) throws SQLException {
        database.execute("GRANT " + privileges + " ON " + object + " TO " + quoted());
        return this;
    }

    @Override
    public void close() throws SQLException {
        if (isPostgresql()) {
            database.execute("DROP OWNED BY " + quoted(), "DROP ROLE " + quoted());
        } else {
            database.execute("DROP USER " + quoted());
        }
    }

    private boolean isPostgresql() {
        return database.engine() == Engine.POSTGRESQL;
    }

    private String quoted() {
        return isPostgresql() ? '"' + name.replace("\"", "\"\"") + '"' : '`' + name.replace("`", "``") + '`';
    }

    private String literal(String text) {
        String doubled = text.replace("'", "''");
        return "'" + (isPostgresql() ? doubled : doubled.replace("\\", "\\\\")) + "'";
    }
}
