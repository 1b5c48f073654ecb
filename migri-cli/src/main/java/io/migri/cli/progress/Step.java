package io.migri.cli.progress;

import io.migri.api.LockHolder;
import io.migri.api.event.MigrationListener.Started;
import io.migri.api.event.ServerProgress;
import io.migri.cli.output.Durations;
import io.migri.cli.output.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The migration under way as it looks at one moment.
 *
 * @param done how many of its statements are
 * @param read how many bytes of a large file were read; 0 of a small one
 * @param size how many it has; 0 where that is not known
 * @param server what the database says of the statement under way
 * @param blockers whom that waits for
 */
record Step(
        Started migration,
        Duration elapsed,
        long done,
        long read,
        long size,
        Optional<ServerProgress> server,
        List<LockHolder> blockers) {

    String name() {
        return Printable.text(migration.name());
    }

    String time() {
        return Durations.seconds(elapsed);
    }

    /** Which statement it is at. Before any is done nobody knows: several travel in one message. */
    String statements() {
        long all = migration.statements();
        if (all == 0 && done > 0) {
            return "statement " + (done + 1);
        }
        if (all < 2) {
            return "";
        }
        return done == 0 ? all + " statements" : "statement " + at() + " of " + all;
    }

    /** The same in little room. */
    String briefStatements() {
        return migration.statements() < 2 || done == 0 ? "" : at() + "/" + migration.statements();
    }

    private long at() {
        return Math.min(migration.statements(), done + 1);
    }

    String bytes() {
        return size == 0 ? "" : Sizes.text(Math.min(read, size)) + " of " + Sizes.text(size);
    }

    String progress() {
        return server.map(Step::spoken).orElse("");
    }

    String briefProgress() {
        return server.map(Step::number).orElse("");
    }

    private static String spoken(ServerProgress progress) {
        String phase = Printable.text(progress.phase());
        String number = number(progress);
        if (phase.isEmpty() || number.isEmpty()) {
            return phase + number;
        }
        return progress.percent().isPresent() ? phase + " " + number : number + " " + phase;
    }

    private static String number(ServerProgress progress) {
        if (progress.percent().isPresent()) {
            return progress.percent().getAsInt() + " %";
        }
        if (progress.done() == 0) {
            return "";
        }
        return progress.unit() == ServerProgress.Unit.BYTES
                ? Sizes.text(progress.done())
                : String.format(Locale.ROOT, "%,d ", progress.done())
                        + progress.unit().name().toLowerCase(Locale.ROOT);
    }

    /** Whom it waits for. */
    String waits() {
        if (blockers.isEmpty()) {
            return "";
        }
        LockHolder first = blockers.get(0);
        String who = first.kind()
                + (first.process() == 0 ? "" : " " + first.process())
                + first.user().map(name -> " (" + name + ")").orElse("");
        String more = blockers.size() == 1 ? "" : " and " + (blockers.size() - 1) + " more";
        return "waits for " + Printable.text(who) + more;
    }

    String briefWaits() {
        return blockers.isEmpty() ? "" : "waits for a lock";
    }

    /** Which of the pending migrations it is. */
    String place() {
        return migration.total() < 2 ? "" : "[" + migration.ordinal() + "/" + migration.total() + "]";
    }
}
