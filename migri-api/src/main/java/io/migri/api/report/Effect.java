package io.migri.api.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that one statement did to something that was there before the run.
 *
 * @param relation the table, as a person would write it, with its schema only where that is needed to find it; empty where the effect
 *     is on the database as a whole
 * @param detail depends on the kind, see there; may be empty
 * @param blocks what others cannot do to {@code relation} while the statement works. A dialect whose locks are held until the
 *     transaction's end tells those as {@link Kind#LOCK effects of their own} and need not repeat them here.
 * @param bytes the size of the real table with its indexes before the statement; of {@link Kind#GROWTH} how many bytes were added
 * @param rows how many rows the real table has, or about so many; 0 only where it is known to be empty
 * @param touched how many rows the statement itself read or changed there
 * @param advice what to write instead, beginning in lower case and without a final dot
 */
public record Effect(
        Kind kind,
        String relation,
        String detail,
        Blocking blocks,
        OptionalLong bytes,
        OptionalLong rows,
        OptionalLong touched,
        Optional<String> advice) {

    public Effect {
        requireNonNull(kind, "kind");
        requireNonNull(relation, "relation");
        requireNonNull(detail, "detail");
        requireNonNull(blocks, "blocks");
        requireNonNull(bytes, "bytes");
        requireNonNull(rows, "rows");
        requireNonNull(touched, "touched");
        requireNonNull(advice, "advice");
    }

    /** One of which no more is known yet. */
    public static Effect of(Kind kind, String relation, String detail) {
        return new Effect(
                kind,
                relation,
                detail,
                Blocking.NOTHING,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    public Effect blocking(Blocking what) {
        return new Effect(kind, relation, detail, what, bytes, rows, touched, advice);
    }

    /** The same with the real table's size. */
    public Effect sized(OptionalLong newBytes, OptionalLong newRows) {
        return new Effect(kind, relation, detail, blocks, newBytes, newRows, touched, advice);
    }

    /** The same with how many rows the statement read or changed. */
    public Effect touching(long count) {
        return new Effect(kind, relation, detail, blocks, bytes, rows, OptionalLong.of(count), advice);
    }

    public Effect advised(String instead) {
        return new Effect(kind, relation, detail, blocks, bytes, rows, touched, Optional.of(instead));
    }

    public Effect withoutAdvice() {
        return new Effect(kind, relation, detail, blocks, bytes, rows, touched, Optional.empty());
    }

    /** Whether the table is known to have no rows, so that nothing done to it takes long. */
    public boolean onEmptyTable() {
        return rows.isPresent() && rows.getAsLong() == 0;
    }

    /** What it did and what that blocks, such as {@code rewrites `orders` (118 GB, about 900 million rows); blocks writes}. */
    public String describe() {
        String blocking = blocks() == Blocking.NOTHING ? "" : "; " + blocks().words();
        return switch (kind()) {
            case LOCK -> "locks " + name() + " (" + detail() + ") until the transaction ends" + blocking;
            case REHEARSED_DIFFERENTLY -> "tried in another form, since a dry run is one transaction: " + detail();
            case NOT_REHEARSED -> "not rehearsed: " + detail();
            default -> work() + blocking;
        };
    }

    /** What it did, without what that blocks. */
    public String work() {
        return switch (kind()) {
            case REWRITE -> "rewrites " + sized() + Words.in(detail());
            case REBUILD -> "rebuilds " + sized() + (detail().isEmpty() ? "" : " by way of " + Words.quoted(detail()));
            case SCAN -> "reads all of " + sized() + Words.in(detail());
            case INDEX_BUILD -> "builds the index " + Words.quoted(detail()) + " on " + sized();
            case VALIDATION -> "checks all rows of " + sized() + " for " + Words.quoted(detail());
            case ALGORITHM -> "needs " + detail() + " for " + sized();
            case MASS_CHANGE -> "changes " + Words.count(touched()) + "rows of " + sized();
            case TRUNCATION -> "removes all rows of " + sized();
            case REMOVAL -> "removes " + sized();
            case LOSS -> detail() + " of " + sized();
            case COMMIT -> "commits, so that a failure later on does not undo it";
            case GROWTH -> "makes the database " + Words.bytes(bytes().orElse(0)) + " larger";
            case SEQUENCE -> "advances the sequence " + name() + Words.in(detail());
            case LOCK -> "locks " + name();
            case REHEARSED_DIFFERENTLY, NOT_REHEARSED -> detail();
        };
    }

    private String name() {
        return relation().isEmpty() ? "the database" : Words.quoted(relation());
    }

    /** Such as {@code `orders` (118 GB, about 900 million rows)}. */
    private String sized() {
        List<String> parts = new ArrayList<>();
        if (onEmptyTable()) {
            parts.add("empty");
        } else {
            bytes().ifPresent(size -> parts.add(Words.bytes(size)));
            rows().ifPresent(rows -> parts.add(Words.rows(rows)));
        }
        return name() + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
    }

    /** What kind of thing it did. */
    public enum Kind {
        /** Took a lock on the relation that it holds until the transaction's end; the detail is the lock's mode. */
        LOCK(false),
        /** Wrote all of the table anew. The detail is empty, or how. */
        REWRITE(true),
        /** The script itself filled another table with the rows and put it in the table's place. The detail is that table's name. */
        REBUILD(true),
        /** Read all of the table. The detail is empty, or why. */
        SCAN(true),
        /** Built an index on the table; the detail is its name. */
        INDEX_BUILD(true),
        /** Looked whether all rows keep to a constraint; the detail is its name. */
        VALIDATION(true),
        /** What the best algorithm is that the server has for it; the detail is its name. */
        ALGORITHM(false),
        /** Changed or deleted a large part of the rows. The detail is empty. */
        MASS_CHANGE(true),
        /** Took out all rows at once. The detail is empty. */
        TRUNCATION(false),
        /** Removed the table. The detail is empty. */
        REMOVAL(false),
        /** Took away other data that was there; the detail says what it did, such as {@code drops the column `price`}. */
        LOSS(false),
        /** Ended the transaction, so that a failure later on does not undo it. The relation and the detail are empty. */
        COMMIT(false),
        /** Made the database larger. The relation is empty. */
        GROWTH(false),
        /** Advanced a sequence, which a rollback does not undo; the detail tells from where to where. */
        SEQUENCE(false),
        /** Was executed in another form than in a run, which tells the same; the detail is that form, or what is different. */
        REHEARSED_DIFFERENTLY(false),
        /** Was not executed, because that cannot be rehearsed; the detail is why. */
        NOT_REHEARSED(false);

        private final boolean lengthy;

        Kind(boolean takesLong) {
            this.lengthy = takesLong;
        }

        /** Whether data that was there is gone. */
        public boolean losesData() {
            return this == TRUNCATION || this == REMOVAL || this == LOSS;
        }

        /** Whether it takes the longer the larger the table is. */
        public boolean growsWithTable() {
            return lengthy;
        }
    }
}
