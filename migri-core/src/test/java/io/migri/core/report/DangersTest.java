package io.migri.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.report.Blocking;
import io.migri.api.report.Danger;
import io.migri.api.report.Danger.Severity;
import io.migri.api.report.Effect;
import io.migri.api.report.Effect.Kind;
import io.migri.api.report.StatementReport;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DangersTest {
    private static final long GIGABYTE = 1L << 30;

    private final Dangers dangers = new Dangers();

    @Test
    void aRewriteIsTheWorstWithItsSizeInWords() {
        Effect lock = lock("orders", Blocking.READS_AND_WRITES);
        Effect rewrite = large(Effect.of(Kind.REWRITE, "orders", ""));
        Danger danger = dangers.judge(statement(3, 0, lock, rewrite)).get(0);
        assertEquals(Severity.REWRITE, danger.severity());
        assertEquals(
                "0007_orders line 3 rewrites `orders` (118 GB, about 900 million rows) and blocks reads and writes meanwhile",
                danger.message());
    }

    @Test
    void aRewriteBesideTheUsersIsOneAllTheSame() {
        Danger danger = dangers.judge(statement(3, 0, large(Effect.of(Kind.REWRITE, "orders", ""))))
                .get(0);
        assertEquals(Severity.REWRITE, danger.severity());
        assertEquals("0007_orders line 3 rewrites `orders` (118 GB, about 900 million rows)", danger.message());
    }

    @Test
    void anEmptyTableIsInNoDanger() {
        Effect rewrite = Effect.of(Kind.REWRITE, "orders", "").sized(OptionalLong.of(8192), OptionalLong.of(0));
        assertEquals(List.of(), dangers.judge(statement(1, 0, lock("orders", Blocking.READS_AND_WRITES), rewrite)));
    }

    @Test
    void aShortLockIsNoDangerByItself() {
        assertEquals(List.of(), dangers.judge(statement(1, 5000, lock("orders", Blocking.READS_AND_WRITES))));
    }

    @Test
    void aLockIsOneWhileALaterStatementTakesLong() {
        dangers.judge(statement(1, 0, lock("orders", Blocking.READS_AND_WRITES)));
        assertEquals(List.of(), dangers.judge(statement(2, 900)));
        Danger danger = dangers.judge(statement(3, 2300)).get(0);
        assertEquals(Severity.BLOCKING, danger.severity());
        assertEquals(
                "0007_orders line 3 takes 2.3 s; the lock on `orders`, held from line 1 until the end of the"
                        + " transaction, blocks reads and writes there",
                danger.message());
    }

    /** It is the transaction that took it, before the statement. */
    @Test
    void aLockOnTheDatabaseIsOneForTheVeryStatementThatTellsIt() {
        Danger danger =
                dangers.judge(statement(1, 2300, lock("", Blocking.WRITES))).get(0);
        assertEquals(Severity.BLOCKING, danger.severity());
        assertEquals("0007_orders line 1 takes 2.3 s; the lock on the database blocks writes there", danger.message());
    }

    @Test
    void readingIsOneOnlyUnderALock() {
        Effect scan = large(Effect.of(Kind.SCAN, "orders", ""));
        assertEquals(List.of(), dangers.judge(statement(1, 0, scan)));
        dangers.judge(statement(2, 0, lock("orders", Blocking.WRITES)));
        assertEquals(
                "0007_orders line 3 reads all of `orders` (118 GB, about 900 million rows) and blocks writes meanwhile, by"
                        + " the lock held since line 2",
                dangers.judge(statement(3, 0, scan)).get(0).message());
    }

    @Test
    void whatWeighsMostStandsForTheRest() {
        Effect scan = large(Effect.of(Kind.SCAN, "orders", "")).advised("advice of the scan");
        Effect build = large(Effect.of(Kind.INDEX_BUILD, "orders", "by_day")).blocking(Blocking.WRITES);
        List<Danger> all = dangers.judge(statement(1, 0, scan, build));
        assertEquals(1, all.size());
        assertEquals(
                "0007_orders line 1 builds the index `by_day` on `orders` (118 GB, about 900 million rows) and blocks"
                        + " writes meanwhile",
                all.get(0).message());
    }

    private static Effect lock(String relation, Blocking blocks) {
        return Effect.of(Kind.LOCK, relation, "SOME").blocking(blocks);
    }

    private static Effect large(Effect effect) {
        return effect.sized(OptionalLong.of(118 * GIGABYTE), OptionalLong.of(900_000_000));
    }

    private static StatementReport statement(int line, long millis, Effect... effects) {
        return new StatementReport(
                "0007_orders",
                "migrations/0007_orders.sql",
                line,
                "ALTER",
                Duration.ofMillis(millis),
                OptionalLong.empty(),
                List.of(effects),
                true);
    }
}
