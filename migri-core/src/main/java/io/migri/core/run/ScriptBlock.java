package io.migri.core.run;

import io.migri.spi.script.TransactionEffect;

/**
 * The transaction that a script opens for itself. It lives as a savepoint within the migration's, so that the script's own
 * {@code ROLLBACK} undoes what its author meant, and the migration stays atomic.
 */
final class ScriptBlock {
    private boolean open;
    private boolean savepoint;

    boolean isOpen() {
        return open;
    }

    /** The script said {@code BEGIN}; false where it had done so before, which databases answer with a warning. */
    boolean begin() {
        boolean opened = !open;
        open = true;
        return opened;
    }

    /** The block ends, by the script's word or because something committed it; whether there was a savepoint. */
    boolean end() {
        boolean hadSavepoint = savepoint;
        open = false;
        savepoint = false;
        return hadSavepoint;
    }

    void savepointSet() {
        savepoint = true;
    }

    /** A statement that was executed and committed earlier comes by once more. */
    void passOver(TransactionEffect effect) {
        switch (effect) {
            case BEGINS_BLOCK -> open = true;
            case COMMITS_BLOCK, ROLLS_BACK_BLOCK, ENDS_IT, REFUSES_IT -> open = false;
            case NONE,
                    MAY_END_IT,
                    ALONE,
                    SESSION_ONLY,
                    REDUNDANT,
                    STRAY,
                    BEGINS_READ_ONLY_BLOCK,
                    COMMITS_AND_BEGINS_BLOCK,
                    ROLLS_BACK_AND_BEGINS_BLOCK -> {}
        }
    }
}
