package io.migri.core.guest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MisbehaviourTest {

    @Test
    void notesWhatFailedLaterBesideTheFirstFailure() {
        SQLException first = new SQLException("first");
        SQLException later = new SQLException("later");

        Misbehaviour.after(first, later);

        assertArrayEquals(new Throwable[] {later}, first.getSuppressed());
    }

    @Test
    void takesAnExceptionThatIsThrownTwice() {
        SQLException same = new SQLException("broken");

        Misbehaviour.after(same, same);

        assertArrayEquals(new Throwable[0], same.getSuppressed());
    }
}
