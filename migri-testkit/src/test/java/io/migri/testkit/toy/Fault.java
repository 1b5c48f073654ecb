package io.migri.testkit.toy;

/** A way to break a promise of the SPI, and the test that has to notice. */
enum Fault {
    NAMES_THE_WRONG_STATEMENT("saysWhichStatementViolatedAConstraint"),
    STOPS_BEFORE_THE_LAST_STATEMENT("executesAllStatementsInOrder"),
    NOTICES_NO_FOREIGN_COMMIT("noticesThatCodeOnItsConnectionCommitted"),
    RESTORES_NOTHING("restoresTheSession"),
    CLAIMS_TO_LOCK("keepsAnotherSessionOut"),
    KEEPS_WHAT_WAS_REHEARSED("undoesWhatWasDone"),
    READS_THE_WHOLE_SCRIPT("readsNoFurtherThanItHasTo"),
    COUNTS_LINES_FROM_ZERO("losesNothingButCommentsAndWhiteSpace"),
    KNOWS_NO_BEGIN("ownTransactionsBeginAndEndWhereTheReaderSaysSo"),
    TAKES_A_ROLLBACK_FOR_A_COMMIT("theEndOfAnOwnTransactionKeepsOrUndoesWhatItDid"),
    KNOWS_NOTHING_THAT_REFUSES_A_TRANSACTION("statementsGetOnWithMigrisTransactionAsTheReaderSays"),
    FORGETS_TEMPORARY_TABLES("whatANewSessionLacksIsNamed"),
    FORGETS_WHEN_PREPARED("keepsItsRowsWhenPreparedAgain"),
    MISSES_ANOTHER_TABLE_OF_ITS_NAME("doesNotTouchAnotherTableOfItsName"),
    CUTS_LONG_NAMES("keepsEveryNameThatItDoesNotRefuse"),
    BLAMES_EVERYTHING_ON_THE_STATEMENT("saysThatTheDatabaseIsUnknown");

    private final String noticedBy;

    Fault(String noticedBy) {
        this.noticedBy = noticedBy;
    }

    String noticedBy() {
        return noticedBy;
    }
}
