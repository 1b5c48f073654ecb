package io.migri.spi.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.api.DatabaseError;
import io.migri.api.DatabaseError.Kind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements, what is known of them, and what helps to read them. */
class StatementsTest {
    private static final SqlStatement STATEMENT =
            new SqlStatement(3, "begin work", 2, 1, TransactionEffect.BEGINS_BLOCK);

    @Test
    void ofAnOrdinaryStatementNothingIsKnown() {
        StatementTraits traits = STATEMENT.traits();
        assertEquals(Optional.empty(), traits.beyondServer());
        assertEquals(Optional.empty(), traits.refusedAlone());
        assertEquals(Optional.empty(), traits.beginning());
        assertFalse(traits.makesMissingSchema());
        assertFalse(traits.mayLeaveRemains());
        assertEquals("begin work", STATEMENT.beginning());
        assertEquals(SessionUse.NONE, STATEMENT.session());
    }

    @Test
    void whatTheDatabaseCouldNotUnderstandLeavesNothing() {
        StatementTraits traits = new StatementTraits() {
            @Override
            public boolean mayLeaveRemains() {
                return true;
            }
        };
        DatabaseError plain = DatabaseError.of(Kind.STATEMENT, "", "no");
        DatabaseError placed =
                new DatabaseError(Kind.STATEMENT, "", "no", Optional.empty(), Optional.empty(), OptionalInt.of(1));
        assertTrue(traits.mayLeaveRemains(plain));
        assertFalse(traits.mayLeaveRemains(placed));
    }

    @Test
    void eachChangeKeepsTheRest() {
        StatementTraits known = new StatementTraits() {
            @Override
            public Optional<String> beginning() {
                return Optional.of("begin immediate");
            }
        };
        SessionUse use = new SessionUse(true, Set.of(), Set.of(), Set.of());
        SqlStatement changed =
                STATEMENT.knowing(known).using(use).outlastingRollback().with(TransactionEffect.NONE);
        assertEquals("begin immediate", changed.beginning());
        assertEquals(use, changed.session());
        assertTrue(changed.outlastsRollback());
        assertEquals(TransactionEffect.NONE, changed.effect());
        assertEquals(STATEMENT.text(), changed.text());
        assertEquals(STATEMENT.ordinal(), changed.ordinal());
    }

    @ParameterizedTest
    @EnumSource(TransactionEffect.class)
    void whatBeginsATransactionOfTheScriptDoesNotEndIt(TransactionEffect effect) {
        assertEquals(
                EnumSet.of(
                                TransactionEffect.BEGINS_BLOCK,
                                TransactionEffect.BEGINS_READ_ONLY_BLOCK,
                                TransactionEffect.COMMITS_AND_BEGINS_BLOCK,
                                TransactionEffect.ROLLS_BACK_AND_BEGINS_BLOCK)
                        .contains(effect),
                effect.begins());
        assertEquals(
                effect == TransactionEffect.COMMITS_BLOCK || effect == TransactionEffect.ROLLS_BACK_BLOCK,
                effect.ends());
    }

    @ParameterizedTest
    @CsvSource({"x,x,true", "x,y,false", "x,*,true", "*,x,true"})
    void aValueConcernsThatOfItsNameAndAny(String one, String other, boolean concerned) {
        SessionValue value = new SessionValue(SessionValue.Kind.SETTING, one, false);
        assertEquals(concerned, value.concerns(new SessionValue(SessionValue.Kind.SETTING, other, true)));
        assertFalse(value.concerns(new SessionValue(SessionValue.Kind.VARIABLE, other, false)));
    }

    @Test
    void aUseTellsWhichKindsItHas() {
        SessionValue key = new SessionValue(SessionValue.Kind.GENERATED_KEY, SessionValue.ANY, false);
        SessionUse use = new SessionUse(false, Set.of(key), Set.of(), Set.of());
        assertTrue(use.gives(SessionValue.Kind.GENERATED_KEY));
        assertFalse(use.gives(SessionValue.Kind.LOCK));
        assertFalse(use.reads(SessionValue.Kind.GENERATED_KEY));
    }

    @Test
    void partsMayOverlapAndStandInAnyOrder() {
        List<TextSpan> parts = List.of(new TextSpan(6, 8), new TextSpan(0, 3), new TextSpan(1, 5));
        assertEquals("*f*i", TextSpan.replaced("abcdefghi", List.of(parts.get(0), parts.get(1), parts.get(2)), "*"));
        assertEquals("abc", TextSpan.replaced("abc", List.of(), "*"));
        assertEquals("gh", parts.get(0).of("abcdefghi"));
    }

    @Test
    void aCursorCountsLinesAndCodePoints() throws IOException {
        try (ScriptCursor cursor = ScriptCursor.of("a😀b\nc")) {
            cursor.take(4);
            assertEquals(4, cursor.column());
            cursor.take();
            assertEquals(2, cursor.line());
            assertEquals(1, cursor.column());
            assertEquals('c', cursor.peek());
            assertEquals(ScriptCursor.END, cursor.peek(1));
            cursor.take(9);
            assertEquals(ScriptCursor.END, cursor.take());
        }
    }

    @Test
    void aCursorTakesQuotesAndComments() throws IOException {
        try (ScriptCursor cursor = ScriptCursor.of("'a''b'\"c\\\"d\"/* /* x */ */-- y\nz'")) {
            assertTrue(cursor.takeQuoted('\''));
            assertTrue(cursor.takeBackslashQuoted('"'));
            assertTrue(cursor.takeBlockComment(true));
            assertTrue(cursor.lookingAt("-- Y"));
            cursor.takeLine();
            cursor.take(2);
            assertFalse(cursor.takeQuoted('\''));
        }
        try (ScriptCursor cursor = ScriptCursor.of("/* /* x */ y")) {
            assertTrue(cursor.takeBlockComment(false));
            assertEquals(' ', cursor.peek());
        }
    }

    @Test
    void aCursorKeepsWhatItIsToldTo() throws IOException {
        try (ScriptCursor cursor = ScriptCursor.of("x".repeat(200_000) + "end")) {
            cursor.take(10);
            assertThrows(IllegalStateException.class, () -> cursor.text(1));
            cursor.mark();
            cursor.take(199_990);
            assertEquals(199_990, cursor.length());
            assertEquals("x".repeat(199_990), cursor.text(cursor.length()));
            cursor.unmark();
            assertEquals(0, cursor.length());
            assertTrue(cursor.lookingAt("END"));
        }
    }
}
