package io.migri.chaos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.Migri;
import io.migri.api.Decision;
import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.testkit.server.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What somebody does after a fault: to run it again, and to answer where it asks. */
final class Mending {
    private static final int MOST_RUNS = 10;
    private static final Pattern QUERY = Pattern.compile("happened: (.+?)\\s*\\*/", Pattern.DOTALL);

    private final Scenario scenario;
    private final Migri migri;
    private final Database database;

    Mending(Scenario scenario, Database database) {
        this.scenario = scenario;
        this.migri = scenario.on(database).build();
        this.database = database;
    }

    /** Returns what it asked, if anything. Fails where it complains of anything else. */
    String questions() throws SQLException, IOException {
        List<String> asked = new ArrayList<>();
        Decision answer = null;
        for (int run = 0; run < MOST_RUNS; run++) {
            MigriException question = questionOf(answer);
            if (question == null) {
                return String.join("; ", asked);
            }
            asked.add(question.text().toString());
            answer = answerTo(question);
        }
        throw new AssertionError("not finished after " + MOST_RUNS + " runs");
    }

    private @Nullable MigriException questionOf(@Nullable Decision answer) {
        try {
            if (answer == null) {
                migri.migrate();
            } else {
                migri.resume(answer);
            }
            return null;
        } catch (MigriException e) {
            if (e.code() != ErrorCode.UNDECIDED) {
                throw e;
            }
            return e;
        }
    }

    private Decision answerTo(MigriException question) throws SQLException, IOException {
        if (question.details().isEmpty()) {
            assertTrue(scenario.mayRunAgain(question.text().toString()), () -> "asked without need: " + question);
            return Decision.RETRY;
        }
        Matcher query = QUERY.matcher(question.details().map(Text::toString).orElse(""));
        assertTrue(query.find(), () -> "asked without need: " + question.details());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query.group(1))) {
            return row.next() && row.getBoolean(1) ? Decision.SKIP_STATEMENT : Decision.RETRY;
        }
    }
}
