package io.migri.dialect.mysql.reading;

import io.migri.dialect.mysql.connection.MySqlServer;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlQuoting;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was noted of a statement while it was read: where its tokens stand, and its parts, once somebody has wanted these. Used again for the
 * next statement. Of a long one nothing is kept.
 */
public final class MySqlNotes {
    private static final int MOST_TOKENS = 20_000;
    private static final int LONGEST_KEPT = 64 * 1024;

    private int[] ends = new int[0];
    private int count;
    private int turn;
    /** Whether the tokens are all that means something, on whatever server. */
    private boolean certain;

    private @Nullable MySqlQuoting quoting;
    private @Nullable MySqlParts parts;
    private @Nullable MySqlQuoting partsQuoting;
    private @Nullable MySqlServer server;

    /** Begins another statement. */
    public void restart() {
        turn++;
        count = 0;
        certain = true;
        quoting = null;
        parts = null;
        server = null;
    }

    public void add(int start, int end) {
        if (count >= MOST_TOKENS) {
            certain = false;
            return;
        }
        if (2 * count == ends.length) {
            ends = Arrays.copyOf(ends, Math.max(128, 4 * count));
        }
        ends[2 * count] = start;
        ends[2 * count + 1] = end;
        count++;
    }

    /** There is something in it that servers read differently, such as a comment that some of them execute. */
    public void uncertain() {
        certain = false;
    }

    /** The statement is {@code text}, read with these quotes. What was noted behind it does not belong to it. */
    void complete(String text, MySqlQuoting with) {
        while (count > 0 && start(count - 1) >= text.length()) {
            count--;
        }
        quoting = with;
    }

    int turn() {
        return turn;
    }

    int count() {
        return count;
    }

    int start(int index) {
        return ends[2 * index];
    }

    int end(int index) {
        return ends[2 * index + 1];
    }

    /** Whether all tokens were noted, with these quotes. */
    boolean tell(MySqlQuoting with) {
        return certain && with.equals(quoting);
    }

    void keep(String text, MySqlParts its, MySqlQuoting with, MySqlServer on) {
        if (text.length() <= LONGEST_KEPT) {
            parts = its;
            partsQuoting = with;
            server = on;
        }
    }

    Optional<MySqlParts> parts(MySqlQuoting with, MySqlServer on) {
        return on.equals(server) && with.equals(partsQuoting) ? Optional.ofNullable(parts) : Optional.empty();
    }
}
