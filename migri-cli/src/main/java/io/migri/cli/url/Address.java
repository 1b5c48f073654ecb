package io.migri.cli.url;

import java.util.ArrayList;
import java.util.List;

/** The host of a server, or several, each with its port: what stands between {@code @} and {@code /} in a URL. */
final class Address {
    private static final String PORT =
            "the port is not a number from 1 to 65535. If the password holds one of : / ? # @,"
                    + " write that as %3A, %2F, %3F, %23 or %40.";

    private final List<String> hosts = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();

    private Address() {}

    /** Reads {@code authority}, in which names are percent-encoded. */
    static Address of(String authority) {
        Address address = new Address();
        if (!authority.isEmpty()) {
            for (String each : authority.split(",", -1)) {
                address.add(each);
            }
        }
        return address;
    }

    private void add(String each) {
        if (each.startsWith("(") || each.regionMatches(true, 0, "address=", 0, 8)) {
            throw new UrlException("hosts in parentheses are not understood. Write HOST:PORT.");
        }
        int end = each.startsWith("[") ? each.indexOf(']') + 1 : each.indexOf(':');
        if (each.startsWith("[") && (end == 0 || !isAddress(each.substring(1, end - 1)))) {
            throw new UrlException("square brackets do not hold an IPv6 address.");
        }
        String host = end < 0 ? each : each.substring(0, end);
        String rest = end < 0 ? "" : each.substring(end);
        if (!rest.isEmpty() && !rest.startsWith(":")) {
            throw new UrlException("nothing but a port may follow an IPv6 address.");
        }
        hosts.add(PercentCode.decode(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, "host"));
        ports.add(rest.length() < 2 ? "" : port(rest.substring(1)));
    }

    /** Digits, colons, and perhaps a zone. */
    private static boolean isAddress(String text) {
        return text.matches("[0-9a-fA-F:.]+(%25[0-9A-Za-z._~-]+)?");
    }

    /**
     * A number from 1 to 65535, in which no character is a surprise. The message does not quote it: it may be half a
     * password.
     */
    static String port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new UrlException(PORT);
        }
        return Integer.toString(Integer.parseInt(text));
    }

    /** Whether more than one host is named. */
    boolean isList() {
        return hosts.size() > 1;
    }

    /** All hosts, with commas between; empty where none is named. */
    String hosts() {
        return String.join(",", hosts);
    }

    /**
     * The ports in the order of the hosts, with commas between, or one where they have the same; empty where none is
     * named.
     */
    String ports(int usual) {
        if (ports.stream().allMatch(String::isEmpty)) {
            return "";
        }
        List<String> all = ports.stream()
                .map(port -> port.isEmpty() ? Integer.toString(usual) : port)
                .toList();
        return all.stream().distinct().count() == 1 ? all.get(0) : String.join(",", all);
    }
}
