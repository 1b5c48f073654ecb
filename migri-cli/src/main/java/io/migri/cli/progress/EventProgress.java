package io.migri.cli.progress;

import io.migri.api.ConnectionConfig;
import io.migri.api.MigrationReport;
import io.migri.api.MigriException;
import io.migri.cli.output.CommandLineWording;
import io.migri.cli.output.Terminal;
import io.migri.cli.output.Words;
import io.migri.cli.report.TargetMembers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object in a line for each event, as it happens; the last one is the document of the run. */
public final class EventProgress implements DocumentedProgress {
    /** A long script makes progress a thousand times a second. */
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final RunDocument document;
    private final Clock clock;
    private final Instant begun;
    private boolean announced;
    private Instant told = Instant.MIN;
    private long statements;
    private long done;
    private long read;
    private long size;

    /** @param target empty where the run ended before anybody knew which database is meant */
    public EventProgress(Terminal terminal, Optional<ConnectionConfig> target, boolean dryRun, Clock clock) {
        this.terminal = terminal;
        this.document = new RunDocument(terminal.redaction(), target, dryRun);
        this.clock = clock;
        this.begun = clock.instant();
    }

    @Override
    public synchronized void planned(Planned event) {
        Map<String, Object> members = members("run planned");
        members.put("found", event.found());
        members.put("pending", event.pending());
        print(members);
    }

    @Override
    public synchronized void waitingForLock(WaitingForLock event) {
        Map<String, Object> members = members("waiting");
        members.put("holder", event.holder().map(known -> terminal.redaction().clean(known.describe())));
        members.put("waited_ms", event.waited().toMillis());
        members.put("limit_ms", event.limit().toMillis());
        print(members);
    }

    @Override
    public synchronized void started(Started event) {
        statements = event.statements();
        done = 0;
        read = 0;
        size = 0;
        told = Instant.MIN;
        Map<String, Object> members = about("migration started", event.name());
        members.put("ordinal", event.ordinal());
        members.put("total", event.total());
        members.put("statements", known(statements));
        print(members);
    }

    @Override
    public synchronized void progressed(Progressed event) {
        done = event.done();
        progress(event.name());
    }

    @Override
    public synchronized void read(Read event) {
        read = event.bytes();
        size = event.size();
        progress(event.name());
    }

    private void progress(String name) {
        Instant now = clock.instant();
        if (told.equals(Instant.MIN) || Duration.between(told, now).compareTo(PROGRESS) >= 0) {
            told = now;
            Map<String, Object> members = about("progress", name);
            members.put("done", done);
            members.put("statements", known(statements));
            members.put("bytes", size == 0 ? Optional.empty() : Math.min(read, size));
            members.put("size", known(size));
            print(members);
        }
    }

    private static Object known(long number) {
        return number == 0 ? Optional.empty() : number;
    }

    @Override
    public synchronized void told(Message event) {
        if (event.level() != Level.INFO) {
            Map<String, Object> members = members(Words.of(event.level()));
            members.put("migration", event.migration());
            members.put("message", terminal.redaction().clean(CommandLineWording.spoken(event.text())));
            print(members);
        }
    }

    @Override
    public synchronized void printed(Printed event) {
        Map<String, Object> members = about("printed", event.name());
        members.put("line", event.line());
        print(members);
    }

    @Override
    public synchronized void applied(MigrationReport.Applied event) {
        Map<String, Object> members = about("migration applied", event.name());
        members.put("took_ms", event.took().toMillis());
        members.put("statements", event.statements());
        print(members);
    }

    @Override
    public synchronized void failed(MigrationReport.Failed event) {
        Map<String, Object> members = about("migration failed", event.name());
        members.put("state", Words.of(event.state()));
        members.put("message", terminal.redaction().clean(event.message()));
        print(members);
    }

    @Override
    public synchronized void rolledBack(MigrationReport.RolledBack event) {
        print(about("migration rolled back", event.name()));
    }

    @Override
    public synchronized void notReached(MigrationReport.NotReached event) {
        print(about("migration not reached", event.name()));
    }

    @Override
    public synchronized void finished(MigrationReport report) {
        end(document.of(report));
    }

    @Override
    public synchronized void failed(MigriException failure) {
        ended(failure);
    }

    @Override
    public synchronized void ended(Throwable failure) {
        end(document.of(failure));
    }

    @Override
    public void close() {}

    private void end(Map<String, Object> run) {
        announce();
        Map<String, Object> members = last(clock);
        members.putAll(run);
        terminal.printDocument(members);
    }

    /** The members that the last event has in addition to the document. */
    public static Map<String, Object> last(Clock clock) {
        return members("run ended", clock.instant());
    }

    private Map<String, Object> about(String event, String migration) {
        Map<String, Object> members = members(event);
        members.put("migration", migration);
        return members;
    }

    private Map<String, Object> members(String event) {
        return members(event, clock.instant());
    }

    private static Map<String, Object> members(String event, Instant time) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("event", event);
        members.put("time", time);
        return members;
    }

    private void print(Map<String, Object> members) {
        announce();
        terminal.printEvent(members);
    }

    /** Only once there is anything to tell: a run that asks for a password begins anew. */
    private void announce() {
        if (!announced) {
            announced = true;
            Map<String, Object> members = members("run started", begun);
            members.put("target", document.target().map(TargetMembers::of));
            members.put("dry_run", document.dryRun());
            terminal.printEvent(members);
        }
    }
}
