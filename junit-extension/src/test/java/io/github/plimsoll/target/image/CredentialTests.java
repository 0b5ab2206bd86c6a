package io.github.plimsoll.target.image;

import static io.github.plimsoll.target.image.Archives.document;
import static io.github.plimsoll.target.image.Archives.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Credentials in layers: found, told by what gave them away, and never passed on. */
class CredentialTests {

    private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7c4n4ry";
    static final String KEY = key("PRIVATE KEY", "\n" + BODY + "\n");

    /** Put together, so that no scanner takes this file for a leak. */
    private static String key(String kind, String body) {
        return "-----BEGIN " + kind + "-----" + body + "-----END " + kind + "-----\n";
    }

    static List<List<String>> leaks() {
        String random = "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5";
        return List.of(
                List.of("srv/tls.key", KEY),
                List.of(
                        "a.txt",
                        "text before\r\n"
                                + key("RSA PRIVATE KEY", "\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: AES\r\n\r\n" + BODY)),
                List.of("id", key("OPENSSH PRIVATE KEY", "\n" + BODY)),
                List.of("id", key("EC PRIVATE KEY", "\n" + BODY)),
                List.of("id", key("ENCRYPTED PRIVATE KEY", "\n" + BODY)),
                List.of("ring", key("PGP PRIVATE KEY BLOCK", "\n\n" + BODY)),
                List.of(
                        "sa.json",
                        "{\"private_key\": \""
                                + key("PRIVATE KEY", "\\n" + BODY + "\\n").replace("\n", "\\n") + "\"}"),
                List.of("app.py", "token = \"ghp_" + random + "\""),
                List.of("x", "github_pat_" + random + random),
                List.of("x", "AWS=AKIA" + "Q7RZ4TLMWX2VBN5K"),
                List.of("x", "glpat-" + "aB3dE5fG7hJ9kL1mN3pQ"),
                List.of("x", "npm_" + random),
                List.of("x", "xoxb-" + "482915736204-aB3dE5fG7hJ9kL1m"),
                List.of("x", "sk_live_" + "aB3dE5fG7hJ9kL1mN3pQ5rS7"),
                List.of("x", "dckr_pat_" + "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9"),
                List.of("x", "AIza" + "SyB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3z"),
                List.of("x", "hvs." + "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1"),
                List.of("root/.aws/credentials", "[default]\naws_secret_access_key = " + random + "abcd\n"),
                List.of("root/.netrc", "machine h login me password c4n4ry-long\n"),
                List.of("home/app/.npmrc", "//registry.npmjs.org/:_authToken=c4n4ry-long\n"),
                List.of("root/.pypirc", "[pypi]\nusername = me\npassword = c4n4ry\n"),
                List.of("root/.pgpass", "db:5432:*:me:c4n4ry\n"),
                List.of("root/.git-credentials", "https://me:c4n4ry@example.org\n"),
                List.of("root/.docker/config.json", "{\"auths\": {\"h\": {\"auth\": \"bWU6YzRuNHJ5\"}}}"),
                List.of("root/.kube/config", "users:\n- user:\n    token: c4n4ry-token\n"),
                List.of("app/.env", "DB_PASSWORD=c4n4ry-long\n"),
                List.of("app/.env.production", "export STRIPE_SECRET_KEY='c4n4ry-long'\n"),
                List.of("safe.kdbx", "anything"),
                List.of("keys.p12", "not a store that can be read"));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void leaks_are_found_and_not_passed_on(List<String> leak) {
        JsonNode image = document(new Tar().file("fine", "nothing"), new Tar().file(leak.get(0), 0600, leak.get(1)));

        JsonNode credentials = image.get("layers").get(1).get("credentials");
        assertThat(each(credentials, "path")).containsExactly("/" + leak.get(0));
        assertThat(image.toString())
                .doesNotContain("c4n4ry", "aB3dE5fG7hJ9kL1m", "Q7RZ4TLMWX2VBN5K", "bWU6YzRuNHJ5", "MIIEvQ");
    }

    static List<List<String>> harmless() {
        String random = "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5";
        return List.of(
                List.of("cert.pem", key("CERTIFICATE", "\n" + BODY)),
                List.of("public.pem", key("PUBLIC KEY", "\n" + BODY)),
                List.of("code.go", "strings.HasPrefix(s, \"-----BEGIN PRIVATE KEY-----\")"),
                List.of("manual", key("RSA PRIVATE KEY", "\n...\n")),
                List.of("x", "AKIA" + "IOSFODNN7EXAMPLE"),
                List.of("x", "ghp_" + "x".repeat(36)),
                List.of("x", "xghp_" + random),
                List.of("x", "ghp_" + random + "toolong"),
                List.of("x", "desk-ant-hill"),
                List.of("x", "password = secret"),
                List.of("root/.npmrc", "//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n"),
                List.of("root/.netrc", "machine h login me\n"),
                List.of("root/.docker/config.json", "{\"credsStore\": \"pass\", \"auths\": {\"h\": {\"auth\": \"\"}}}"),
                List.of("root/.kube/config", "clusters: []\nusers: []\n"),
                List.of("app/.env", "DEBUG=true\nDB_PASSWORD=\nAPI_KEY=${API_KEY}\n"),
                List.of("app/.env.example", "DB_PASSWORD=something\n"),
                List.of("usr/share/x/config.json", "{\"auth\": \"basic\"}"));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void what_only_looks_like_one_is_none(List<String> file) {
        JsonNode image = document(new Tar().file(file.get(0), file.get(1)));

        assertThat(image.get("layers").get(0).get("credentials")).isEmpty();
    }

    @Test
    void one_that_is_taken_away_above_is_still_there() {
        JsonNode image = document(
                new Tar()
                        .file("root/.ssh/id_rsa", 0600, KEY)
                        .file("kept", KEY)
                        .file("twice", KEY)
                        .file("twice", "x"),
                new Tar().file("other", "x"),
                new Tar().without("root/.ssh"));

        JsonNode credentials = image.get("layers").get(0).get("credentials");
        assertThat(each(credentials, "path")).containsExactly("/root/.ssh/id_rsa", "/kept", "/twice");
        assertThat(each(credentials, "removedBy")).containsExactly("3", "0", "0");
        assertThat(credentials.get(0).get("detail").asText())
                .matches("private key ‹redacted: 40 chars, sha256 salted [0-9a-f]{8}, in a file.*›");
    }

    @Test
    void the_same_credential_in_two_images_shows_as_the_same() {
        ImageReader reader = Archives.reader();
        byte[] one = new Tar().file("a", KEY).bytes();
        byte[] two = new Tar().file("b", "x" + KEY).bytes();

        String first = credential(Archives.read(reader, Archives.saved(one), Archives.savedId(one))
                .json());
        String second = credential(Archives.read(reader, Archives.saved(two), Archives.savedId(two))
                .json());
        assertThat(first).isEqualTo(second);
        assertThat(credential(document(new Tar().file("a", KEY))))
                .as("under another salt")
                .isNotEqualTo(first);
    }

    private static String credential(JsonNode image) {
        return image.get("layers")
                .get(0)
                .get("credentials")
                .get(0)
                .get("detail")
                .asText();
    }

    @Test
    void long_files_are_searched_in_their_beginning_and_that_is_told() {
        JsonNode image = document(new Tar()
                .file("log", "x".repeat(100) + "\n" + KEY + "x\n".repeat(1 << 20))
                .file("late", "x\n".repeat(1 << 20) + KEY)
                .file("binary", 0755, new byte[2 << 20]));

        JsonNode layer = image.get("layers").get(0);
        assertThat(each(layer.get("credentials"), "path")).containsExactly("/log");
        assertThat(layer.get("filesSearchedInPart").asInt()).isEqualTo(2);
    }

    @Test
    void key_stores_count_if_they_hold_a_key() throws GeneralSecurityException, IOException {
        JsonNode image = document(new Tar()
                .file("with-key.p12", 0644, store(true))
                .file("empty.p12", 0644, store(false))
                .file("garbage.jks", 0644, new byte[100])
                .file("trusted.p12", 0644, trustStore()));

        assertThat(each(image.get("layers").get(0).get("credentials"), "path"))
                .containsExactly("/with-key.p12", "/empty.p12", "/garbage.jks");
    }

    private static byte[] store(boolean key) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (key) {
            store.setEntry(
                    "key",
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
                    new KeyStore.PasswordProtection("changeit".toCharArray()));
        }
        return written(store);
    }

    /** The authorities that Java trusts: certificates only. */
    private static byte[] trustStore() throws GeneralSecurityException, IOException {
        KeyStore cacerts = KeyStore.getInstance("JKS");
        try (InputStream in = java.nio.file.Files.newInputStream(
                java.nio.file.Path.of(System.getProperty("java.home"), "lib/security/cacerts"))) {
            cacerts.load(in, null);
        }
        KeyStore few = KeyStore.getInstance("JKS");
        few.load(null, null);
        String alias = cacerts.aliases().nextElement();
        few.setCertificateEntry("a", cacerts.getCertificate(alias));
        return written(few);
    }

    private static byte[] written(KeyStore store) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, "changeit".toCharArray());
        return out.toByteArray();
    }
}
