package io.migri.cli;

import static io.migri.cli.Setting.ACCEPT_CHANGED;
import static io.migri.cli.Setting.ALLOW_EMPTY;
import static io.migri.cli.Setting.ALLOW_NEWER;
import static io.migri.cli.Setting.CLEAR_JOURNAL;
import static io.migri.cli.Setting.COLOR;
import static io.migri.cli.Setting.DB_HOST;
import static io.migri.cli.Setting.DB_NAME;
import static io.migri.cli.Setting.DB_PASS;
import static io.migri.cli.Setting.DB_PASS_FILE;
import static io.migri.cli.Setting.DB_PORT;
import static io.migri.cli.Setting.DB_PROPERTY;
import static io.migri.cli.Setting.DB_SCHEMA;
import static io.migri.cli.Setting.DB_USER;
import static io.migri.cli.Setting.DIALECT;
import static io.migri.cli.Setting.DRY_RUN;
import static io.migri.cli.Setting.DRY_RUN_PASS_FILE;
import static io.migri.cli.Setting.DRY_RUN_ROWS;
import static io.migri.cli.Setting.DRY_RUN_URL;
import static io.migri.cli.Setting.EXIT_CODE;
import static io.migri.cli.Setting.FAIL_ON;
import static io.migri.cli.Setting.FORGET_MISSING;
import static io.migri.cli.Setting.FORMAT;
import static io.migri.cli.Setting.HELP;
import static io.migri.cli.Setting.LOCK_RETRIES;
import static io.migri.cli.Setting.LOCK_TIMEOUT;
import static io.migri.cli.Setting.LOCK_WAIT;
import static io.migri.cli.Setting.LOG_LEVEL;
import static io.migri.cli.Setting.MARK_APPLIED;
import static io.migri.cli.Setting.MIGRATIONS_DIR;
import static io.migri.cli.Setting.NO_REPORT;
import static io.migri.cli.Setting.OUTPUT;
import static io.migri.cli.Setting.PENDING;
import static io.migri.cli.Setting.PYTHON;
import static io.migri.cli.Setting.PYTHON_ENGINE;
import static io.migri.cli.Setting.RECORD;
import static io.migri.cli.Setting.REPORT;
import static io.migri.cli.Setting.RETRY;
import static io.migri.cli.Setting.SAY_ONLY;
import static io.migri.cli.Setting.SKIP_STATEMENT;
import static io.migri.cli.Setting.STRICT;
import static io.migri.cli.Setting.TO;
import static io.migri.cli.Setting.VERSION;
import static io.migri.cli.Setting.WITH;
import static io.migri.cli.Setting.YES;

import java.util.List;
import java.util.Optional;

/** The commands, and which settings each has beside the common ones. */
enum Command {
    MIGRATE("migrate", "Run all unapplied migrations in lexicographical order"),
    RESUME("resume", "Go on after a statement of which only you can tell whether it was executed"),
    STATUS("status", "Show what is applied, pending, changed, missing or unfinished"),
    VALIDATE("validate", "Compare the files with what was applied, and read those that are pending"),
    REPAIR("repair", "Accept changed files and forget missing ones, of all migrations or of those named"),
    SHOW("show", "Print the text of a migration as it was applied"),
    BASELINE("baseline", "Record all migrations up to one as applied, without running them"),
    MARK("mark", "Record migrations as applied, without running them"),
    UNMARK("unmark", "Record migrations as not applied, without undoing them"),
    LOCK("lock", "Show who holds the lock that keeps two runs apart"),
    DOCTOR("doctor", "Look at Java, Python and the database, and tell what is missing"),
    PYTHON_INSTALL("python install", "Make a virtual environment with jep, which migri then finds by itself"),
    ARCHIVE("archive", "Make an archive of classes, from which later runs start faster"),
    INIT("init", "Do nothing: the history table is created when it is needed");

    /** What every command takes, before or after its name. */
    static final List<Setting> COMMON = List.of(
            DB_NAME,
            DB_USER,
            DB_PASS,
            DB_PASS_FILE,
            DB_HOST,
            DB_PORT,
            DIALECT,
            DB_SCHEMA,
            DB_PROPERTY,
            LOG_LEVEL,
            COLOR,
            HELP,
            VERSION);

    private final String word;
    private final String description;

    Command(String word, String description) {
        this.word = word;
        this.description = description;
    }

    static Optional<Command> of(String word) {
        for (Command command : values()) {
            if (command.word.equals(word)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    /** Whether {@code word} is the first of a name of two. */
    static boolean isGroup(String word) {
        for (Command command : values()) {
            if (command.word.startsWith(word + " ")) {
                return true;
            }
        }
        return false;
    }

    /** What the user types. */
    String word() {
        return word;
    }

    String description() {
        return description;
    }

    /** Its own settings, without the common ones. */
    List<Setting> settings() {
        return switch (this) {
            case MIGRATE ->
                List.of(
                        MIGRATIONS_DIR,
                        DRY_RUN,
                        DRY_RUN_ROWS,
                        DRY_RUN_URL,
                        DRY_RUN_PASS_FILE,
                        REPORT,
                        NO_REPORT,
                        FAIL_ON,
                        OUTPUT,
                        LOCK_WAIT,
                        LOCK_TIMEOUT,
                        LOCK_RETRIES,
                        ALLOW_EMPTY,
                        FORMAT,
                        STRICT,
                        PYTHON,
                        PYTHON_ENGINE);
            case RESUME ->
                List.of(
                        RETRY,
                        SKIP_STATEMENT,
                        MARK_APPLIED,
                        MIGRATIONS_DIR,
                        LOCK_WAIT,
                        LOCK_TIMEOUT,
                        LOCK_RETRIES,
                        ALLOW_EMPTY,
                        FORMAT,
                        STRICT,
                        PYTHON,
                        PYTHON_ENGINE);
            case STATUS -> List.of(MIGRATIONS_DIR, PENDING, EXIT_CODE, OUTPUT, LOCK_WAIT);
            case VALIDATE ->
                List.of(
                        MIGRATIONS_DIR,
                        STRICT,
                        ALLOW_NEWER,
                        OUTPUT,
                        LOCK_WAIT,
                        ALLOW_EMPTY,
                        FORMAT,
                        PYTHON,
                        PYTHON_ENGINE);
            case REPAIR ->
                List.of(
                        MIGRATIONS_DIR,
                        ACCEPT_CHANGED,
                        RECORD,
                        FORGET_MISSING,
                        CLEAR_JOURNAL,
                        YES,
                        SAY_ONLY,
                        OUTPUT,
                        LOCK_WAIT);
            case SHOW -> List.of(MIGRATIONS_DIR, LOCK_WAIT);
            case BASELINE -> List.of(TO, MIGRATIONS_DIR, LOCK_WAIT);
            case MARK, UNMARK -> List.of(MIGRATIONS_DIR, LOCK_WAIT);
            case LOCK -> List.of(OUTPUT);
            case DOCTOR -> List.of(PYTHON, PYTHON_ENGINE);
            case PYTHON_INSTALL -> List.of(WITH, PYTHON);
            case ARCHIVE, INIT -> List.of();
        };
    }

    /** Whether migrations are named behind it. */
    boolean takesNames() {
        return this == REPAIR || this == SHOW || this == MARK || this == UNMARK;
    }

    String usage() {
        String names =
                switch (this) {
                    case SHOW -> " NAME";
                    case MARK, UNMARK -> " NAME...";
                    case REPAIR -> " [NAME]...";
                    default -> "";
                };
        return "migri " + word + " [OPTIONS]" + names;
    }
}
