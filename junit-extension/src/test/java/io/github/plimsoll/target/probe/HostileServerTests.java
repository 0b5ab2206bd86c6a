package io.github.plimsoll.target.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.TestAuthority;
import io.github.plimsoll.target.TestAuthority.Wish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that means ill costs a little time, and is found to be what it is or to be unclear; never to be sound. */
@Timeout(60)
class HostileServerTests {

    private static final ProbeLimits SHORT = new ProbeLimits(Duration.ofMillis(700), 64 << 10, Duration.ofSeconds(20));

    /** In plain HTTP, without and with a certificate, each version, and weak suites: of a server that seems to speak TLS. */
    private static final int ALL_QUESTIONS = 8;

    /** Two greetings at most that get nowhere, and plenty for a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static JsonNode look(LoneServer.Manner manner) throws IOException {
        return look(manner, 4);
    }

    /** @param visits how many connections are worth it */
    private static JsonNode look(LoneServer.Manner manner, int visits) throws IOException {
        try (LoneServer server = LoneServer.plain(manner)) {
            Instant begin = Instant.now();
            JsonNode found = new EndpointProbe("/_ping", List.of("Server"), SHORT)
                    .look("127.0.0.1", server.port(), "127.0.0.1")
                    .json();
            assertThat(Duration.between(begin, Instant.now())).isLessThan(BOUND);
            assertThat(server.visits()).isLessThanOrEqualTo(visits);
            return found;
        }
    }

    private static void assertUnclear(JsonNode found, String why) {
        assertThat(found.at("/plain/outcome").asText()).isEqualTo("unclear");
        assertThat(found.at("/plain/detail").asText()).contains(why);
        assertThat(found.at("/tls/outcome").asText()).isEqualTo("unclear");
    }

    @Test
    void silence() throws IOException {
        assertUnclear(look((in, out) -> Thread.sleep(60_000)), "no complete answer in time");
    }

    @Test
    void drops_that_never_make_a_line() throws IOException {
        LoneServer.Manner drip = (in, out) -> {
            for (char letter : "HTTP/1.1 200 OK and so on and so forth for ever and a day, Amen".toCharArray()) {
                out.write(letter);
                out.flush();
                Thread.sleep(50);
            }
        };
        assertThat(look(drip).at("/plain/detail").asText()).isEqualTo("no complete answer in time");
    }

    @Test
    void bytes_without_end() throws IOException {
        JsonNode found = look((in, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] line = "X-A: b\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(line);
            }
        });
        assertThat(found.at("/plain/outcome").asText()).isEqualTo("not HTTP");
        assertThat(found.at("/tls/outcome").asText()).isEqualTo("not spoken");
    }

    @Test
    void a_line_without_end() throws IOException {
        JsonNode found = look((in, out) -> {
            byte[] line = new byte[8192];
            Arrays.fill(line, (byte) 'a');
            while (true) {
                out.write(line);
            }
        });
        assertThat(found.at("/plain/outcome").asText()).isEqualTo("not HTTP");
        assertThat(found.at("/tls/outcome").asText()).isEqualTo("not spoken");
    }

    @Test
    void garbage() throws IOException {
        JsonNode found = look((in, out) -> {
            in.read();
            out.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, '\n', '\n'});
        });
        assertThat(found.at("/plain/outcome").asText()).isEqualTo("not HTTP");
        assertThat(found.at("/tls/outcome").asText()).isEqualTo("not spoken");
    }

    @Test
    void a_handshake_of_sixteen_megabytes() throws IOException {
        JsonNode found = look((in, out) -> {
            byte[] record = new byte[5 + 16_000];
            record[0] = 22;
            record[1] = 3;
            record[2] = 3;
            record[3] = (byte) (16_000 >> 8);
            record[4] = (byte) (16_000 & 0xff);
            record[5] = 2;
            record[6] = (byte) 0xff;
            record[7] = (byte) 0xff;
            record[8] = (byte) 0xff;
            while (true) {
                out.write(record);
            }
        });
        assertThat(found.at("/tls/outcome").asText()).isNotEqualTo("spoken");
    }

    @Test
    void a_certificate_too_large_to_be_honest() throws IOException {
        GeneralName[] names = IntStream.range(0, 3000)
                .mapToObj(i -> new GeneralName(GeneralName.dNSName, "host-" + i + ".example"))
                .toArray(GeneralName[]::new);
        try (LoneServer server =
                LoneServer.tls(new TestAuthority().server(Wish.sound().named(names)), false, 200)) {
            JsonNode tls = new EndpointProbe(
                            "/_ping",
                            List.of(),
                            new ProbeLimits(Duration.ofSeconds(10), 256 << 10, Duration.ofMinutes(1)))
                    .look("127.0.0.1", server.port(), "127.0.0.1")
                    .json()
                    .at("/tls");

            assertThat(tls.at("/certificates")).isEmpty();
            assertThat(tls.at("/withoutCertificate/outcome").asText()).isEqualTo("unclear");
        }
    }

    /** What stands in a certificate is read by programs that call themselves for each level of it. */
    @Test
    void a_certificate_of_boxes_in_boxes() throws IOException {
        byte[] nested = new byte[] {5, 0};
        while (nested.length < 60_000) {
            nested = sequence(nested);
        }
        assertThat(look(showing(nested), ALL_QUESTIONS).at("/tls/outcome").asText())
                .isNotEqualTo("not spoken");
    }

    @Test
    void a_certificate_that_is_none() throws IOException {
        JsonNode tls = look(showing("not a certificate".getBytes(StandardCharsets.US_ASCII)), ALL_QUESTIONS)
                .at("/tls");
        assertThat(tls.at("/certificates")).isEmpty();
        assertThat(tls.at("/withoutCertificate/outcome").asText()).isNotEqualTo("answered");
    }

    private static byte[] sequence(byte[] inner) {
        return joined(
                new byte[] {
                    0x30, (byte) 0x83, (byte) (inner.length >> 16), (byte) (inner.length >> 8), (byte) inner.length
                },
                inner);
    }

    /** Chooses TLS 1.2, shows that certificate, and says no more. */
    private static LoneServer.Manner showing(byte[] certificate) {
        byte[] hello = new byte[2 + 32 + 1 + 2 + 1];
        hello[0] = 3;
        hello[1] = 3;
        hello[35] = (byte) 0xc0;
        hello[36] = 0x2f;
        byte[] list = joined(length(certificate.length), certificate);
        byte[] messages = joined(message(2, hello), message(11, joined(length(list.length), list)));
        return (in, out) -> {
            in.read(new byte[4096]);
            for (int at = 0; at < messages.length; at += 16_000) {
                byte[] part = Arrays.copyOfRange(messages, at, Math.min(messages.length, at + 16_000));
                out.write(joined(new byte[] {22, 3, 3, (byte) (part.length >> 8), (byte) part.length}, part));
            }
            out.flush();
            Thread.sleep(60_000);
        };
    }

    private static byte[] message(int type, byte[] body) {
        return joined(joined(new byte[] {(byte) type}, length(body.length)), body);
    }

    private static byte[] length(int length) {
        return new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length};
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void all_looks_together_end_in_time() {
        Callable<Document> slow = () -> {
            Thread.sleep(60_000);
            return Document.unreadable("never");
        };
        Instant begin = Instant.now();
        Map<String, Document> found = Prober.all(Map.of("a", slow, "b", slow), Duration.ofMillis(300));

        assertThat(Duration.between(begin, Instant.now())).isLessThan(BOUND);
        assertThat(found.values())
                .extracting(Document::reason)
                .containsOnly("the look was not done in the time that all looks have together");
    }
}
