package io.migri.cli.arguments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be set by an option or, where there is none, by an environment variable. The letters are taken for ever. */
public enum Setting {
    URL(
            "DATABASE_URL",
            "URL",
            "Database, such as postgresql://user@host:5432/name, mysql://… or sqlite:app.db: its kind, host, port and"
                    + " name in one.",
            "",
            "--url"),
    DB_NAME("DB_NAME", "NAME", "Database, or the path of an SQLite file.", "-n", "--db-name"),
    DB_USER("DB_USER", "USER", "User to connect as.", "-u", "--db-user"),
    DB_PASS(
            "DB_PASS",
            "PASSWORD",
            "Password. On the command line every user of the machine can see it: prefer the variable or"
                    + " --db-pass-file.",
            "-s",
            "--db-pass"),
    DB_PASS_FILE(
            "DB_PASS_FILE",
            "FILE",
            "File that holds the password and nothing else. --db-pass counts before it, and any option before"
                    + " any variable.",
            "",
            "--db-pass-file"),
    DB_PASS_COMMAND(
            "DB_PASS_COMMAND",
            "COMMAND",
            "Command of the shell that prints the password. --db-pass and --db-pass-file count before it, and"
                    + " any option before any variable.",
            "",
            "--db-pass-command"),
    DB_PASS_STDIN("", "", "Read the password from standard input.", "", "--db-pass-stdin"),
    DB_HOST(
            "DB_HOST",
            "HOST",
            "Host that the server runs on, or the path of its Unix socket (PostgreSQL: of the directory).",
            "-h",
            "--db-host"),
    DB_PORT("DB_PORT", "PORT", "Port that the server listens on.", "-p", "--db-port"),
    DIALECT(
            "DB_DIALECT",
            "NAME",
            "postgresql, mysql (also for MariaDB) or sqlite. Inferred from the URL, or from the port: 5432, 3306 or"
                    + " none.",
            "-d",
            "--dialect"),
    DB_SCHEMA(
            "MIGRI_DB_SCHEMA",
            "NAME",
            "Schema in which tables without one are found and made. PostgreSQL only.",
            "",
            "--db-schema"),
    DB_PROPERTY(
            "MIGRI_DB_PROPERTY",
            "KEY=VALUE",
            "Property of the JDBC driver, such as sslmode=require. Can be repeated; in the variable, one a line.",
            "",
            "--db-property"),
    WAIT(
            "MIGRI_WAIT",
            "TIME",
            "Wait for the server to come up, 60s at the most or as long as you say: --wait=2m. Default: do not wait.",
            "",
            "--wait"),
    PLUGINS(
            "MIGRI_PLUGINS",
            "PATHS",
            "Jars with plug-ins, or folders of such jars, separated by colons. Those in the folder plugins beside lib"
                    + " are always taken.",
            "",
            "--plugins"),
    PLUGIN_SETTING(
            "MIGRI_PLUGIN_SETTING",
            "KEY=VALUE",
            "Setting of a plug-in, by a name that the plug-in has given it, such as s3.region=eu-west-1. Can be"
                    + " repeated; in the variable, one a line.",
            "",
            "--plugin-setting"),
    APPLIED_LOG(
            "MIGRI_APPLIED_LOG",
            "NAME",
            "Plug-in that keeps what was applied. Default: the table applied_migration.",
            "",
            "--applied-log"),
    HISTORY_TABLE(
            "MIGRI_HISTORY_TABLE",
            "NAME",
            "Table that keeps what was applied, such as shop_history or audit.shop_history. The schema has to be there."
                    + " Default: applied_migration.",
            "",
            "--history-table"),
    ENVIRONMENT(
            "MIGRI_ENV",
            "NAME",
            "Section of migri.toml to use: [env.NAME]. What it does not say, the rest of the file does.",
            "",
            "--env"),
    CONFIG(
            "MIGRI_CONFIG",
            "FILE",
            "File to use as migri.toml. Default: migri.toml of this directory, or of one above it up to the"
                    + " repository's or home directory.",
            "",
            "--config"),
    NO_CONFIG("MIGRI_NO_CONFIG", "", "Use no migri.toml.", "", "--no-config"),
    ENV_FILE("MIGRI_ENV_FILE", "FILE", "File of variables. Default: .env in this directory.", "", "--env-file"),
    NO_ENV_FILE("MIGRI_NO_ENV_FILE", "", "Use no file of variables.", "", "--no-env-file"),
    LOG_LEVEL("LOG_LEVEL", "LEVEL", "debug, info, warning or error (the default), on stderr.", "-l", "--log-level"),
    COLOR("MIGRI_COLOR", "WHEN", "auto (the default), always or never. NO_COLOR is honoured.", "", "--color"),
    HELP("", "", "Show this message and exit.", "", "--help"),
    VERSION("", "", "Show the version and exit.", "", "--version"),

    MIGRATIONS_DIR(
            "MIGRATIONS_DIR",
            "DIR",
            "Directory of the .sql and .py files. Default: migrations.",
            "-m",
            "--migrations-dir"),
    PY("", "", "Make a .py file instead of a .sql file. A name that ends in .py does the same.", "", "--py"),
    WITH_UNDO(
            "",
            "",
            "Make the undo, too: a file of that name in undo/, or a second function in a .py file.",
            "",
            "--undo"),
    TEMPLATE(
            "MIGRI_TEMPLATE",
            "FILE",
            "File to copy into the new one. A .sql or .py template counts for such files alone.",
            "",
            "--template"),
    UP_TO("", "NAME", "The last migration to apply; what comes after it stays pending.", "", "--to"),
    COUNT("", "NUMBER", "How many migrations to apply at the most; the others stay pending.", "", "--count"),
    DOWN_TO("", "NAME", "The last migration that stays applied; what was applied after it is undone.", "", "--to"),
    DOWN_COUNT("", "NUMBER", "How many migrations to undo. Default: 1.", "", "--count"),
    ALL("", "", "Undo all migrations. Asks first; where nobody can be asked, give --yes, too.", "", "--all"),
    VERIFY_ALL("", "", "Try the undos of applied migrations as well, from the newest back.", "", "--all"),
    FROM_DATABASE(
            "", "", "Run the undos that were recorded with the migrations, not the files.", "", "--from-database"),
    SINGLE_TRANSACTION(
            "MIGRI_SINGLE_TRANSACTION",
            "",
            "Apply all in one transaction, or nothing. Refuses files that commit, or that no transaction holds.",
            "",
            "--single-transaction"),
    DRY_RUN("", "", "Run all that is pending, then undo it.", "", "--dry-run"),
    DRY_RUN_ROWS(
            "MIGRI_DRY_RUN_ROWS",
            "NUMBER",
            "MySQL and MariaDB: how many rows of each table a dry run copies, or all. Default: 1000.",
            "",
            "--dry-run-rows"),
    DRY_RUN_URL(
            "MIGRI_DRY_RUN_URL",
            "URL",
            "MySQL and MariaDB: server to make that copy on, such as mysql://user@host:3306. Its password is in"
                    + " MIGRI_DRY_RUN_PASS.",
            "",
            "--dry-run-url"),
    DRY_RUN_PASS_FILE(
            "MIGRI_DRY_RUN_PASS_FILE",
            "FILE",
            "File that holds that password and nothing else. One in the URL or in MIGRI_DRY_RUN_PASS counts before it.",
            "",
            "--dry-run-pass-file"),
    REPORT(
            "MIGRI_REPORT",
            "",
            "Tell what each statement does to the tables there are. Default: in a dry run on a terminal.",
            "",
            "--report"),
    NO_REPORT("", "", "Do not.", "", "--no-report"),
    FAIL_ON(
            "MIGRI_FAIL_ON",
            "WHAT",
            "In a dry run: exit with 8 if data is lost (loss), if a table is rewritten (rewrite), also if others are"
                    + " blocked (blocking), or never (the default). Takes a list: loss,blocking.",
            "",
            "--fail-on"),
    LOCK_WAIT(
            "MIGRI_LOCK_WAIT",
            "TIME",
            "How long to wait for another run to finish, such as 500ms, 60s or 2m; plain numbers are seconds. Default:"
                    + " 60s.",
            "",
            "--lock-wait"),
    LOCK_TIMEOUT(
            "MIGRI_LOCK_TIMEOUT",
            "TIME",
            "How long a statement may wait for a lock of the database; then the migration is rolled back and tried"
                    + " again. Default: as long as the database lets it; 4s in a dry run on PostgreSQL.",
            "",
            "--lock-timeout"),
    LOCK_RETRIES(
            "MIGRI_LOCK_RETRIES",
            "NUMBER",
            "How often to try again after --lock-timeout. Default: 10.",
            "",
            "--lock-retries"),
    ALLOW_EMPTY(
            "MIGRI_ALLOW_EMPTY",
            "",
            "Record files that hold nothing, instead of failing on them.",
            "",
            "--allow-empty"),
    FORMAT(
            "MIGRI_FORMAT",
            "FORMAT",
            "Whose files these are: dbmate, flyway, golang-migrate, goose, sqlx, or plain for Migri's own. Default:"
                    + " auto, which finds out, and refuses files of other tools that it would run otherwise.",
            "",
            "--format"),
    STORE_TEXTS(
            "MIGRI_STORE_TEXTS",
            "WHETHER",
            "yes (the default), or no: keep hashes of migrations beside the history, and not their texts.",
            "",
            "--store-texts"),
    REPEATABLES(
            "",
            "",
            "Record the repeatables, too, as they are now. A later run applies them when they have changed.",
            "",
            "--repeatables"),
    NEW_HISTORY(
            "",
            "",
            "Begin a history, although another one in the database has the same migrations. They are applied again.",
            "",
            "--new-history"),
    STRICT("MIGRI_STRICT", "", "Refuse changed and late migrations, instead of warning of them.", "", "--strict"),
    CREATE_DB(
            "MIGRI_CREATE_DB", "", "Create the database first if the server has none of that name.", "", "--create-db"),
    FOR_MIGRATIONS(
            "",
            "",
            "Wait until nothing is pending, because somebody else has applied it. Changes nothing.",
            "",
            "--for-migrations"),
    TIMEOUT("", "TIME", "How long to wait, such as 30s or 2m. Default: that of --wait, else 60s.", "", "--timeout"),
    UNASKED("", "", "Do not ask. Needed where nobody can be asked, as in a script.", "", "--yes"),
    OUTPUT(
            "MIGRI_OUTPUT",
            "FORMAT",
            "text (the default), json, or ndjson: a run then also tells what happens, an object a line.",
            "",
            "--output"),
    CODE_QUALITY(
            "MIGRI_CODE_QUALITY",
            "FILE",
            "Write what is wrong, with file and line, to FILE in GitLab's form; an empty list if nothing is.",
            "",
            "--code-quality"),
    FROM_NOTHING(
            "",
            "",
            "Print all migrations, for another database that has no history yet. What is applied here does not count.",
            "",
            "--all"),
    SCRIPT_FILE(
            "",
            "FILE",
            "File to write the script to, for this user alone to read. Default: standard output.",
            "-o",
            "--output-file"),
    PENDING("", "", "Show only what the next run would apply.", "", "--pending"),
    EXIT_CODE("", "", "Exit with 7 if anything is pending.", "", "--exit-code"),
    ACCEPT_CHANGED("", "", "Only accept the new texts of changed files.", "", "--accept-changed"),
    FORGET_MISSING("", "", "Only remove the entries of migrations that have no file.", "", "--forget-missing"),
    RECORD("", "", "Only record the texts of applied migrations, where none is recorded.", "", "--record"),
    YES("", "", "Accept changed files and forget migrations that have no file, without refusing.", "", "--yes"),
    ALLOW_NEWER(
            "",
            "",
            "Allow recorded migrations that are newer than every file here, as during a roll-out.",
            "",
            "--allow-newer"),
    CLEAR_JOURNAL(
            "",
            "",
            "Forget how far the named migrations got, so that they begin anew. What they did stays in the database.",
            "",
            "--clear-journal"),
    ADOPTED_TOOL("", "TOOL", "Whose history it is, if the database has several: flyway, goose …", "", "--from"),
    TRUST_FILES("", "", "Take files for what was applied, where the tool keeps no checksum.", "", "--trust-files"),
    SAY_ONLY("", "", "Say what would be done, and do nothing.", "", "--dry-run"),
    TO("", "NAME", "The last migration that the database already has.", "", "--to"),
    RETRY("", "", "It was not executed: execute it, and go on.", "", "--retry"),
    SKIP_STATEMENT("", "", "It was executed, or is not wanted: go on after it.", "", "--skip-statement"),
    MARK_APPLIED("", "", "All of the migration is done: record it, and go on.", "", "--mark-applied"),
    PYTHON(
            "MIGRI_PYTHON",
            "PROGRAM",
            "Python that runs .py migrations. Default: the Python of $VIRTUAL_ENV, ./.venv, 'migri python install',"
                    + " then python3.",
            "",
            "--python"),
    PYTHON_ENGINE(
            "MIGRI_PYTHON_ENGINE",
            "ENGINE",
            "jep (in this process), process (a python of its own) or auto: jep where it is installed (the default).",
            "",
            "--python-engine"),
    WITH("", "PACKAGE", "Package that migrations import. Can be repeated.", "", "--with");

    private final String variable;
    private final String placeholder;
    private final String description;
    private final String letter;
    private final String longName;

    Setting(String variable, String placeholder, String description, String letter, String longName) {
        this.variable = variable;
        this.placeholder = placeholder;
        this.description = description;
        this.letter = letter;
        this.longName = longName;
    }

    /** The environment variable that stands in for the option; empty where there is none. */
    public String variable() {
        return variable;
    }

    /** What it is called in {@code migri.toml}: its long name without the dashes. */
    public String key() {
        return longName.substring(2);
    }

    /** What its value is called in help texts; empty where it takes none. */
    public String placeholder() {
        return placeholder;
    }

    public String description() {
        return description;
    }

    /** How the option is spelled, the short form first. */
    public List<String> names() {
        return letter.isEmpty() ? List.of(longName) : List.of(letter, longName);
    }

    /** Each spelling of these, and what it stands for. */
    static Map<String, Setting> spellings(List<Setting> settings) {
        Map<String, Setting> spellings = new HashMap<>();
        for (Setting setting : settings) {
            spellings.put(setting.longName, setting);
            if (!setting.letter.isEmpty()) {
                spellings.put(setting.letter, setting);
            }
        }
        return spellings;
    }

    /** Whether it has a value, and not only is there or not. */
    public boolean hasValue() {
        return !placeholder.isEmpty();
    }

    /** Whether it cannot be without a value, so that the next argument is one. */
    public boolean takesValue() {
        return hasValue() && implied().isEmpty();
    }

    /** Its value where none is attached to it by an equals sign; empty where it takes the next argument, or none. */
    String implied() {
        return this == WAIT ? "60s" : "";
    }

    /** All spellings, as click writes them in its messages. */
    public String quotedNames() {
        return "'" + String.join("' / '", names()) + "'";
    }
}
