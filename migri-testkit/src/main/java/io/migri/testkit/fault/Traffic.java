package io.migri.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What has gone through a proxy, and what is to be done about what will. Thread-safe. */
final class Traffic {
    private int roundTrips;
    private @Nullable Conversation first;
    private int roundTripsOfFirst;
    private int epoch;
    private boolean stalled;
    private @Nullable ByteArrayOutputStream kept;
    private byte @Nullable [] wanted;
    private boolean cutAfter;
    private int fatalRoundTrip;
    private @Nullable Moment fatalMoment;

    synchronized int roundTrips() {
        return roundTrips;
    }

    synchronized int roundTripsOfFirst() {
        return roundTripsOfFirst;
    }

    synchronized void resetCount() {
        roundTrips = 0;
        first = null;
        roundTripsOfFirst = 0;
        epoch++;
    }

    synchronized void record() {
        kept = new ByteArrayOutputStream();
    }

    synchronized String recorded() {
        return kept == null ? "" : kept.toString(StandardCharsets.ISO_8859_1);
    }

    synchronized void cutAt(String text, boolean after) {
        wanted = text.getBytes(StandardCharsets.UTF_8);
        cutAfter = after;
    }

    synchronized void cutAt(int roundTrip, Moment moment) {
        fatalRoundTrip = roundTrip;
        fatalMoment = moment;
    }

    synchronized void stall(boolean on) {
        stalled = on;
        notifyAll();
    }

    synchronized void awaitFlow() throws InterruptedException {
        while (stalled) {
            wait();
        }
    }

    /** Takes note of bytes from a client, and says what is to be done with them. */
    synchronized Verdict fromClient(Conversation conversation, byte[] bytes, int length) {
        if (conversation.clientBegins(epoch)) {
            roundTrips++;
            first = first == null ? conversation : first;
            roundTripsOfFirst += first == conversation ? 1 : 0;
        }
        if (kept != null) {
            kept.write(bytes, 0, length);
        }
        Moment moment = fatalMoment;
        if (moment != null && moment != Moment.BEFORE_ANSWER && roundTrips >= fatalRoundTrip) {
            fatalMoment = null;
            return moment == Moment.AFTER_MESSAGE ? Verdict.PASS_AND_CUT : Verdict.CUT;
        }
        if (wanted == null || !conversation.said(wanted, bytes, length)) {
            return Verdict.PASS;
        }
        wanted = null;
        return cutAfter ? Verdict.PASS_AND_CUT : Verdict.CUT;
    }

    /** Takes note of bytes from the server, and says what is to be done with them. */
    synchronized Verdict fromServer(Conversation conversation) {
        if (fatalMoment == Moment.BEFORE_ANSWER && roundTrips >= fatalRoundTrip) {
            fatalMoment = null;
            return Verdict.CUT;
        }
        conversation.serverSpeaks();
        return Verdict.PASS;
    }

    /** What becomes of some bytes. */
    enum Verdict {
        PASS,
        CUT,
        PASS_AND_CUT
    }
}
