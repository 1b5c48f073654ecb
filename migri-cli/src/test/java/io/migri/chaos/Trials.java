package io.migri.chaos;

import static io.migri.chaos.Kind.CONNECTION_CUT;
import static io.migri.chaos.Kind.JVM_HALTED_AT_A_STATEMENT;
import static io.migri.chaos.Kind.JVM_KILLED_AT_RANDOM;
import static io.migri.chaos.Kind.JVM_KILLED_TWICE_AT_RANDOM;
import static io.migri.chaos.Kind.JVM_KILLED_WITHIN_A_STATEMENT;
import static io.migri.chaos.Kind.ONE_OF_TWO_KILLED_AT_RANDOM;
import static io.migri.chaos.Kind.SERVER_KILLED_AT_RANDOM;
import static io.migri.chaos.Kind.SERVER_KILLED_UNDER_TWO_RUNS;
import static io.migri.chaos.Kind.SERVER_KILLED_WITHIN_A_STATEMENT;

import io.migri.testkit.fault.Moment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Which faults there are to be, given what a run looks like that nobody disturbs. */
record Trials(Options options, Scenario scenario, Undisturbed undisturbed) {
    /** About what a JVM takes to come to its first statement. */
    private static final Duration START = Duration.ofMillis(400);

    List<Trial> connectionCuts() {
        List<Trial> trials = new ArrayList<>();
        List<Integer> messages =
                IntStream.rangeClosed(1, undisturbed.roundTrips()).boxed().toList();
        for (Moment moment : Moment.values()) {
            for (int message : some(messages)) {
                trials.add(new Trial(CONNECTION_CUT, moment + " " + message, Faults.cut(message, moment)));
            }
        }
        return trials;
    }

    List<Trial> halts() {
        return some(IntStream.range(0, undisturbed.statements()).boxed().toList()).stream()
                .map(count ->
                        new Trial(JVM_HALTED_AT_A_STATEMENT, "after " + count + " statements", Faults.halt(count)))
                .toList();
    }

    List<Trial> killsWithin() throws IOException {
        return some(scenario.marks()).stream()
                .map(mark -> new Trial(JVM_KILLED_WITHIN_A_STATEMENT, "at mark " + mark, Faults.killJvmWithin(mark)))
                .toList();
    }

    List<Trial> randomKills() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < options.randomMoments(); i++) {
            Duration moment = moment(new Random(options.seed() + i));
            trials.add(new Trial(JVM_KILLED_AT_RANDOM, i + ": after " + moment, Faults.killJvm(moment)));
        }
        return trials;
    }

    List<Trial> repeatedKills() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < options.randomMoments() / 4 + 1; i++) {
            Random random = new Random(options.seed() + 1_000 + i);
            Duration moment = moment(random);
            Duration again = START.plus(moment(random));
            trials.add(new Trial(
                    JVM_KILLED_TWICE_AT_RANDOM,
                    i + ": after " + moment + " and " + again,
                    Faults.killJvmTwice(moment, again)));
        }
        return trials;
    }

    List<Trial> competitions() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < options.randomMoments() / 2 + 1; i++) {
            Random random = new Random(options.seed() + i);
            Duration second = moment(random).dividedBy(4);
            Duration moment = moment(random);
            boolean first = random.nextInt(4) > 0;
            trials.add(new Trial(
                    ONE_OF_TWO_KILLED_AT_RANDOM,
                    i + ": the " + (first ? "first" : "second") + ", after " + second + " and " + moment,
                    Faults.killOneOfTwo(second, moment, first)));
        }
        return trials;
    }

    /** One after the other, because they all use the same server. */
    List<Trial> serverKills() throws IOException {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < options.costlyMoments(); i++) {
            Duration moment = moment(new Random(options.seed() - i));
            trials.add(new Trial(SERVER_KILLED_AT_RANDOM, i + ": after " + moment, Faults.killServer(moment)));
        }
        for (int i = 0; i < options.costlyMoments() / 2; i++) {
            Random random = new Random(options.seed() - 1_000 - i);
            Duration second = moment(random).dividedBy(4);
            Duration moment = moment(random);
            trials.add(new Trial(
                    SERVER_KILLED_UNDER_TWO_RUNS,
                    i + ": after " + second + " and " + moment,
                    Faults.killServerUnderTwo(second, moment)));
        }
        List<Integer> marks = scenario.marks();
        for (int mark : options.moments() == 0 ? marks.subList(1, 2) : marks) {
            trials.add(new Trial(SERVER_KILLED_WITHIN_A_STATEMENT, "at mark " + mark, Faults.killServerWithin(mark)));
        }
        return trials;
    }

    private Duration moment(Random random) {
        return Duration.ofNanos((long) (undisturbed.duration().toNanos() * random.nextDouble()));
    }

    /** Evenly spread ones, where not all are wanted; other ones with another seed. */
    private <T> List<T> some(List<T> all) {
        int wanted = options.boundaries(all.size());
        int offset = new Random(options.seed()).nextInt(Math.max(1, all.size()));
        return IntStream.range(0, wanted)
                .mapToObj(i -> all.get((offset + i * all.size() / wanted) % all.size()))
                .toList();
    }
}
