package io.migri.testkit.fault;

/** Whose turn it is on one connection, and the end of what the client said. Guarded by its {@link Traffic}. */
final class Conversation {
    private int clientSpokeIn = -1;
    private byte[] tail = new byte[0];

    /** Whether the client was silent until now, in this epoch and since the server spoke. */
    boolean clientBegins(int epoch) {
        boolean begins = clientSpokeIn != epoch;
        clientSpokeIn = epoch;
        return begins;
    }

    void serverSpeaks() {
        clientSpokeIn = -1;
    }

    /** Whether {@code wanted} ends within {@code bytes}; it may begin in what came before. */
    boolean said(byte[] wanted, byte[] bytes, int length) {
        byte[] all = new byte[tail.length + length];
        System.arraycopy(tail, 0, all, 0, tail.length);
        System.arraycopy(bytes, 0, all, tail.length, length);
        int keep = Math.min(all.length, Math.max(0, wanted.length - 1));
        tail = new byte[keep];
        System.arraycopy(all, all.length - keep, tail, 0, keep);
        return contains(all, wanted);
    }

    private static boolean contains(byte[] all, byte[] wanted) {
        for (int start = 0; start + wanted.length <= all.length; start++) {
            int matching = 0;
            while (matching < wanted.length && all[start + matching] == wanted[matching]) {
                matching++;
            }
            if (matching == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
