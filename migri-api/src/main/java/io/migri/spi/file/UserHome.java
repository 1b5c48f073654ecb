package io.migri.spi.file;

import java.util.Map;

/** Where this user is at home. */
public final class UserHome {

    private UserHome() {}

    /**
     * What {@code HOME} names, if it is absolute; else what Java found in the list of users. An unknown user, as in many containers, has no home
     * but the first: Java then says {@code ?}.
     *
     * @param environment the process's variables
     */
    public static String of(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return home.startsWith("/") ? home : System.getProperty("user.home", "");
    }
}
