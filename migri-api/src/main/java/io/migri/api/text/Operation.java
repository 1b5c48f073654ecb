package io.migri.api.text;

/** Something that Migri does when it is called. */
public enum Operation implements Reference {
    /** Applies what is pending. */
    MIGRATE,
    /** Tries what is pending, and undoes it. */
    DRY_RUN,
    /** Undoes what was applied last. */
    DOWN,
    /** Goes on, and executes the statement in doubt. */
    RESUME_RETRY,
    /** Goes on behind the statement in doubt. */
    RESUME_SKIP_STATEMENT,
    /** Goes on behind the migration that was begun. */
    RESUME_MARK_APPLIED,
    /** Tells how each migration stands. */
    STATUS,
    /** Compares files and history. */
    VALIDATE,
    /** Makes the history agree with the files. */
    REPAIR,
    /** Forgets how far a migration got. */
    CLEAR_JOURNAL,
    /** Records as applied. */
    MARK,
    /** Records what another tool has applied. */
    ADOPT,
    /** Records as not applied. */
    UNMARK,
    /** Creates the database. */
    CREATE,
    /** Looks whether a run would find all it needs. */
    EXAMINE;

    /** This for the migration of that name. */
    public Call on(String migration) {
        return new Call(this, migration);
    }
}
