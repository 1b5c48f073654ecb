package io.migri.advice;

import io.migri.advice.Step.AddLost;
import io.migri.advice.Step.Call;
import io.migri.advice.Step.FinishByHand;
import io.migri.advice.Step.FinishStatement;
import io.migri.advice.Step.Fix;
import io.migri.advice.Step.LetOthersEnd;
import io.migri.advice.Step.RemoveRemains;
import io.migri.advice.Step.UndoAll;
import io.migri.advice.Step.UndoStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes printed help apart into its alternatives. Every word of it has to be known here. */
final class Help {
    private static final Step MIGRATE = new Call(List.of("migrate"));

    /** In the order in which they are tried. */
    private static final List<Phrase> PHRASES = List.of(
            says(
                    "(?:fix|take what gives it up out of) the file from statement (\\d+) on",
                    found -> new Fix(number(found))),
            says(
                    "put the statement back as it was, change only what comes after statement (\\d+)",
                    found -> new Fix(number(found) + 1)),
            says(
                    "(?:add|write) [^;,]*(?:, as a literal,)?(?: where it is asked for)? after statement (\\d+)",
                    found -> new AddLost(number(found))),
            says("fix the file|take what gives it up out of the file", found -> new Fix(0)),
            says(
                    "undo (?:all of it|by hand (?:what is done|what statements? 1(?: to \\d+)? did|what \\S+ has changed"
                            + "|what it did))",
                    found -> new UndoAll()),
            says("undo by hand (?:its|their) effects", found -> new UndoStatement()),
            says("remove by hand what stays", found -> new RemoveRemains()),
            says("finish all of the migration by hand", found -> new FinishByHand()),
            says("finish it by hand(?=, and run `migri resume --mark-applied`)", found -> new FinishByHand()),
            says("finish (?:it|them) by hand", found -> new FinishStatement()),
            says(
                    "the lock was held by .*?; let that end|the database does not tell who held the lock; let them end"
                            + "|end the program that holds the lock, or wait for it,?|wait for it to end|let them end",
                    found -> new LetOthersEnd()),
            says("run `migri ([^`]+)`(?: again)?(?: to go on)?", Help::call),
            says("then `migri ([^`]+)`", Help::call),
            says("run again", found -> MIGRATE),
            says("wait longer with --lock-wait", found -> new Call(List.of("migrate", "--lock-wait", "70s"))),
            says(
                    "give it more with --lock-timeout and --lock-retries",
                    found -> new Call(List.of("migrate", "--lock-timeout", "30s", "--lock-retries", "5"))));

    /** What tells nothing to do. */
    private static final Pattern REMARK = Pattern.compile(
            "which goes on (?:there|after it|after them|with it|with them|with statement \\d+)|undo nothing by hand"
                    + "|nothing was (?:executed|touched)|which executes the file from statement \\d+ on"
                    + "|which (?:runs the file again from the start|records it)"
                    + "|it looks whether \\S+ is recorded, and goes on where it ended|connect to the server itself"
                    + "|look into the server's log for the reason|it was not tried again, because [^;]*"
                    + "|the script has given the lock up, or a proxy has changed the session");

    private static final Pattern OTHERWISE = Pattern.compile("[;,]? or ");
    private static final Pattern BETWEEN = Pattern.compile("[;,:]? and | and (?=then)|[;,:] ");

    private final List<List<Step>> alternatives = new ArrayList<>(List.of(new ArrayList<>()));

    private Help() {}

    /**
     * What the reader may do, each a way of its own.
     *
     * @throws AssertionError if it says what nobody here knows how to do
     */
    static List<List<Step>> alternatives(String text) {
        Help help = new Help();
        int from = 0;
        while (from < text.length()) {
            from = help.next(text, from);
        }
        if (help.alternatives.stream().anyMatch(List::isEmpty)) {
            throw new AssertionError("tells nothing to do: " + text);
        }
        return List.copyOf(help.alternatives);
    }

    private int next(String text, int from) {
        for (Phrase phrase : PHRASES) {
            Matcher found = at(phrase.pattern, text, from);
            if (found.lookingAt()) {
                last().add(phrase.step.apply(found));
                return found.end();
            }
        }
        Matcher otherwise = at(OTHERWISE, text, from);
        if (otherwise.lookingAt()) {
            alternatives.add(new ArrayList<>());
            return otherwise.end();
        }
        for (Pattern passed : List.of(REMARK, BETWEEN)) {
            Matcher found = at(passed, text, from);
            if (found.lookingAt()) {
                return found.end();
            }
        }
        throw new AssertionError("nobody follows «" + text.substring(from) + "» of: " + text);
    }

    private List<Step> last() {
        return alternatives.get(alternatives.size() - 1);
    }

    private static Step call(MatchResult found) {
        return new Call(List.of(found.group(1).split(" ")));
    }

    private static int number(MatchResult found) {
        return Integer.parseInt(found.group(1));
    }

    private static Matcher at(Pattern pattern, String text, int from) {
        return pattern.matcher(text).region(from, text.length()).useTransparentBounds(true);
    }

    private static Phrase says(String pattern, Function<MatchResult, Step> step) {
        return new Phrase(Pattern.compile(pattern), step);
    }

    private record Phrase(Pattern pattern, Function<MatchResult, Step> step) {}
}
