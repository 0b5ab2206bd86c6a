package io.github.plimsoll.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTests {

    private final Redactor redactor = new Redactor();

    private String redacted(String json) {
        try {
            JsonNode document = new ObjectMapper().readTree(json.replace('\'', '"'));
            return redactor.redact(document).toString().replace('"', '\'');
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @Test
    void annotations_are_redacted_like_labels() throws Exception {
        JsonNode document = new ObjectMapper().readTree("{\"HostConfig\": {\"Annotations\": {\"owner\": \"canary\"}}}");
        assertThat(new Redactor().redact(document).toString()).contains("owner").doesNotContain("canary");
    }

    @Test
    void a_secret_leaves_its_length_a_hash_and_what_gave_it_away() {
        assertThat(redacted("{'Env': ['API_PASSWORD=hunter2']}"))
                .matches("\\{'Env':\\['API_PASSWORD=‹redacted: 7 chars, sha256 salted [0-9a-f]{8}, env›'\\]}");
        assertThat(redacted("{'Env': ['X=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl']}"))
                .contains("env, jwt›");
    }

    @Test
    void a_switch_is_no_secret() {
        assertThat(redacted("{'Env': ['ALLOW_EMPTY_PASSWORD=yes', 'USE_SECRETS=True']}"))
                .isEqualTo("{'Env':['ALLOW_EMPTY_PASSWORD=yes','USE_SECRETS=True']}");
        assertThat(redacted("{'Env': ['PASSWORD=yes!', 'PASSWORD=on off']}")).doesNotContain("yes", "off");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "postgres://app:canary@db/shop                     | password in a url",
                "ssh://canary@host/x                               |",
                "--db-password canary                              | password",
                "-DtrustStorePassword=canary                       | password",
                "--password-file=/run/secrets/canary               |",
                "--password-file /run/secrets/canary               |",
                "https://u:canary@h --token-file /canary --token x | password in a url, password",
                "Authorization: Bearer canary123                   | authorization",
                "-----BEGIN PRIVATE KEY-----canary                 | private key",
                "AKIAABCDEFGHIJKLMNOP                              | token",
                "canary                                            |"
            })
    void it_is_said_what_was_found_and_only_secrets_count_as_such(String text, @Nullable String secrets) {
        String redacted = redacted("{'Env': ['A=" + text + "']}");
        assertThat(redacted).doesNotContain("canary").doesNotContain("AKIA");
        assertThat(Redaction.in(redacted)).singleElement().satisfies(redaction -> {
            assertThat(redaction.length()).isEqualTo(text.length());
            assertThat(redaction.wasSearched()).isTrue();
            assertThat(String.join(", ", redaction.secrets())).isEqualTo(secrets == null ? "" : secrets);
        });
    }

    @Test
    void what_is_too_long_to_search_is_said_not_to_have_been() {
        assertThat(Redaction.in(redacted("{'Env': ['A=" + "x".repeat(70_000) + "']}")))
                .singleElement()
                .matches(redaction -> !redaction.wasSearched());
    }

    @Test
    void the_same_secret_is_known_again_within_a_snapshot_and_not_beyond() {
        Pattern hash = Pattern.compile("salted ([0-9a-f]{8})");
        Matcher two = hash.matcher(redacted("{'Env': ['A=canary', 'B=canary']}"));
        assertThat(two.find()).isTrue();
        String first = two.group(1);
        assertThat(two.find()).isTrue();
        assertThat(two.group(1)).isEqualTo(first);
        Matcher other = hash.matcher(new Redactor().redact("--password canary"));
        assertThat(other.find()).isTrue();
        assertThat(other.group(1)).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Env':['PATH=/usr/bin','HOME=/root','EMPTY=','BARE']}",
                "{'HostConfig':{'Binds':['/run/secrets/token:/token:ro','secrets:/data'],'Privileged':true,'Memory':0}}",
                "{'RepoTags':['acme/vault-secrets:1.2','token:latest'],'Image':'registry:5000/my-password:3'}",
                "{'Labels':{'com.docker.compose.project':'shop','org.opencontainers.image.version':'1'}}",
                "{'SecurityOpt':['no-new-privileges:true','label=type:container_t','apparmor=docker-default']}",
                "{'Secrets':[{'SecretID':'abc','SecretName':'db','File':{'Name':'db','UID':'0'}}]}",
                "{'CreatedBy':'/bin/sh -c apt-get update && apt-get install -y libsecret-1-0 curl'}",
                "{'CreatedBy':'/bin/sh -c #(nop) ADD file:1a2b in / '}",
                "{'CreatedBy':'RUN /bin/sh -c apk update # buildkit'}",
                "{'CreatedBy':'HEALTHCHECK NONE'}",
                "{'CreatedBy':'USER app'}",
                "{'Healthcheck':{'Test':['NONE']}}",
                "{'Options':{'com.docker.network.bridge.enable_icc':'true'}}",
                "{'SecurityOptions':['name=seccomp,profile=builtin','name=userns']}",
                "{'Mounts':[{'Type':'bind','Source':'/etc/passwd','Destination':'/run/secrets/passwd'}]}",
                "{'Config':{'User':'1000:1000','Cmd':['nginx'],'Entrypoint':null}}"
            })
    void what_controls_judge_stays(String json) {
        assertThat(redacted(json)).isEqualTo(json);
    }

    @Test
    void a_command_line_keeps_its_program() {
        assertThat(redacted("{'Cmd': ['mysqld', '--x', 'canary']}"))
                .startsWith("{'Cmd':['mysqld','‹redacted: 10 chars,")
                .doesNotContain("canary");
        assertThat(redacted("{'Entrypoint': ['app'], 'Cmd': ['canary']}")).doesNotContain("canary");
        assertThat(redacted("{'Cmd': ['--key=canary']}")).doesNotContain("canary");
        assertThat(redacted("{'Command': 'app canary'}"))
                .startsWith("{'Command':'app ‹")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:canary@host/x",
                "redis://:canary@host",
                "Authorization: Bearer canary123",
                "authorization=Basic canary123",
                "curl -H 'Authorization: token canary123' https://x",
                "password=canary",
                "PASSWORD = canary",
                "db_password: canary",
                "{\"token\":\"canary\"}",
                "{\\\"apiKey\\\": \\\"canary\\\"}",
                "username=u,password=canary,vers=3",
                "mysql --password canary -h x",
                "tool --api-key=canary",
                "docker login -u me -p canary registry",
                "export AWS_SECRET_ACCESS_KEY=canary",
                "-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----",
                "x -----BEGIN PRIVATE KEY-----\\ncanary",
                "ghp_canarycanarycanarycanarycanarycanary",
                "SWMTKN-1-canarycanarycanary",
                "glpat-canarycanarycanary",
                "PASSWORD='two words canary'"
            })
    void secrets_are_known_by_their_shape(String text) {
        assertThat(redactor.redact(text)).contains("‹redacted").doesNotContain("canary");
    }

    @Test
    void history_loses_values_and_keeps_instructions() {
        assertThat(redacted("{'CreatedBy': 'ENV A=canary B=canary'}"))
                .contains("'ENV A=‹")
                .doesNotContain("canary");
        assertThat(redacted("{'CreatedBy': '/bin/sh -c #(nop)  ENV A=canary'}"))
                .contains("ENV A=‹")
                .doesNotContain("canary");
        assertThat(redacted("{'CreatedBy': 'ARG TOKEN=canary'}"))
                .contains("ARG TOKEN=‹")
                .doesNotContain("canary");
        assertThat(redacted("{'CreatedBy': 'LABEL x=canary'}")).doesNotContain("canary");
        assertThat(redacted("{'CreatedBy': 'CMD [\\'run\\' \\'canary\\']'}".replace("\\'", "")))
                .doesNotContain("canary");
        assertThat(redacted("{'CreatedBy': 'RUN |2 A=canary B=can ary /bin/sh -c apt-get update # buildkit'}"))
                .contains("'RUN |2 ‹")
                .endsWith("› /bin/sh -c apt-get update # buildkit'}")
                .doesNotContain("canary");
        assertThat(redacted("{'CreatedBy': '|1 A=canary /bin/sh -c make'}"))
                .endsWith("› /bin/sh -c make'}")
                .doesNotContain("canary");
        assertThat(redacted("{'CreatedBy': '|1 A=canary /bin/bash -c make'}")).doesNotContain("canary");
    }

    @Test
    void the_arguments_of_a_daemon_keep_what_controls_judge() {
        List<String> kept = List.of(
                "dockerd", "-H", "tcp://0.0.0.0:2376", "--icc=false", "--log-opt", "max-size=10m", "--tlskey=/k.pem");
        assertThat(redactor.daemonArguments(kept)).isEqualTo(kept);
        assertThat(String.join(
                        " ",
                        redactor.daemonArguments(List.of(
                                "dockerd",
                                "--log-opt",
                                "splunk-token=canary",
                                "--label",
                                "owner=canary",
                                "--label=owner=canary",
                                "--http-proxy",
                                "http://u:canary@proxy:1",
                                "--some-token",
                                "canary"))))
                .doesNotContain("canary")
                .contains("--log-opt splunk-token=‹")
                .contains("--label owner=‹");
    }

    @Test
    void redacting_twice_changes_nothing_more() {
        String once = redacted(
                "{'Env': ['A=canary'], 'x': 'password=canary https://u:p@h', 'Cmd': ['a', 'b'], 'token': 'canary'}");
        assertThat(redacted(once)).isEqualTo(once);
    }

    @Test
    void texts_made_to_keep_a_pattern_busy_do_not() {
        long begin = System.nanoTime();
        for (String piece : List.of(
                "eyJ",
                "password",
                "login ",
                "://a@",
                "-",
                "a=",
                "-----BEGIN PRIVATE KEY-----",
                "authorization:",
                "_")) {
            redactor.redact(piece.repeat((1 << 16) / piece.length()));
        }
        redactor.redact("a=".repeat(10_000_000));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
}
