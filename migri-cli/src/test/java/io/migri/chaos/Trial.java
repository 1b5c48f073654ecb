package io.migri.chaos;

import io.migri.api.MigriException;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.DatabaseServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;

/**
 * One fault on a database of its own, and what came of it.
 *
 * @param label what exactly is done, so that it can be done again
 */
record Trial(Kind kind, String label, Fault fault) {
    private static final int MOST_LINES = 20;

    /** Carries it out. What goes wrong is a result like any other. */
    Result on(DatabaseServer server, Scenario scenario, Holdings expected) {
        try (Database database = server.create()) {
            fault.strike(scenario, database);
            String questions = new Mending(scenario, database).questions();
            String difference = Holdings.of(database).differenceTo(expected);
            Outcome outcome = questions.isEmpty() ? Outcome.RECOVERED : Outcome.ASKED;
            return difference.isEmpty()
                    ? new Result(this, outcome, questions)
                    : new Result(this, Outcome.WRONG, questions + "\n" + difference);
        } catch (Exception | AssertionError failure) {
            return new Result(this, Outcome.WRONG, text(failure));
        }
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        if (failure instanceof MigriException explained) {
            text.append(explained.code() + " " + explained.details() + " " + explained.position() + "\n");
        }
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString().lines().limit(MOST_LINES).collect(Collectors.joining("\n"));
    }

    /** What comes of a fault. */
    enum Outcome {
        /** Plain runs did all that was left to do. */
        RECOVERED,
        /** They did once they were told what they could not know. */
        ASKED,
        /** Something is lost, doubled, or left over. */
        WRONG
    }

    /** @param detail what was asked, and what is wrong */
    record Result(Trial trial, Outcome outcome, String detail) {
        @Override
        public String toString() {
            return trial.kind + ", " + trial.label + ": " + outcome + " " + detail;
        }
    }
}
