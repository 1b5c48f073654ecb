package io.migri.core.journal;

import static io.migri.spi.script.TransactionEffect.BEGINS_BLOCK;
import static io.migri.spi.script.TransactionEffect.COMMITS_BLOCK;
import static io.migri.spi.script.TransactionEffect.MAY_END_IT;
import static io.migri.spi.script.TransactionEffect.NONE;
import static io.migri.spi.script.TransactionEffect.ROLLS_BACK_BLOCK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.core.attempt.Repetition;
import io.migri.core.reading.ScriptText;
import io.migri.spi.script.SessionUse;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.TransactionEffect;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a resume executes once more, and what it refuses because its session is gone; what a retry does not repeat. */
class LostSessionTest {
    private static final SessionValue N = new SessionValue(Kind.VARIABLE, "n", false);
    private static final SessionValue ANY = new SessionValue(Kind.VARIABLE, SessionValue.ANY, false);
    private static final SessionValue MODE = new SessionValue(Kind.SETTING, "mode", true);
    private static final SessionValue TABLE = new SessionValue(Kind.TEMPORARY_TABLE, "t", true);
    private static final SessionValue PREPARED = new SessionValue(Kind.PREPARED_STATEMENT, "p", false);
    private static final SessionValue OTHER = new SessionValue(Kind.PREPARED_STATEMENT, "q", false);
    private static final SessionValue RESULT = new SessionValue(Kind.LAST_RESULT, SessionValue.ANY, false);
    private static final SessionValue KEY = new SessionValue(Kind.GENERATED_KEY, SessionValue.ANY, false);

    private final List<SqlStatement> script = new ArrayList<>();

    @Test
    void constantSettingsAreMadeOnceMore() {
        constant(MODE);
        plain();
        constant(N);
        plain();

        assertEquals(Set.of(0, 2), settings(3));
    }

    @Test
    void aComputedVariableThatALaterStatementReadsIsRefused() {
        computed(N);
        plain();
        reads(N);

        assertRefused(2, "statement 3 needs the variable n, which statement 1 (line 1) gave the session");
    }

    @Test
    void whatCallsCodeMayReadEveryVariable() {
        computed(N);
        reads(ANY);

        assertRefused(1, "statement 2 needs the variable n");
    }

    @Test
    void aComputedVariableThatNobodyReadsIsNoReason() {
        computed(N);
        plain();

        assertEquals(Set.of(), settings(1));
    }

    @Test
    void aConstantTakesThePlaceOfWhatWasComputed() {
        computed(N);
        constant(N);
        reads(N);

        assertEquals(Set.of(1), settings(2));
    }

    @Test
    void aVariableThatIsSetAnewBehindThePlaceIsThere() {
        computed(N);
        plain();
        constant(N);
        reads(N);

        assertEquals(Set.of(), settings(2));
    }

    @Test
    void aComputedSettingIsNeededByWhateverFollowsButAConstant() {
        computed(MODE);
        constant(N);
        plain();

        assertRefused(1, "statement 3 needs the setting mode");
    }

    @Test
    void aComputedSettingThatIsMadeConstantBehindThePlaceIsNoReason() {
        computed(MODE);
        constant(MODE);
        plain();

        assertEquals(Set.of(), settings(1));
    }

    @Test
    void aTemporaryTableThatWasDroppedIsNotMissed() {
        computed(TABLE);
        add(NONE, new SessionUse(false, Set.of(), Set.of(TABLE), Set.of(TABLE)));
        reads(TABLE);

        assertEquals(Set.of(), settings(2));
    }

    @Test
    void aTemporaryTableThatIsMadeAnewBehindThePlaceIsThere() {
        computed(TABLE);
        add(NONE, new SessionUse(false, Set.of(TABLE), Set.of(TABLE), Set.of()));
        reads(TABLE);

        assertEquals(Set.of(), settings(1));
    }

    @Test
    void aVariableThatIsCountedOnFromItsOldValueIsMissed() {
        computed(N);
        add(NONE, new SessionUse(false, Set.of(N), Set.of(N), Set.of()));

        assertRefused(1, "statement 2 needs the variable n");
    }

    @Test
    void theKeyThatWasGeneratedLastIsLost() {
        computed(KEY);
        reads(KEY);

        assertRefused(1, "statement 2 needs the key that was generated last");
    }

    @Test
    void whatTheScriptRolledBackIsNeitherMadeOnceMoreNorMissed() {
        add(BEGINS_BLOCK, SessionUse.NONE);
        constant(MODE);
        computed(TABLE);
        add(ROLLS_BACK_BLOCK, SessionUse.NONE);
        reads(TABLE);

        assertEquals(Set.of(), settings(4));
    }

    @Test
    void whatARollbackDoesNotTakeBackIsMissed() {
        add(BEGINS_BLOCK, SessionUse.NONE);
        computed(N);
        add(ROLLS_BACK_BLOCK, SessionUse.NONE);
        reads(N);

        assertRefused(3, "statement 4 needs the variable n");
    }

    @Test
    void settingsOfACommittedTransactionAreMadeOnceMore() {
        add(BEGINS_BLOCK, SessionUse.NONE);
        constant(MODE);
        add(COMMITS_BLOCK, SessionUse.NONE);
        plain();

        assertEquals(Set.of(1), settings(3));
    }

    /** There is no SET in SQLite, and a count is nobody's to set. */
    @Test
    void theResultOfAStatementIsToBeWrittenWhereItIsAskedFor() {
        computed(RESULT);
        reads(RESULT);

        String help = refusal(1).help().orElseThrow().toString();

        assertTrue(
                help.contains("write the value itself, as a literal, where it is asked for after statement 1"), help);
    }

    @Test
    void theRefusalSaysBothWaysOut() {
        computed(N);
        reads(N);

        String help = refusal(1).help().orElseThrow().toString();

        assertTrue(help.contains("add a SET with the value itself, as a literal, after statement 1"), help);
        assertTrue(
                help.contains("History.repair(Set.of(HistoryChange.Kind.CLEAR_JOURNAL), List.of(\"0001\"), …)"), help);
    }

    @Test
    void aRetryRepeatsWhatSetsItsVariablesItself() {
        constant(N);
        reads(N);

        assertEquals(Optional.empty(), repetition().refusal(null));
    }

    @Test
    void aRetryDoesNotCountOnFromWhatItHasCountedAlready() {
        add(NONE, new SessionUse(false, Set.of(N), Set.of(N), Set.of()));

        assertEquals(
                Optional.of(
                        "line 1 reads the variable n of the session, which has changed since and does not roll back"),
                repetition().refusal(null));
    }

    @Test
    void aRetryMayReadWhatARollbackTakesBack() {
        add(NONE, new SessionUse(false, Set.of(MODE), Set.of(MODE), Set.of()));

        assertEquals(Optional.empty(), repetition().refusal(null));
    }

    @Test
    void theStatementThatFailedCountsToo() {
        reads(KEY);
        SqlStatement failed = statement(NONE, new SessionUse(false, Set.of(KEY), Set.of(), Set.of()));

        assertTrue(repetition().refusal(failed).isPresent());
    }

    private void plain() {
        add(NONE, SessionUse.NONE);
    }

    @Test
    void whatWasPreparedIsPreparedAgainOnlyWhereItIsExecuted() {
        constant(PREPARED);
        constant(OTHER);
        plain();
        reads(PREPARED);

        assertEquals(Set.of(0), settings(3));
    }

    @Test
    void endingWhatTheNewSessionNeverHadIsPassedOver() {
        computed(PREPARED);
        constant(OTHER);
        ends(PREPARED);
        ends(OTHER);
        computed(PREPARED);
        ends(PREPARED);

        LostSession lost = lost(2);
        assertEquals(Set.of(), lost.settings());
        assertEquals(Set.of(2, 3), lost.pointless());
    }

    @Test
    void aStatementThatLooksBackAtOneOfAnEarlierRunIsRefused() {
        computed(RESULT);
        reads(RESULT);

        assertRefused(1, "statement 2 needs the result of the statement before");
    }

    @Test
    void aStatementThatLooksBackAtOneOfThisRunIsNot() {
        computed(RESULT);
        computed(RESULT);
        reads(RESULT);

        assertEquals(Set.of(), settings(1));
    }

    @Test
    void whatCodeLooksBackAtIsNotKnown() {
        computed(RESULT);
        add(MAY_END_IT, new SessionUse(false, Set.of(RESULT), Set.of(RESULT), Set.of()));

        assertEquals(Set.of(), settings(1));
    }

    private void ends(SessionValue value) {
        add(NONE, new SessionUse(false, Set.of(), Set.of(), Set.of(value)));
    }

    private void constant(SessionValue value) {
        add(NONE, new SessionUse(true, Set.of(value), Set.of(), Set.of()));
    }

    private void computed(SessionValue value) {
        add(NONE, new SessionUse(false, Set.of(value), Set.of(), Set.of()));
    }

    private void reads(SessionValue value) {
        add(NONE, new SessionUse(false, Set.of(), Set.of(value), Set.of()));
    }

    private void add(TransactionEffect effect, SessionUse use) {
        script.add(statement(effect, use));
    }

    private SqlStatement statement(TransactionEffect effect, SessionUse use) {
        return new SqlStatement(script.size(), "s", script.size() + 1, 1, effect).using(use);
    }

    private Set<Integer> settings(int done) {
        return lost(done).settings();
    }

    private LostSession lost(int done) {
        Migration migration = new Migration("0001", "sql", "0001.sql", InputStream::nullInputStream);
        LostSession lost = lostSession(migration, done);
        script.forEach(lost::next);
        return lost;
    }

    private void assertRefused(int done, String message) {
        MigriException refusal = refusal(done);
        assertEquals(ErrorCode.VALIDATION, refusal.code());
        assertTrue(refusal.getMessage().contains(message), refusal::getMessage);
    }

    private MigriException refusal(int done) {
        return assertThrows(MigriException.class, () -> settings(done));
    }

    /** A load of millions of rows in one transaction has to fit into memory. */
    @Test
    void neitherARunNorAResumeKeepsStatementsThatDoTheSameToTheSession() throws Exception {
        Repetition repetition = new Repetition();
        LostSession lost = lostSession(
                new Migration("0001_a", "sql", "0001_a.sql", InputStream::nullInputStream), Integer.MAX_VALUE);
        List<WeakReference<SqlStatement>> seen = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            SqlStatement statement = new SqlStatement(
                    i,
                    "insert " + i,
                    i + 1,
                    1,
                    NONE,
                    new SessionUse(false, i % 2 == 0 ? Set.of(RESULT, KEY) : Set.of(RESULT), Set.of(N), Set.of()),
                    false,
                    null);
            repetition.add(statement);
            lost.next(statement);
            seen.add(new WeakReference<>(statement));
        }

        long kept = kept(seen);
        try {
            for (int tries = 0; kept > 10 && tries < 100; tries++) {
                System.gc();
                Thread.sleep(10);
                kept = kept(seen);
            }
        } finally {
            Reference.reachabilityFence(lost);
        }

        assertTrue(kept <= 10, "kept " + kept);
        assertEquals(Set.of(RESULT, KEY), repetition.given());
    }

    private static long kept(List<WeakReference<SqlStatement>> seen) {
        return seen.stream().filter(one -> one.get() != null).count();
    }

    private static LostSession lostSession(Migration migration, int done) {
        return new LostSession(migration, done, statement -> ScriptText.position(migration, statement, 0));
    }

    private Repetition repetition() {
        Repetition repetition = new Repetition();
        script.forEach(repetition::add);
        return repetition;
    }
}
