package io.github.plimsoll.fact;

import java.util.regex.Pattern;

/** Tells by its name whether something is meant to hold a secret. */
public final class SecretNames {

    private static final Pattern SECRET = Pattern.compile(
            "PASSWORD|PASSWD|PASSPHRASE|SECRET|CREDENTIAL|(API|ACCESS|PRIVATE|ENCRYPTION|SIGNING)[_.-]?KEY"
                    + "|(^|[_.-])(PASS|PWD|TOKEN)$|(?-i:[a-z](Pass|Pwd|Token)$)",
            Pattern.CASE_INSENSITIVE);

    /** Names that point to a secret instead of holding it, and the shell's own. */
    private static final Pattern HARMLESS = Pattern.compile(
            "[_.-](FILE|PATH|DIR|ID|NAME)$|(?-i:[a-z](File|Path|Dir|Id|Name)$)|^(OLD)?PWD$", Pattern.CASE_INSENSITIVE);

    /** Names that end with what they hold, as those of annotations do; who puts secrets into pods is told by others where they are. */
    private static final Pattern SAID = Pattern.compile(
            "(?!.*inject).*(?:^|[/_.-])(?:PASSWORD|PASSWD|PASSPHRASE|(?:API|SECRET|ACCESS)[_.-]?KEY|(?:API|ACCESS|AUTH|BEARER)[_.-]?TOKEN)",
            Pattern.CASE_INSENSITIVE);

    private SecretNames() {}

    /** Whether a name says that the very text under it is a secret. */
    static boolean saysSecret(String name) {
        return SAID.matcher(name).matches();
    }

    public static boolean suggestsSecret(String name) {
        return SECRET.matcher(name).find() && !HARMLESS.matcher(name).find();
    }
}
