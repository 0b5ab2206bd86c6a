package io.github.plimsoll.target.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.TestAuthority;
import io.github.plimsoll.target.TestAuthority.Wish;
import java.io.IOException;
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

    /** Two greetings at most that get nowhere, and plenty for a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static JsonNode look(LoneServer.Manner manner) throws IOException {
        try (LoneServer server = LoneServer.plain(manner)) {
            Instant begin = Instant.now();
            JsonNode found = new EndpointProbe("/_ping", List.of("Server"), SHORT)
                    .look("127.0.0.1", server.port(), "127.0.0.1")
                    .json();
            assertThat(Duration.between(begin, Instant.now())).isLessThan(BOUND);
            assertThat(server.visits()).isLessThan(5);
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
            out.write("HTTP/1.1 200 OK\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] line = "X-A: b\r\n".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
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
