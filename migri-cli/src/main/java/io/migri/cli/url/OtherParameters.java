package io.migri.cli.url;

/** Parameters of a database that a plug-in brings: all are properties of its driver but user and password. */
record OtherParameters(Parts.Builder parts) implements Parameters {

    @Override
    public void set(String name, String value) {
        switch (name) {
            case "user" -> parts.set(Part.USER, value);
            case "password" -> parts.set(Part.PASSWORD, value);
            default -> parts.property(name, value);
        }
    }
}
