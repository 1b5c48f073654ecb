package io.migri.testkit.scripted;

import io.migri.api.AppliedMigration;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.StoredScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the sessions of a scripted database share: what is committed, what was sent, and where it fails. Used by one thread, but for what only
 * looks on.
 */
public final class ScriptedDatabase {
    private final Conditions conditions = new Conditions();
    private final Contents committed = new Contents();
    private final Faults faults = new Faults();
    private final List<String> messages = new ArrayList<>();
    private final List<String> all = new ArrayList<>();
    private final Map<String, OwnStatement> own = new HashMap<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch looks = new CountDownLatch(2);

    /** What sort of database it is. */
    public Conditions conditions() {
        return conditions;
    }

    public void fail(Fault fault) {
        faults.add(fault);
    }

    /** Something that others do, once, right before what is asked for there: {@code lock}, {@code read history}, a statement. */
    public void before(String place, Runnable deed) {
        faults.before(place, deed);
    }

    /** Nothing fails any more, and what was sent is forgotten. */
    public void recover() {
        faults.clear();
        forgetMessages();
    }

    public synchronized void forgetMessages() {
        messages.clear();
        all.clear();
    }

    /** The messages so far, their statements separated by semicolons. */
    public synchronized List<String> messages() {
        return List.copyOf(messages);
    }

    /** The messages, and between them what else was asked for: {@code lock}, {@code read history}, {@code make journal}. */
    public synchronized List<String> conversation() {
        return List.copyOf(all);
    }

    /** The names in the history. */
    public List<String> recorded() {
        return committed.history.stream().map(AppliedMigration::name).toList();
    }

    /** The names of the repeatables that are recorded, the one that was applied last comes last. */
    public List<String> repeatables() {
        return committed.repeatables.stream().map(AppliedMigration::name).toList();
    }

    /** Somebody else applies a repeatable. */
    public void repeat(AppliedMigration entry) {
        committed.hasRepeatables = true;
        committed.repeatables.removeIf(one -> one.name().equals(entry.name()));
        committed.repeatables.add(entry);
    }

    public List<AppliedMigration> history() {
        return List.copyOf(committed.history);
    }

    public Optional<StoredScript> script(String migration) {
        return Optional.ofNullable(committed.scripts.get(migration));
    }

    public List<JournalEntry> journal() {
        return List.copyOf(committed.journal);
    }

    /** The journal, each entry as {@code DONE 0001 0-2} or {@code DOUBT 0001 2-3}. */
    public List<String> notes() {
        return committed.journal.stream()
                .map(entry -> (entry.doubt() == null ? "DONE " : "DOUBT ") + Contents.stretch(entry))
                .toList();
    }

    /** The statements of migrations that last. */
    public List<String> executed() {
        return List.copyOf(committed.executed);
    }

    /** Somebody else records {@code entry}. */
    public void record(AppliedMigration entry) {
        committed.hasHistory = true;
        committed.history.add(entry);
    }

    public void record(String name) {
        record(new AppliedMigration(name, Optional.empty()));
    }

    /** Somebody else removes what is recorded under that name. */
    public void forget(String name) {
        committed.history.removeIf(entry -> entry.name().equals(name));
    }

    /** An earlier run has left a note. */
    public void note(JournalEntry entry) {
        committed.hasJournal = true;
        committed.journal.add(entry);
    }

    Contents committed() {
        return committed;
    }

    Faults faults() {
        return faults;
    }

    synchronized int said(String message) {
        messages.add(message);
        all.add(message);
        return messages.size();
    }

    /** Something beside the messages is asked for. */
    void asked(String operation) throws ScriptedFailure {
        synchronized (this) {
            all.add(operation);
        }
        faults.meanwhile(operation, 0);
        Optional<Fault> fault = faults.at(operation, 0, false);
        if (fault.isPresent()) {
            throw new ScriptedFailure(fault.get().error());
        }
    }

    /** Somebody looked from another connection who is in the way; on a thread of their own. */
    void looked() {
        looks.countDown();
    }

    /** Waits until somebody has seen twice who is in the way, so that what they saw first is known by now. */
    public void awaitLook() {
        await(looks);
    }

    void cancel() {
        cancelled.countDown();
    }

    /** Waits until somebody cancels what is under way. */
    public void awaitCancellation() {
        await(cancelled);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody has done so");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A statement of Migri's own, and what executing it does. */
    String own(String text, OwnStatement statement) {
        own.put(text, statement);
        return text;
    }

    Optional<OwnStatement> own(String text) {
        return Optional.ofNullable(own.get(text));
    }

    /** What executing a statement of Migri's own does. */
    @FunctionalInterface
    interface OwnStatement {
        void execute(Contents contents) throws ScriptedFailure;
    }
}
