package io.migri.core.pipeline;

import io.migri.core.stage.Mode;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.util.HashSet;
import java.util.Set;

/**
 * What failures have taught about single statements of a script, which run otherwise from then on than their reader said. Each is learned
 * once; a statement in a transaction that the script began itself stays there, where the database's own client would fail, too.
 */
public final class Detours {
    private final ScriptBlock block;
    private final Mode mode;
    private final Set<Integer> outside = new HashSet<>();
    private final Set<Integer> committedBefore = new HashSet<>();
    private final Set<Integer> settledBefore = new HashSet<>();
    private final Set<Integer> leftOut = new HashSet<>();
    private Set<Integer> pointless = Set.of();

    Detours(ScriptBlock block, Mode mode) {
        this.block = block;
        this.mode = mode;
    }

    /** Runs that statement outside of a transaction; false where it did so already, or has to stay. */
    public boolean refuse(SqlStatement statement) {
        return !block.heldInOwn(statement) && outside.add(statement.ordinal());
    }

    /** Commits what stands before that statement, or leaves it out where nothing may be committed; false as above. */
    public boolean commitBefore(SqlStatement statement) {
        return !block.heldInOwn(statement) && committedBefore.add(statement.ordinal());
    }

    /** Lets what is deferred happen before that statement; false as above. */
    public boolean settleBefore(SqlStatement statement) {
        return !block.heldInOwn(statement) && settledBefore.add(statement.ordinal());
    }

    /** True for what comes first, hence in time but for the rehearsal, whose transaction began before. */
    public boolean leaveOutOfRehearsal(SqlStatement statement) {
        return !mode.commits() && leftOut.size() == statement.ordinal() && leftOut.add(statement.ordinal());
    }

    /** These only end what the session never had. */
    void endNothing(Set<Integer> statements) {
        pointless = Set.copyOf(statements);
    }

    TransactionEffect effect(SqlStatement statement) {
        return pointless.contains(statement.ordinal())
                ? TransactionEffect.REDUNDANT
                : runsOutside(statement) ? TransactionEffect.REFUSES_IT : statement.effect();
    }

    boolean runsOutside(SqlStatement statement) {
        return outside.contains(statement.ordinal());
    }

    boolean needsCommitBefore(SqlStatement statement) {
        return committedBefore.contains(statement.ordinal());
    }

    boolean needsSettlingBefore(SqlStatement statement) {
        return settledBefore.contains(statement.ordinal());
    }

    boolean isLeftOut(SqlStatement statement) {
        return leftOut.contains(statement.ordinal());
    }
}
