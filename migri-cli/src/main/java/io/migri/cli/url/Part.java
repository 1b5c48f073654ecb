package io.migri.cli.url;

/** What can be said of where a database is, apart from properties of the driver. */
public enum Part {
    DIALECT("dialect"),
    HOST("host"),
    PORT("port"),
    DATABASE("database"),
    USER("user"),
    PASSWORD("password"),
    SCHEMA("schema"),
    /** The name of a section in PostgreSQL's {@code pg_service.conf}. */
    SERVICE("service"),
    /** That file, where it is another one. */
    SERVICE_FILE("service file"),
    /** PostgreSQL's {@code .pgpass}, where it is another file. */
    PASSWORD_FILE("password file");

    private final String word;

    Part(String word) {
        this.word = word;
    }

    /** What it is called in messages. */
    public String word() {
        return word;
    }
}
