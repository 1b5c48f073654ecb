package io.migri.core.attempt;

/**
 * What nobody can tell of a migration, because a plug-in broke its contract. The plug-in was to send statements, to
 * explain a failure, or to say how a transaction ended.
 */
public final class Uncertainty {
    private boolean silent;
    private boolean mayHaveLasted;
    private boolean lost;

    /** Another attempt begins; what came before was undone. */
    void start() {
        mayHaveLasted = false;
    }

    /** A message failed. Whether something of it lasts shows once the failure is explained. */
    void failed(boolean somethingMayLast) {
        mayHaveLasted = somethingMayLast;
    }

    /** Of a message nobody knows whether it was executed. */
    void silence(boolean somethingMayLast) {
        silent = true;
        lost |= somethingMayLast;
    }

    /** Nobody knows whether the open transaction was rolled back. */
    public void lost() {
        lost = true;
    }

    /** Whether the plug-in has to be taken for one that does not know what it has sent. */
    public boolean silent() {
        return silent;
    }

    /** Whether nobody can tell what is in the database, where a failure could not be explained either. */
    public boolean unexplained() {
        return lost || mayHaveLasted;
    }

    /** Whether nobody can tell what is in the database. */
    public boolean state() {
        return lost;
    }
}
