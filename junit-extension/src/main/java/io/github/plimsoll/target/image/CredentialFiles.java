package io.github.plimsoll.target.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that are known by their names to hold credentials, and how to tell whether they do. */
final class CredentialFiles {

    /** A value that stands for another, or for none. */
    private static final String NO_VALUE = "(?![\"']?(\\$|%|<|\\{\\{|changeme|xxx|\\*))";

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "\\.netrc|_netrc",
                    "password of a .netrc",
                    "(?i)\\bpassword\\s{1,99}" + NO_VALUE + "(?<secret>\\S+)"),
            new Rule(
                    "\\.npmrc",
                    "npm token",
                    "(?m)^[^#;\\n]*_(authToken|auth|password)[ \\t]*=[ \\t]*" + NO_VALUE + "(?<secret>\\S+)"),
            new Rule(
                    "\\.pypirc",
                    "password of a .pypirc",
                    "(?im)^\\s*password[ \\t]*[=:][ \\t]*" + NO_VALUE + "(?<secret>\\S+)"),
            new Rule(
                    "\\.pgpass",
                    "password of a .pgpass",
                    "(?m)^[^#\\n:]+:[^:\\n]*:[^:\\n]*:[^:\\n]*:" + NO_VALUE + "(?<secret>[^\\s:]+)"),
            new Rule("\\.git-credentials", "git password", "://[^/\\s:@]*:" + NO_VALUE + "(?<secret>[^@\\s]+)@"),
            new Rule(
                    "\\.my\\.cnf",
                    "MySQL password",
                    "(?im)^\\s*password[ \\t]*=[ \\t]*" + NO_VALUE + "(?<secret>\\S+)"),
            new Rule("\\.htpasswd", "hash of a password", "(?m)^[^#:\\s]+:(?<secret>\\$\\S{10,}|\\{SHA}\\S+)"),
            new Rule("\\.vault-token", "Vault token", "(?<secret>\\S{20,})"),
            new Rule(
                    "\\.dockercfg",
                    "registry password",
                    "\"(auth|password|identitytoken)\"\\s*:\\s*\"(?<secret>[^\"]+)\""),
            new Rule(
                    "(.*/)?\\.docker/config\\.json",
                    "registry password",
                    "\"(auth|password|identitytoken)\"\\s*:\\s*\"(?<secret>[^\"]+)\""),
            new Rule(
                    "(.*/)?\\.aws/(credentials|config)",
                    "AWS secret key",
                    "(?im)^\\s*aws_secret_access_key[ \\t]*=[ \\t]*" + NO_VALUE + "(?<secret>\\S{30,})"),
            new Rule(
                    "(.*/)?(\\.kube/config|kubeconfig(\\.ya?ml)?)|etc/kubernetes/[\\w.-]+\\.conf",
                    "Kubernetes credential",
                    "(?m)^\\s*(client-key-data|token|password)[ \\t]*:[ \\t]*[\"']?" + NO_VALUE
                            + "(?<secret>[^\\s\"']{8,})"),
            new Rule(
                    "\\.env(\\.(local|prod|production|dev|development|staging|test))?",
                    "variable of an .env file",
                    "(?im)^\\s*(?:export\\s+)?[\\w.]*(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIAL)"
                            + "\\w*[ \\t]*=[ \\t]*[\"']?" + NO_VALUE + "(?<secret>[^\\s\"'#]{6,})"));

    private static final Pattern KEY_STORE = Pattern.compile("(?i).+\\.(jks|keystore|p12|pfx|bcfks)");
    private static final Pattern SAFE = Pattern.compile("(?i).+\\.kdbx?");

    private record Rule(Pattern name, boolean isPath, String detector, Pattern text) {

        Rule(String name, String detector, String text) {
            this(Pattern.compile(name), name.contains("/"), detector, Pattern.compile(text));
        }

        boolean fits(String path) {
            return name.matcher(isPath ? path : KnownPaths.name(path)).matches();
        }
    }

    private CredentialFiles() {}

    /** Whether the name says that credentials are inside; for most names it does not take long to say no. */
    static boolean isNamedSo(String path) {
        String name = KnownPaths.name(path);
        return isStore(path)
                || ((name.startsWith(".")
                                || name.startsWith("_")
                                || name.equals("credentials")
                                || name.startsWith("config")
                                || name.startsWith("kubeconfig")
                                || path.startsWith("etc/kubernetes/"))
                        && RULES.stream().anyMatch(rule -> rule.fits(path)));
    }

    static boolean isStore(String path) {
        int dot = path.lastIndexOf('.');
        return dot > 0
                && (KEY_STORE.matcher(path).matches() || SAFE.matcher(path).matches());
    }

    /** @param whole whether the array holds the whole file */
    static Optional<Secrets.Found> in(String path, byte[] content, int length, boolean whole) {
        if (SAFE.matcher(path).matches()) {
            return Optional.of(new Secrets.Found("password safe", ""));
        }
        if (KEY_STORE.matcher(path).matches()) {
            return whole && isWithoutKey(content, length)
                    ? Optional.empty()
                    : Optional.of(new Secrets.Found("key store", ""));
        }
        String text = new String(content, 0, length, StandardCharsets.ISO_8859_1);
        for (Rule rule : RULES) {
            if (rule.fits(path)) {
                Matcher matcher = rule.text().matcher(text);
                if (matcher.find()) {
                    return Optional.of(new Secrets.Found(rule.detector(), matcher.group("secret")));
                }
            }
        }
        return Optional.empty();
    }

    /** Stores of mere certificates are common; one that cannot be read may hold a key. */
    private static boolean isWithoutKey(byte[] content, int length) {
        for (String type : List.of("JKS", "PKCS12")) {
            Optional<Boolean> hasKey = hasKey(type, new ByteArrayInputStream(content, 0, length));
            if (hasKey.isPresent()) {
                return !hasKey.get();
            }
        }
        return false;
    }

    /** Empty where the store is of another type, or protected as a whole. */
    private static Optional<Boolean> hasKey(String type, InputStream content) {
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(content, null);
            return store.size() == 0 ? Optional.empty() : Optional.of(hasKey(store));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasKey(KeyStore store) throws KeyStoreException {
        for (Enumeration<String> aliases = store.aliases(); aliases.hasMoreElements(); ) {
            if (store.isKeyEntry(aliases.nextElement())) {
                return true;
            }
        }
        return false;
    }
}
