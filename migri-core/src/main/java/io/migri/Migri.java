package io.migri;

import static java.util.Objects.requireNonNull;

import io.migri.api.Cancellation;
import io.migri.api.ConnectionConfig;
import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.LockHolder;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.event.MigrationListener;
import io.migri.api.undo.Undo;
import io.migri.api.undo.Verification;
import io.migri.core.foreign.ForeignCheck;
import io.migri.core.guest.Guests;
import io.migri.core.lock.Interruption;
import io.migri.core.options.RunOptions;
import io.migri.core.plugin.AppliedLogRegistry;
import io.migri.core.plugin.DialectRegistry;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.plugin.SourceRegistry;
import io.migri.core.record.LogOpener;
import io.migri.core.run.MigrationRun;
import io.migri.core.source.DirectorySource;
import io.migri.spi.AppliedLogProvider;
import io.migri.spi.Dialect;
import io.migri.spi.DialectSession;
import io.migri.spi.examination.Finding;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.source.MigrationSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database up to date.
 *
 * <pre>{@code
 * Migri migri = Migri.builder()
 *         .dataSource(dataSource)
 *         .location("classpath:db/migrations")
 *         .build();
 * MigrationReport report = migri.migrate();
 * }</pre>
 *
 * <p>Immutable. Safe for use by several threads, unless it was given one open connection. Each call reads the migrations
 * anew and uses one connection.
 */
public final class Migri {
    private final Calls calls;
    private final Target plain;
    private final Target target;
    private final RunOptions options;
    private final AtomicBoolean checked = new AtomicBoolean();

    /** @param plain the target without what stands around it: nobody waits, and nothing is created */
    private Migri(Calls calls, Target plain) {
        this.calls = calls;
        this.plain = plain;
        this.target = calls.target();
        this.options = calls.options();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Applies what is pending, each migration in a transaction of its own as far as the database allows.
     *
     * @return what was done; without results where nothing was pending
     * @throws io.migri.api.MigrationFailedException if a migration fails; its report holds those applied before
     * @throws MigriException if the run could not begin; nothing has been applied then
     */
    public MigrationReport migrate() {
        return calls.run(Errand.CHANGE, options, MigrationRun::migrate);
    }

    /**
     * Executes what is pending and undoes it again.
     *
     * @throws MigriException with code {@code DRY_RUN_UNSUPPORTED} where the database has no way to do so, else as
     *     {@link #migrate}
     */
    public MigrationReport dryRun() {
        return calls.run(Errand.REHEARSE, options.ofDryRun(), MigrationRun::rehearse);
    }

    /**
     * Applies what is pending as {@link #migrate} does, with an answer to the question that it could not answer itself.
     *
     * @throws MigriException with code {@code CONFIGURATION_INVALID} where no pending migration was begun
     */
    public MigrationReport resume(Decision decision) {
        requireNonNull(decision, "decision");
        return calls.resume(decision);
    }

    /**
     * Takes applied migrations back, the newest first, each in a transaction of its own as far as the database allows. The undo of {@code 0007_users} is
     * {@code undo/0007_users.sql} or {@code .py} beside the migrations, or the function {@code rollback} in {@code 0007_users.py}. Its entry goes in the
     * transaction of its undo.
     *
     * @return what was done, under names such as {@code undo/0007_users}; without results where nothing is applied
     * @throws io.migri.api.MigrationFailedException if an undo fails; its report holds those done before
     * @throws MigriException with code {@code VALIDATION} where one of them has no undo; nothing was undone then
     */
    public MigrationReport down(Undo undo) {
        requireNonNull(undo, "undo");
        return calls.undo(Errand.CHANGE, options, run -> run.down(undo));
    }

    /** Executes what {@link #down} would, and undoes that again; as {@link #dryRun}. */
    public MigrationReport dryRunDown(Undo undo) {
        requireNonNull(undo, "undo");
        return calls.undo(Errand.REHEARSE, options.ofDryRun(), run -> run.rehearse(undo, false));
    }

    /**
     * Takes migrations back as {@link #down} does, and applies the same ones again.
     *
     * @throws MigriException with code {@code VALIDATION} where one of them has no undo, or no file
     */
    public MigrationReport redo(Undo undo) {
        requireNonNull(undo, "undo");
        return calls.undo(Errand.CHANGE, options, run -> run.redo(undo));
    }

    /** Executes what {@link #redo} would, and undoes that again; as {@link #dryRun}. */
    public MigrationReport dryRunRedo(Undo undo) {
        requireNonNull(undo, "undo");
        return calls.undo(Errand.REHEARSE, options.ofDryRun(), run -> run.rehearse(undo, true));
    }

    /**
     * Tries undos in a dry run: each migration is applied, undone and applied again, and the schemas before and after are compared. Listeners hear
     * of each step, under the names {@code 0007_users}, {@code undo/0007_users} and {@code again/0007_users}.
     *
     * @param all whether the undos of applied migrations are tried as well, from the newest back; else only those of pending ones
     * @throws io.migri.api.MigrationFailedException if a migration itself fails
     * @throws MigriException with code {@code DRY_RUN_UNSUPPORTED} as {@link #dryRun}, and {@code REQUEST_UNSUPPORTED} where the dialect does not
     *     tell what a schema is made of
     */
    public Verification verify(boolean all) {
        return calls.verify(all);
    }

    /**
     * Writes what {@link #migrate} would send as a script for the database's own client, such as {@code psql}, for somebody who runs it by hand. It
     * records each migration in the history, and does nothing if the history is not as it is now. Takes no lock and changes nothing; a database that
     * is not there is not made. The script has the texts of the migrations, passwords too.
     *
     * @param script gets nothing before all that is pending is known to be in order
     * @return the names of the migrations in it, in order; where nothing is pending, nothing is written
     * @throws MigriException with code {@code VALIDATION} where a pending migration is not made of SQL statements, and as {@link #migrate}
     * @throws java.io.UncheckedIOException where {@code script} takes no more
     */
    public List<String> script(Appendable script) {
        return calls.write(requireNonNull(script, "script"), false);
    }

    /**
     * Writes the same for a database that has no history yet, with all migrations, whatever is applied in this one. It serves where the database
     * itself cannot be reached: another of the same kind and version tells what the script needs to know. As {@link #script}, it does nothing if a
     * history is there.
     *
     * @param script gets nothing before all migrations are known to be in order
     * @return the names of the migrations in it, in order; where there are none, nothing is written
     * @throws MigriException as {@link #script}
     * @throws java.io.UncheckedIOException where {@code script} takes no more
     */
    public List<String> scriptOfAll(Appendable script) {
        return calls.write(requireNonNull(script, "script"), true);
    }

    /**
     * Looks whether the schema is the one that this program needs. For a guard at its start, or for its health. One query, and one more for
     * each migration whose file was changed. Takes no lock and changes nothing; a database that is not there is not made.
     *
     * <p>The first check tells listeners which files are passed over and which plug-ins are broken. Later ones do not repeat it.
     *
     * @throws MigriException with code {@code DATABASE_UNAVAILABLE} where there is no connection to be had
     */
    public SchemaCheck check() {
        MigrationListener listener = checked.get() ? MigrationListener.NONE : options.listener();
        SchemaCheck found = calls.visit(Errand.LOOK, listener, SchemaCheck::of);
        checked.set(true);
        return found;
    }

    /** Looks whether the database can be reached and whether this user can do there what a run does. Changes nothing. */
    public List<Finding> examine() {
        try (OpenTarget opened = target.open(Errand.LOOK)) {
            try {
                calls.requireName(opened);
                DialectSession session = opened.session(target.others());
                List<Finding> findings = new ArrayList<>();
                findings.add(Finding.ok("database", opened.name() + ": " + session.server()));
                findings.addAll(session.support());
                findings.addAll(session.examine(calls.table()));
                return findings;
            } catch (SQLException e) {
                throw opened.failed(e);
            }
        }
    }

    /** The database as a whole: to be waited for, created and dropped. */
    public Database database() {
        return new Database(calls, plain);
    }

    /** What is recorded as applied, to look at and to put right. */
    public History history() {
        return new History(new History.Opener() {
            @Override
            public <T> T open(History.Visit<T> visit) {
                return calls.visit(Errand.CHANGE, options.listener(), visit);
            }

            @Override
            public <T> T look(History.Visit<T> visit) {
                return calls.visit(Errand.LOOK, options.listener(), visit);
            }
        });
    }

    /**
     * Who holds the lock that keeps two runs on this database apart; empty where nobody does. Where the lock is that of each
     * transaction, it is whoever writes just now. Changes nothing.
     */
    public Optional<LockHolder> lockHolder() {
        try (OpenTarget opened = target.open(Errand.LOOK)) {
            try {
                calls.requireName(opened);
                return lockHolder(opened.session(target.others()));
            } catch (SQLException e) {
                throw calls.failed(opened, e);
            }
        }
    }

    @SuppressWarnings("try") // it works by being open
    private Optional<LockHolder> lockHolder(DialectSession session) throws SQLException {
        try (Interruption interruption = new Interruption(options.cancellation(), session)) {
            return session.locks().holder(calls.table());
        }
    }

    /** Collects what a {@link Migri} needs: a target and a source; the rest has defaults. Not safe for use by several threads. */
    public static final class Builder {
        /** That a run finds out whose the files are. */
        private static final String AUTO = "auto";

        private final List<Dialect> dialects = new ArrayList<>();
        private final List<MigrationExecutor> moreExecutors = new ArrayList<>();
        private @Nullable ConnectionConfig config;
        private @Nullable DataSource dataSource;
        private @Nullable Connection connection;
        private @Nullable MigrationSource source;
        private @Nullable String location;
        private @Nullable String logName;
        private @Nullable ClassLoader classLoader;
        private @Nullable String format;
        private Duration waitFor = Duration.ZERO;
        private boolean createDatabase;
        private final RunOptions.Builder options = new RunOptions.Builder();

        private Builder() {}

        /** The database to open a connection to, which each run closes again. */
        public Builder target(ConnectionConfig config) {
            this.config = requireNonNull(config, "config");
            return this;
        }

        /** Where to borrow a connection for each run. It goes back with its session as it was; where auto-commit is off, it is on meanwhile. */
        public Builder dataSource(DataSource dataSource) {
            this.dataSource = requireNonNull(dataSource, "dataSource");
            return this;
        }

        /** An open connection in auto-commit mode to borrow. It is never closed. */
        public Builder connection(Connection connection) {
            this.connection = requireNonNull(connection, "connection");
            return this;
        }

        /**
         * How long to wait for a database that is not there yet, at the most: nobody listens, the host has no address, the server starts or has
         * no connection left. By default Migri does not wait. A wrong password, an unknown database and refused encryption end the wait at
         * once. Where the time is over, calls fail with code {@code NOT_READY}. A connection that is open already is not waited for.
         */
        public Builder waitFor(Duration limit) {
            if (limit.isNegative()) {
                throw invalid("the time to wait is less than nothing: " + limit + "; give one that is not negative");
            }
            this.waitFor = limit;
            return this;
        }

        /**
         * Whether {@link Migri#migrate} creates the database if the server has none of that name; it does not by default. Only with {@link
         * #target}. The user needs the right to create databases.
         */
        public Builder createDatabase(boolean createDatabase) {
            this.createDatabase = createDatabase;
            return this;
        }

        /** A directory of migrations. */
        public Builder directory(Path directory) {
            return source(new DirectorySource(directory));
        }

        /** A directory, or a URL of a scheme that some provider knows: {@code classpath:db/migrations}. */
        public Builder location(String location) {
            this.location = requireNonNull(location, "location");
            return this;
        }

        public Builder source(MigrationSource source) {
            this.source = requireNonNull(source, "source");
            return this;
        }

        /** A dialect to use besides those on the class path; wins over one of the same id. */
        public Builder dialect(Dialect dialect) {
            dialects.add(requireNonNull(dialect, "dialect"));
            return this;
        }

        /** An executor to use besides those on the class path; wins over one for the same kinds. */
        public Builder executor(MigrationExecutor executor) {
            moreExecutors.add(requireNonNull(executor, "executor"));
            return this;
        }

        /** The name of the provider of the applied log; by default the dialect's own table. */
        public Builder appliedLog(String name) {
            this.logName = requireNonNull(name, "name");
            return this;
        }

        /**
         * What the history is called, such as {@code shop_history} or {@code audit.shop_history}; by default {@code applied_migration},
         * wherever the connection finds or makes a table. Each part is taken to the letter; in double quotes it may have dots and
         * spaces. Migri's other tables are named after it, and are in the same schema. The schema has to be there.
         *
         * @throws MigriException where it is no such name
         */
        public Builder historyTable(String name) {
            options.historyTable(requireNonNull(name, "name"));
            return this;
        }

        /**
         * Whether the texts of migrations are stored beside the history, which is so by default. Without them only hashes are. Then a
         * later comparison says that a file was changed, but not what was changed.
         */
        public Builder storeTexts(boolean storeTexts) {
            options.storeTexts(storeTexts);
            return this;
        }

        /**
         * Whether a history may begin although another one in the database has some of the same migrations, so that they are applied a
         * second time. A run refuses that by default.
         */
        public Builder newHistory(boolean newHistory) {
            options.newHistory(newHistory);
            return this;
        }

        /** Told what happens, after those that were given before, and beside the log. */
        public Builder listener(MigrationListener listener) {
            options.listener(requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Whether Migri writes to SLF4J, under the name {@code io.migri}. Info has what ran and for how long, warn has
         * warnings, and error has a failure. It does so by default, where the application has SLF4J and a backend for it;
         * elsewhere nothing is written.
         */
        public Builder logging(boolean logging) {
            options.logging(logging);
            return this;
        }

        /** How long to wait for another run at the most; one minute by default. */
        public Builder lockWait(Duration lockWait) {
            options.lockWait(lockWait);
            return this;
        }

        /**
         * How long a statement of a migration may wait for a lock of the database; by default as long as the database lets it. A migration
         * that runs into it is rolled back and tried again, so that those who queue behind it get their turn. Not for statements that
         * refuse a transaction. Some databases count whole seconds. A dry run in a transaction of the database itself waits for 4 seconds if this
         * is not set, or less where the session is set so, and does not try again then.
         */
        public Builder lockTimeout(Duration lockTimeout) {
            options.lockTimeout(lockTimeout);
            return this;
        }

        /** How often a migration may be tried again that ran into {@link #lockTimeout}; 10 times by default. */
        public Builder lockRetries(int lockRetries) {
            options.lockRetries(lockRetries);
            return this;
        }

        /** Whether a file that holds nothing at all is recorded rather than refused; refused by default. */
        public Builder allowEmpty(boolean allowEmpty) {
            options.allowEmpty(allowEmpty);
            return this;
        }

        /**
         * The form of the files: {@code plain} for Migri's own, {@code auto} to find out, or the name of another tool such as {@code
         * flyway}. A plug-in for that tool then reads them as the tool would. The default is {@code auto}: files that a plug-in recognises
         * are read by it, unless the history shows that they were run as plain files before. Files of other tools are refused where a plain
         * run would do something else than the tool.
         */
        public Builder format(String name) {
            this.format = requireNonNull(name, "name").equals(AUTO) ? null : name;
            return this;
        }

        /** Whether the files are taken as they are, whatever they look like: {@code format("plain")}. */
        public Builder plainFormat(boolean plainFormat) {
            return format(plainFormat ? ForeignCheck.PLAIN : AUTO);
        }

        /**
         * Whether a run refuses migrations that were changed since they were applied, and pending ones that sort before applied ones,
         * rather than warning of them; it warns by default.
         */
        public Builder strict(boolean strict) {
            options.strict(strict);
            return this;
        }

        /** Whether to remark on a server that Migri is not made for, such as one that is too old, instead of refusing it. */
        public Builder anyServer(boolean anyServer) {
            options.anyServer(anyServer);
            return this;
        }

        /**
         * How many rows of a table {@link Migri#dryRun} copies at most where it works on a copy of the tables, as it does where DDL
         * commits; empty for all, 1,000 by default.
         */
        public Builder dryRunRows(OptionalLong rows) {
            options.rehearsedRows(rows);
            return this;
        }

        /**
         * A server on which {@link Migri#dryRun} makes a copy of the tables and rehearses, so that nothing is executed on that of the
         * database, which is only read. Name no database: it makes one of its own there, and drops it. Only for databases whose DDL
         * commits; {@link Migri#dryRun} refuses it for others.
         */
        public Builder dryRunServer(ConnectionConfig server) {
            options.scratchServer(server);
            return this;
        }

        /**
         * The last migration that a run applies, by name or by the name of its file; late ones before it are applied, too. What comes after
         * it stays pending, which {@link MigrationReport#remaining()} tells. All by default. Not together with {@link #count}.
         */
        public Builder to(String name) {
            options.last(requireNonNull(name, "name"));
            return this;
        }

        /**
         * How many of the pending migrations a run applies at the most, from the first on; at least one. All by default. Not together with
         * {@link #to}.
         */
        public Builder count(int migrations) {
            options.most(migrations);
            return this;
        }

        /**
         * Whether all that a run applies is in one transaction, with its rows in the history: all of it stays, or nothing. A run refuses files
         * that commit or that no transaction holds, before anything is executed. It does not try again after {@link #lockTimeout}. For {@link
         * Migri#migrate} and {@link Migri#dryRun}; by default each migration has a transaction of its own.
         */
        public Builder singleTransaction(boolean single) {
            options.oneTransaction(single);
            return this;
        }

        /**
         * Whether a run tells what each statement does to what was there before: locks, rewritten tables, indexes built; see {@link
         * MigrationReport#impact()}. Statements are then sent one at a time, so a run takes longer. It does not by default.
         */
        public Builder report(boolean report) {
            options.report(report);
            return this;
        }

        /** A way to stop a run from outside. */
        public Builder cancellation(Cancellation cancellation) {
            options.cancellation(requireNonNull(cancellation, "cancellation"));
            return this;
        }

        /** What tells the time of a migration; the system's clock by default. */
        public Builder clock(Clock clock) {
            options.clock(requireNonNull(clock, "clock"));
            return this;
        }

        /**
         * Something for a plug-in that understands it, such as {@code python.engine}: an executor, a source, or an applied log. The others
         * pass over it.
         */
        public Builder setting(String name, String value) {
            options.setting(requireNonNull(name, "name"), requireNonNull(value, "value"));
            return this;
        }

        /**
         * Where plug-ins are looked for, and migrations on the class path; by default the thread's context class loader.
         */
        public Builder classLoader(ClassLoader classLoader) {
            this.classLoader = requireNonNull(classLoader, "classLoader");
            return this;
        }

        /**
         * Puts it together. Does not connect.
         *
         * @throws MigriException where something is missing, given twice, or not to be found
         */
        public Migri build() {
            ClassLoader loader = loader();
            DialectRegistry registry = DialectRegistry.discover(loader, dialects);
            Target target = target(registry);
            MigrationSource migrations = source(loader);
            Equipment equipment =
                    new Equipment(registry, ExecutorRegistry.discover(loader, moreExecutors), logs(loader));
            RunOptions built = options.build(new ForeignCheck(migrations, format, loader), target.others());
            return new Migri(new Calls(expected(target, built), migrations, equipment, built), target);
        }

        private Target expected(Target target, RunOptions built) {
            Target expected = createDatabase ? created(target, built.listener()) : target;
            return waitFor.isZero() ? expected : new PatientTarget(expected, waitFor, built);
        }

        private static Target created(Target target, MigrationListener listener) {
            if (target instanceof ConfiguredTarget configured) {
                return new CreatedTarget(configured, WholeDatabases.of(configured), listener);
            }
            throw invalid("only a database that a configuration names can be created; give one with target(…)");
        }

        private ClassLoader loader() {
            ClassLoader context = Thread.currentThread().getContextClassLoader();
            return classLoader != null ? classLoader : context != null ? context : Migri.class.getClassLoader();
        }

        private Target target(DialectRegistry registry) {
            if (config != null && dataSource == null && connection == null) {
                return new ConfiguredTarget(registry.choose(config), config);
            }
            if (dataSource != null && config == null && connection == null) {
                return new PooledTarget(registry, dataSource);
            }
            if (connection != null && config == null && dataSource == null) {
                return new GivenTarget(registry, connection);
            }
            throw invalid("name one target: a configuration, a data source or a connection");
        }

        private MigrationSource source(ClassLoader loader) {
            if (source != null && location == null) {
                return Guests.guarded(MigrationSource.class, source);
            }
            if (location == null || source != null) {
                throw invalid("name one source of migrations: a directory, a location or a source");
            }
            return SourceRegistry.isUrl(location)
                    ? SourceRegistry.discover(loader).open(location, options.settings())
                    : new DirectorySource(Path.of(location));
        }

        private LogOpener logs(ClassLoader loader) {
            HistoryTable table = options.historyTable();
            if (logName == null) {
                return session -> session.history().log(table);
            }
            AppliedLogProvider provider = AppliedLogRegistry.discover(loader).named(logName);
            Map<String, String> known = options.settings();
            return session -> provider.open(session, table, name -> Optional.ofNullable(known.get(name)));
        }

        private static MigriException invalid(String message) {
            return new MigriException(ErrorCode.CONFIGURATION_INVALID, message);
        }
    }
}
