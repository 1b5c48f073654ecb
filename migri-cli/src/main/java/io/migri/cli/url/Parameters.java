package io.migri.cli.url;

/** Takes the parameters of a URL, by the names that clients and libraries have for them. */
interface Parameters {
    int LONGEST_NAME = 60;

    /**
     * Takes one.
     *
     * @throws UrlException where it cannot be honoured
     */
    void set(String name, String value);

    /** Gives those in {@code query}, what stands behind the question mark, to {@code taker}. */
    static void read(String query, Parameters taker) {
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                String name = PercentCode.decode(parameter.substring(0, equals), "name of a parameter");
                if (name.length() > LONGEST_NAME || !name.matches("[A-Za-z0-9_.-]+")) {
                    throw new UrlException("a parameter after the question mark has an impossible name.");
                }
                taker.set(name, PercentCode.decode(parameter.substring(equals + 1), "parameter " + name));
            } else if (!parameter.isEmpty()) {
                throw new UrlException("NAME=VALUE has to follow the question mark, with & between several.");
            }
        }
    }

    /** For a parameter that the driver has no equal for. */
    static UrlException unknown(String name, String driver) {
        return new UrlException("the parameter " + name + " asks for what " + driver + " cannot do. Leave it out.");
    }

    /** For a value that the parameter cannot have. */
    static UrlException value(String name, String expected) {
        return new UrlException("the parameter " + name + " has to be " + expected + ".");
    }
}
