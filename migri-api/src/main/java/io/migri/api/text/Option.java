package io.migri.api.text;

/** Something that is set for a run, and what it is called in Java. */
public enum Option implements Reference {
    /** Where the migrations are. */
    LOCATION("Migri.Builder.location"),
    /** Which database is meant. */
    DATABASE("Migri.Builder.target"),
    /** Which kind of database it is. */
    DIALECT("ConnectionConfig.Builder.dialect"),
    /** How long to wait for the database to come up. */
    WAIT_FOR("Migri.Builder.waitFor"),
    /** That a database that is missing is created. */
    CREATE_DATABASE("Migri.Builder.createDatabase"),
    /** Where tables without a schema are found and made. */
    SCHEMA("ConnectionConfig.schema"),
    /** How long to wait for another run. */
    LOCK_WAIT("Migri.Builder.lockWait"),
    /** How long a statement may wait for a lock of the database. */
    LOCK_TIMEOUT("Migri.Builder.lockTimeout"),
    /** How often a migration is tried again that ran into that. */
    LOCK_RETRIES("Migri.Builder.lockRetries"),
    /** That empty files are recorded. */
    ALLOW_EMPTY("Migri.Builder.allowEmpty"),
    /** That changed and late migrations are refused. */
    STRICT("Migri.Builder.strict"),
    /** That all of a run are in one transaction. */
    SINGLE_TRANSACTION("Migri.Builder.singleTransaction"),
    /** That a server is used that Migri is not made for. */
    ANY_SERVER("Migri.Builder.anyServer"),
    /** That files of another tool are run as they are. */
    PLAIN_FORMAT("Migri.Builder.plainFormat"),
    /** Which tool the files were written for. */
    FORMAT("Migri.Builder.format"),
    /** Whose history is taken over. */
    ADOPTED_TOOL("Adoption.of"),
    /** That nothing is reported of single statements. */
    NO_REPORT("Migri.Builder.report(false)"),
    /** What the history is called. */
    HISTORY_TABLE("Migri.Builder.historyTable"),
    /** That texts of migrations are not stored. */
    STORE_TEXTS("Migri.Builder.storeTexts(false)"),
    /** That the recorded undos are run. */
    FROM_DATABASE("Undo.recorded()"),
    /** That a history begins beside another one of the same migrations. */
    NEW_HISTORY("Migri.Builder.newHistory"),
    /** What follows an option of Java itself, and says where it is given. */
    JVM_OPTION("an option of the JVM"),
    /** How many rows a dry run copies. */
    DRY_RUN_ROWS("Migri.Builder.dryRunRows"),
    /** That a dry run copies all rows. */
    ALL_DRY_RUN_ROWS("Migri.Builder.dryRunRows(OptionalLong.empty())"),
    /** The server on which a dry run makes its copy. */
    DRY_RUN_SERVER("Migri.Builder.dryRunServer"),
    /** Where jars with further plug-ins are found, in words that follow "in". */
    PLUGINS("what Migri.Builder.classLoader sees");

    private final String javaName;

    Option(String javaName) {
        this.javaName = javaName;
    }

    /** What sets it in Java, such as {@code Migri.Builder.lockWait}. */
    public String javaName() {
        return javaName;
    }
}
