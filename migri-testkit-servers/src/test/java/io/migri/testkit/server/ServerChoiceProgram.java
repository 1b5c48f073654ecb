package io.migri.testkit.server;

/** Prints where its PostgreSQL server comes from, once it has created and dropped a database there. */
final class ServerChoiceProgram {

    private ServerChoiceProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (Servers servers = new Servers()) {
            servers.create(Engine.POSTGRESQL).close();
            System.out.println(servers.server(Engine.POSTGRESQL).origin());
        }
    }
}
