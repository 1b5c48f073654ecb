package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.language.MySqlAssignments.Assignment;
import io.migri.dialect.mysql.language.MySqlPlace;
import io.migri.spi.script.TransactionEffect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows the statements of a script to say how each gets on with the transaction that it is sent in; see <a
 * href="https://dev.mysql.com/doc/refman/9.7/en/commit.html">transactions</a>.
 *
 * <p>What a script does without auto-commit belongs to the transaction that the core has open then, up to the next commit.
 */
final class MySqlTransactionEffects {
    private static final Set<String> OFF = Set.of("0", "OFF", "FALSE");
    private static final Set<String> CHAIN = Set.of("1", "CHAIN");

    private @Nullable MySqlPlace tablesLocked;
    /** Whether FLUSH TABLES or BACKUP holds locks that UNLOCK TABLES gives up. */
    private boolean readLocked;
    /** Whether the server commits each statement by itself. */
    private boolean automatic;
    /** Whether {@code completion_type} has a commit begin another transaction. */
    private boolean chains;
    /** Whether the script began a transaction, and it is open. */
    private boolean own;
    /** Whether DDL ended it, so that what follows commits by itself. */
    private boolean ended;
    /** Whether something was done without auto-commit since the last commit. */
    private boolean pending;

    /** @param automatic whether the server commits each statement of a new session */
    MySqlTransactionEffects(boolean automatic, boolean chains) {
        this.automatic = automatic;
        this.chains = chains;
    }

    /** Of a statement that changes rows or asks for them. */
    TransactionEffect ofPlain() {
        return tablesLocked == null ? taking(TransactionEffect.NONE, true) : TransactionEffect.ENDS_IT;
    }

    /**
     * Of any other.
     *
     * @param words its first ones
     */
    public TransactionEffect of(List<String> words, List<Assignment> assignments, MySqlPlace place) {
        TransactionEffect effect = unlocksNothing(words) ? TransactionEffect.NONE : MySqlTransactionRules.effect(words);
        readLocked |= MySqlTransactionRules.locksForReading(words);
        if (effect == TransactionEffect.NONE && !assignments.isEmpty()) {
            TransactionEffect set = setting(assignments);
            return set == TransactionEffect.NONE && tablesLocked != null ? TransactionEffect.ENDS_IT : set;
        }
        return locking(words, place) ? underLockedTables(effect) : following(effect, words);
    }

    /** {@code UNLOCK TABLES} commits only where tables are locked. */
    private boolean unlocksNothing(List<String> words) {
        boolean unlocks = MySqlTransactionRules.unlocksTables(words);
        boolean nothing = unlocks && tablesLocked == null && !readLocked;
        readLocked &= !unlocks;
        return nothing;
    }

    /** Why the statement cannot be executed as it is meant; empty where it can. */
    public Optional<String> refusal(List<String> words) {
        String first = words.isEmpty() ? "" : words.get(0);
        boolean undoes = tablesLocked != null && !automatic && first.equals("ROLLBACK");
        return undoes
                ? Optional.of(
                        "ROLLBACK between LOCK TABLES and UNLOCK TABLES takes back what followed autocommit = 0, but"
                                + " Migri has committed it, since no note can be taken while tables are locked; leave out LOCK"
                                + " TABLES, or the ROLLBACK")
                : Optional.empty();
    }

    /** Where the script has locked tables and not unlocked them. */
    public Optional<MySqlPlace> tablesLocked() {
        return Optional.ofNullable(tablesLocked);
    }

    private TransactionEffect following(TransactionEffect effect, List<String> words) {
        return switch (effect) {
            case NONE, MAY_END_IT ->
                taking(effect, !words.isEmpty() && !words.get(0).equals("SET"));
            case ENDS_IT -> ending();
            case BEGINS_BLOCK -> beginning(words);
            case COMMITS_BLOCK -> finishing(words, true);
            case ROLLS_BACK_BLOCK -> finishing(words, false);
            default -> effect;
        };
    }

    /** Behind DDL in the script's own transaction each statement commits by itself, unless auto-commit is off. */
    private TransactionEffect taking(TransactionEffect effect, boolean doing) {
        pending |= doing && !automatic;
        return ended && doing && effect == TransactionEffect.NONE ? TransactionEffect.ALONE : effect;
    }

    private TransactionEffect ending() {
        ended = automatic && (own || ended);
        own = false;
        pending = false;
        return TransactionEffect.ENDS_IT;
    }

    private TransactionEffect beginning(List<String> words) {
        boolean again = own;
        own = true;
        ended = false;
        pending = false;
        if (words.contains("ONLY")) {
            return TransactionEffect.BEGINS_READ_ONLY_BLOCK;
        }
        return again ? TransactionEffect.COMMITS_AND_BEGINS_BLOCK : TransactionEffect.BEGINS_BLOCK;
    }

    private TransactionEffect finishing(List<String> words, boolean commits) {
        boolean open = own || pending;
        boolean again = MySqlTransactionRules.chains(words, chains);
        boolean lost = ended;
        own = again;
        ended = false;
        pending = false;
        if (again) {
            return !open
                    ? TransactionEffect.BEGINS_BLOCK
                    : commits
                            ? TransactionEffect.COMMITS_AND_BEGINS_BLOCK
                            : TransactionEffect.ROLLS_BACK_AND_BEGINS_BLOCK;
        }
        if (!open) {
            boolean meant = !automatic || (lost && commits);
            return meant ? TransactionEffect.REDUNDANT : TransactionEffect.STRAY;
        }
        return commits ? TransactionEffect.COMMITS_BLOCK : TransactionEffect.ROLLS_BACK_BLOCK;
    }

    private TransactionEffect setting(List<Assignment> assignments) {
        TransactionEffect effect = MySqlTransactionRules.effectOf(assignments);
        for (Assignment one : assignments) {
            if (!one.global() && one.name().equals("completion_type")) {
                chains = CHAIN.contains(value(one));
            } else if (effect == TransactionEffect.REDUNDANT && one.name().equals("autocommit")) {
                effect = autocommit(OFF.contains(value(one)));
            }
        }
        return effect;
    }

    /** To switch it off begins a transaction with the next statement; to switch it on commits. */
    private TransactionEffect autocommit(boolean off) {
        boolean before = automatic;
        automatic = !off;
        if (off) {
            boolean begins = before && !own && tablesLocked == null;
            own |= begins;
            ended = false;
            return begins ? TransactionEffect.BEGINS_BLOCK : TransactionEffect.REDUNDANT;
        }
        boolean commits = !before && (own || pending);
        if (!before) {
            own = false;
            pending = false;
        }
        return commits ? TransactionEffect.COMMITS_BLOCK : TransactionEffect.REDUNDANT;
    }

    private static String value(Assignment assignment) {
        return assignment.value().text(0).toUpperCase(Locale.ROOT);
    }

    /** Whether tables are locked, or are so from now on. */
    private boolean locking(List<String> words, MySqlPlace place) {
        String first = words.isEmpty() ? "" : words.get(0);
        String second = words.size() > 1 ? words.get(1) : "";
        boolean tables = second.equals("TABLES") || second.equals("TABLE");
        if (tables && first.equals("LOCK")) {
            tablesLocked = place;
            ending();
            return true;
        }
        boolean begins = first.equals("START") && second.equals("TRANSACTION");
        boolean plain = first.equals("BEGIN") && (second.isEmpty() || second.equals("WORK"));
        if (MySqlTransactionRules.unlocksTables(words) || begins || plain) {
            tablesLocked = null;
        }
        return tablesLocked != null;
    }

    /** A transaction would release the locks, so while they are held every statement stands alone. */
    private static TransactionEffect underLockedTables(TransactionEffect effect) {
        return switch (effect) {
            case NONE, MAY_END_IT -> TransactionEffect.ENDS_IT;
            case COMMITS_BLOCK, ROLLS_BACK_BLOCK -> TransactionEffect.REDUNDANT;
            default -> effect;
        };
    }
}
