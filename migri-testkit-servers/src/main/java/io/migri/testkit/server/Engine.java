package io.migri.testkit.server;

/** A database product that tests run against. */
public enum Engine {
    POSTGRESQL("postgresql"),
    MYSQL("mysql"),
    MARIADB("mysql"),
    SQLITE("sqlite");

    private final String dialect;

    Engine(String dialect) {
        this.dialect = dialect;
    }

    /** The id of the dialect that is for it. */
    public String dialect() {
        return dialect;
    }

    /** Whether it speaks MySQL's protocol. */
    public boolean mysqlFamily() {
        return this == MYSQL || this == MARIADB;
    }
}
