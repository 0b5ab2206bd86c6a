package io.github.plimsoll.target.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The users of an image, from {@code /etc/passwd} or {@code /etc/shadow}.
 *
 * @param known whether the file could be read; a link, for example, cannot
 */
record Accounts(boolean known, List<User> users) {

    static final String PASSWD = "etc/passwd";
    static final String SHADOW = "etc/shadow";

    private static final int MOST = 10_000;

    /** @param uid -1 where the file does not say */
    record User(String name, long uid, Password password) {}

    /** What stands where the hash of a password would. */
    enum Password {
        /** Nothing: whoever asks gets in. */
        EMPTY,
        /** A hash, which can be guessed at. */
        SET,
        /** No password fits. */
        LOCKED,
        /** It stands in {@code /etc/shadow}. */
        ELSEWHERE
    }

    static Accounts unknown() {
        return new Accounts(false, List.of());
    }

    static Accounts ofPasswd(byte[] bytes, int length) {
        List<User> users = new ArrayList<>();
        for (String line : lines(bytes, length)) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 3 && isUser(fields[0]) && fields[2].matches("\\d{1,10}")) {
                users.add(new User(fields[0], Long.parseLong(fields[2]), password(fields[1])));
            }
        }
        return users.size() > MOST ? unknown() : new Accounts(true, users);
    }

    static Accounts ofShadow(byte[] bytes, int length) {
        List<User> users = new ArrayList<>();
        for (String line : lines(bytes, length)) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 2 && isUser(fields[0])) {
                users.add(new User(fields[0], -1, password(fields[1])));
            }
        }
        return users.size() > MOST ? unknown() : new Accounts(true, users);
    }

    private static boolean isUser(String name) {
        return !name.isEmpty() && !name.startsWith("#") && !name.startsWith("+") && !name.startsWith("-");
    }

    private static Password password(String field) {
        if (field.isEmpty()) {
            return Password.EMPTY;
        }
        if (field.equals("x")) {
            return Password.ELSEWHERE;
        }
        return field.startsWith("!") || field.startsWith("*") || field.length() < 13 ? Password.LOCKED : Password.SET;
    }

    private static String[] lines(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8).split("\n", -1);
    }
}
