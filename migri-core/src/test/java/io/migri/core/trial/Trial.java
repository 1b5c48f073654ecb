package io.migri.core.trial;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.migri.History;
import io.migri.Migri;
import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.MigrationFailedException;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.core.script.SqlMigrationExecutor;
import io.migri.spi.Dialect;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.source.MigrationSource;
import io.migri.testkit.scripted.Conditions;
import io.migri.testkit.scripted.Fault;
import io.migri.testkit.scripted.ScriptedDatabase;
import io.migri.testkit.scripted.ScriptedDialect;
import io.migri.testkit.scripted.ScriptedFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A scripted database with files, and the runs on it. Each run is a new {@link Migri}, as if the program were started again. */
public final class Trial {
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    /** No failure takes more until all is done. */
    private static final int MOST_RUNS = 4;

    /** Looking for plug-ins on the class path would take most of the time. */
    private static final ClassLoader NO_PLUG_INS = ClassLoader.getPlatformClassLoader();

    private final ScriptedDatabase database = new ScriptedDatabase();
    private final ScriptedFiles files = new ScriptedFiles();
    private UnaryOperator<Migri.Builder> options = UnaryOperator.identity();
    private UnaryOperator<Dialect> dialect = UnaryOperator.identity();
    private UnaryOperator<MigrationExecutor> executor = UnaryOperator.identity();
    private UnaryOperator<MigrationSource> source = UnaryOperator.identity();
    private Told told = new Told();

    /** A trial of one migration, 0001. */
    public static Trial of(String script) {
        return new Trial().file("0001", script);
    }

    public Trial file(String name, String script) {
        files.put(name, script);
        return this;
    }

    /** How it is run. */
    public Trial with(UnaryOperator<Migri.Builder> more) {
        UnaryOperator<Migri.Builder> before = options;
        options = builder -> more.apply(before.apply(builder));
        return this;
    }

    /** With another dialect in front of the scripted one. */
    public Trial dialect(UnaryOperator<Dialect> other) {
        dialect = other;
        return this;
    }

    /** With another executor in front of that of SQL. */
    public Trial executor(UnaryOperator<MigrationExecutor> other) {
        executor = other;
        return this;
    }

    /** With another source in front of the files. */
    public Trial source(UnaryOperator<MigrationSource> other) {
        source = other;
        return this;
    }

    public Trial on(Consumer<Conditions> conditions) {
        conditions.accept(database.conditions());
        return this;
    }

    public Trial failing(Fault fault) {
        database.fail(fault);
        return this;
    }

    public ScriptedDatabase database() {
        return database;
    }

    public ScriptedFiles files() {
        return files;
    }

    /** What was told by the last run. */
    public List<String> told() {
        return told.lines();
    }

    public Migri migri() {
        told = new Told();
        return options.apply(Migri.builder()
                        .target(ScriptedDialect.target())
                        .dialect(dialect.apply(new ScriptedDialect(database)))
                        .executor(executor.apply(new SqlMigrationExecutor()))
                        .classLoader(NO_PLUG_INS)
                        .source(source.apply(files))
                        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .lockWait(Duration.ofMillis(1))
                        .listener(told))
                .build();
    }

    public MigrationReport migrate() {
        return migri().migrate();
    }

    public MigrationReport resume(Decision decision) {
        return migri().resume(decision);
    }

    /**
     * Runs until all is applied, with an answer where there is a question.
     *
     * @param story what happened so far, for whoever reads why this failed
     */
    public void finish(Supplier<String> story) {
        finish(Migri::migrate, story);
    }

    /** The same with something else than to apply what is pending. */
    public void finish(Consumer<Migri> deed, Supplier<String> story) {
        for (int run = 0; run < MOST_RUNS; run++) {
            try {
                deed.accept(migri());
                return;
            } catch (MigriException e) {
                if (e.code() != ErrorCode.UNDECIDED) {
                    throw new AssertionError(story.get(), e);
                }
            }
            resume(decision());
        }
        fail(story.get());
    }

    private Decision decision() {
        List<JournalEntry> entries = database.journal();
        JournalEntry.Doubt doubt = entries.get(entries.size() - 1).doubt();
        boolean executed = doubt != null && database.executed().contains(doubt.statement());
        return executed ? Decision.SKIP_STATEMENT : Decision.RETRY;
    }

    public MigrationReport dryRun() {
        return migri().dryRun();
    }

    public History history() {
        return migri().history();
    }

    /** How a run fails. */
    public MigriException refusal() {
        return assertThrows(MigriException.class, this::migrate);
    }

    /** How a migration fails. */
    public MigrationFailedException failure() {
        return assertThrows(MigrationFailedException.class, this::migrate);
    }

    /** {@code MIGRATION_FAILED UNCHANGED, statement 2 of 3, 0 last, 0001.sql:1:4: refused}. */
    public static String spoken(MigriException failure) {
        String place = failure.position().map(SourcePosition::toString).orElse("nowhere");
        String what = failure instanceof MigrationFailedException failed
                ? " " + failed.state() + ", statement " + failed.statement() + " of " + failed.statements() + ", "
                        + failed.lastingStatements() + " last"
                : "";
        return failure.code() + what + ", " + place + ": " + failure.text();
    }
}
