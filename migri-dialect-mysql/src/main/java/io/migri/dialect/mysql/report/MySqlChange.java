package io.migri.dialect.mysql.report;

import io.migri.api.report.Blocking;
import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.report.MySqlTrials.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the server changed the way a table is stored.
 *
 * @param algorithm its name; empty where it is not known
 * @param blocks what others could not do to the table meanwhile
 * @param rewritten whether all rows were written anew
 * @param built the indexes that were built, and not just along with the rows
 */
record MySqlChange(String algorithm, Blocking blocks, boolean rewritten, List<String> built) {
    static final String INSTANT = "INSTANT";
    static final String INPLACE = "INPLACE";
    static final String COPY = "COPY";

    /** Since then MariaDB copies while others write, where it can. */
    private static final int ONLINE_COPY = 11_02_00;

    /** Other files come in their place, or none, without a look at the rows. */
    private static final Set<String> EXCHANGES = Set.of("TRUNCATE", "EXCHANGE", "DISCARD", "IMPORT");

    private static final List<String> REWRITING = List.of("FORCE", "ENGINE", "ROW_FORMAT", "KEY_BLOCK_SIZE", "PRIMARY");

    MySqlChange {
        built = List.copyOf(built);
    }

    /**
     * What {@code operation} came to.
     *
     * @param trials that executed it
     * @param before how the table was stored
     * @param now how it is stored
     * @param empty whether it had no rows
     */
    static MySqlChange of(
            MySqlOperation operation,
            MySqlTrials trials,
            MySqlShape before,
            MySqlShape now,
            boolean empty,
            MySqlServer server) {
        Optional<Found> found = trials.found();
        boolean counted = found.isEmpty() && trials.count().orElse(0) > 0;
        String named = operation.named("ALGORITHM");
        String algorithm = found.map(Found::algorithm).orElse(counted ? COPY : named.equals("DEFAULT") ? "" : named);
        boolean rewritten = algorithm.equals(COPY) || inPlace(operation, algorithm, before, now);
        if (rewritten && algorithm.isEmpty() && !empty && !operation.has("PARTITION")) {
            // a copy would have counted its rows
            algorithm = INPLACE;
        }
        Blocking blocks = blocks(operation, found, rewritten && !algorithm.equals(INPLACE), server);
        return new MySqlChange(algorithm, blocks, rewritten, rewritten ? List.of() : built(operation, before, now));
    }

    /** The same where columns could not be added or dropped at once. */
    static MySqlChange rewriting() {
        return new MySqlChange(INPLACE, Blocking.NOTHING, true, List.of());
    }

    private static boolean inPlace(MySqlOperation operation, String algorithm, MySqlShape before, MySqlShape now) {
        boolean exchanges = !operation.words().isEmpty()
                && EXCHANGES.contains(operation.words().get(0));
        return !exchanges
                && !algorithm.equals(INSTANT)
                && !algorithm.equals("NOCOPY")
                && before.rewritten(now)
                        .orElseGet(() -> algorithm.equals(INPLACE) && likelyRewritten(operation, before, now));
    }

    /** Where this user may not know more. */
    private static boolean likelyRewritten(MySqlOperation operation, MySqlShape before, MySqlShape now) {
        boolean moves = (operation.has("MODIFY") || operation.has("CHANGE"))
                && (operation.has("FIRST") || operation.has("AFTER"));
        return moves
                || !before.nullable().equals(now.nullable())
                || REWRITING.stream().anyMatch(operation::has);
    }

    private static Blocking blocks(
            MySqlOperation operation, Optional<Found> found, boolean waited, MySqlServer server) {
        boolean online = server.mariaDb() && server.number() >= ONLINE_COPY && !operation.has("PARTITION");
        return switch (operation.named("LOCK")) {
            case "NONE" -> Blocking.NOTHING;
            case "SHARED" -> Blocking.WRITES;
            case "EXCLUSIVE" -> Blocking.READS_AND_WRITES;
            default -> found.map(Found::concurrent).orElse(!waited || online) ? Blocking.NOTHING : Blocking.WRITES;
        };
    }

    private static List<String> built(MySqlOperation operation, MySqlShape before, MySqlShape now) {
        if (operation.has("RENAME", "INDEX") || operation.has("RENAME", "KEY")) {
            return List.of();
        }
        List<String> built = new ArrayList<>(now.indexes());
        built.removeAll(before.indexes());
        return built;
    }
}
