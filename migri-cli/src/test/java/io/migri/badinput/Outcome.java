package io.migri.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.testkit.fault.ProcessResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a call came to. */
record Outcome(ProcessResult result) {

    Outcome exits(int code) {
        assertEquals(code, result.exitCode(), result::toString);
        return this;
    }

    /** Standard error holds {@code fragments} in this order. */
    Outcome says(String... fragments) {
        String text = result.errorText();
        int from = 0;
        for (String fragment : fragments) {
            int at = text.indexOf(fragment, from);
            assertTrue(at >= 0, () -> "not said, or not in this order: " + fragment + "\n" + result);
            from = at + fragment.length();
        }
        return this;
    }

    /** Standard error holds none of {@code fragments}. */
    Outcome doesNotSay(String... fragments) {
        for (String fragment : fragments) {
            assertFalse(result.errorText().contains(fragment), () -> "said: " + fragment + "\n" + result);
        }
        return this;
    }

    /** Standard error marks {@code text} in the excerpt: the caret stands under its first character. */
    Outcome pointsAt(String text) {
        List<String> lines = result.errorText().lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            int caret = lines.get(i).indexOf('^');
            if (caret >= 0 && lines.get(i).strip().startsWith("|")) {
                String excerpt = lines.get(i - 1);
                assertEquals(
                        text,
                        excerpt.substring(
                                Math.min(caret, excerpt.length()), Math.min(caret + text.length(), excerpt.length())),
                        result::toString);
                return this;
            }
        }
        throw new AssertionError("no caret\n" + result);
    }

    /** Standard output is this, to the letter. */
    Outcome prints(String text) {
        assertEquals(text, result.outputText(), result::toString);
        return this;
    }

    /** The message is one of ours: no stack trace, no name of an exception class. */
    Outcome isForPeople() {
        return doesNotSay("Exception", "\tat ", "unexpected ", "jdbc:", "java.", "org.", "com.mysql")
                .says("error");
    }

    Outcome withoutPassword(String password) {
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8);
        for (String secret : List.of(password, encoded)) {
            assertFalse(result.errorText().contains(secret), () -> "tells the password\n" + result);
            assertFalse(result.outputText().contains(secret), () -> "tells the password\n" + result);
        }
        return this;
    }
}
