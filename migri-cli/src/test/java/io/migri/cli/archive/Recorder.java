package io.migri.cli.archive;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Stands between a driver and a server for one session without TLS, and writes down what the server answers to each request. */
final class Recorder implements AutoCloseable {
    private static final int MYSQL_HEADER = 4;

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<ByteArrayOutputStream> answers = new ArrayList<>();
    private final Thread thread;
    private final boolean mysql;

    Recorder(String host, int port, boolean mysql) throws IOException {
        this.mysql = mysql;
        if (mysql) {
            answers.add(new ByteArrayOutputStream());
        }
        thread = new Thread(() -> forward(host, port), "recorder");
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What was answered, once the driver has gone. How PostgreSQL asked for the password is left out: no two sessions agree in that. */
    Transcript transcript() throws InterruptedException {
        thread.join();
        synchronized (answers) {
            return new Transcript(answers.stream()
                    .map(ByteArrayOutputStream::toByteArray)
                    .map(answer -> mysql ? answer : withoutPasswords(answer))
                    .toList());
        }
    }

    private static byte[] withoutPasswords(byte[] answer) {
        int start = 0;
        while (answer.length > start + 8
                && answer[start] == 'R'
                && ByteBuffer.wrap(answer).getInt(start + 5) > 0) {
            start += 1 + ByteBuffer.wrap(answer).getInt(start + 1);
        }
        return Arrays.copyOfRange(answer, start, answer.length);
    }

    private void forward(String host, int port) {
        try (Socket driver = listener.accept();
                Socket server = new Socket(host, port)) {
            Thread back = new Thread(() -> back(server, driver), "recorder of answers");
            back.start();
            DataInputStream in = new DataInputStream(driver.getInputStream());
            if (mysql) {
                requestsOfMysql(in, server.getOutputStream());
            } else {
                requestsOfPostgresql(in, server.getOutputStream());
            }
            server.shutdownOutput();
            back.join();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void back(Socket server, Socket driver) {
        byte[] buffer = new byte[1 << 16];
        try {
            int read;
            while ((read = server.getInputStream().read(buffer)) > 0) {
                synchronized (answers) {
                    answers.get(answers.size() - 1).write(buffer, 0, read);
                }
                driver.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The driver has heard enough.
        }
    }

    private void asked() {
        synchronized (answers) {
            answers.add(new ByteArrayOutputStream());
        }
    }

    private void requestsOfPostgresql(DataInputStream in, OutputStream server) throws IOException {
        int length = in.readInt();
        asked();
        send(server, new byte[0], length, in.readNBytes(length - 4));
        int type;
        while ((type = in.read()) >= 0) {
            length = in.readInt();
            byte[] body = in.readNBytes(length - 4);
            if (type == 'Q' || type == 'S') {
                asked();
            }
            send(server, new byte[] {(byte) type}, length, body);
        }
    }

    private static void send(OutputStream server, byte[] type, int length, byte[] body) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(type);
        message.writeBytes(
                new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
        message.writeBytes(body);
        server.write(message.toByteArray());
    }

    private void requestsOfMysql(DataInputStream in, OutputStream server) throws IOException {
        while (true) {
            byte[] header = in.readNBytes(MYSQL_HEADER);
            if (header.length < MYSQL_HEADER) {
                return;
            }
            byte[] body = in.readNBytes(MysqlReplay.length(header, 0));
            if (header[3] > 0 || MysqlReplay.asks(body)) {
                asked();
            }
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.writeBytes(header);
            packet.writeBytes(body);
            server.write(packet.toByteArray());
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
