package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.LimitedStream;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Reasons;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.probe.ProbeLimits;
import io.github.plimsoll.target.probe.Prober;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Asks kubelets themselves for their settings, on behalf of whom the API server does not let through to them: since Kubernetes 1.33 a
 * kubelet tells them to whoever may {@code get nodes/configz}, while the API server asks for {@code nodes/proxy}.
 *
 * <p>Credentials go to nobody before the authority of the kubeconfig has vouched for the address of the node.
 */
final class DirectKubelets {

    /** Never a name: whoever answers for those in DNS would be asked in the node's place. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|(?=.*:)[0-9A-Fa-f:.]+");

    private static final int USUAL_PORT = 10250;
    /** A node has one address of each. */
    private static final int FAMILIES = 2;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private static final String ISSUED =
            ", and nothing was sent to it; with serverTLSBootstrap it gets one that was, and whoever may get nodes/proxy is told"
                    + " by the API server";

    private final Config config;
    private final ObjectRedactor redactor;
    private final ProbeLimits limits;
    private final ObjectMapper mapper = new ObjectMapper();
    private final AtomicInteger requests = new AtomicInteger();

    DirectKubelets(Config config, TargetOptions options, ObjectRedactor redactor) {
        this.config = config;
        this.redactor = redactor;
        this.limits = ProbeLimits.usual().within(options.timeout());
    }

    /** How many requests were sent. */
    int requests() {
        return requests.get();
    }

    /**
     * The settings of each kubelet, or why it did not tell them.
     *
     * @param warnings to which is added how many did not
     */
    Map<String, Document> ask(Iterable<JsonNode> nodes, List<String> warnings) {
        Map<String, Callable<Document>> looks = new LinkedHashMap<>();
        Function<JsonNode, Document> look = look();
        nodes.forEach(node -> looks.put(
                KubernetesDocuments.kubeletConfig(
                        node.path("metadata").path("name").asText()),
                () -> look.apply(node)));
        Map<String, Document> told = Prober.all(looks, limits.total());
        long silent = told.values().stream()
                .filter(document -> !document.isReadable())
                .count();
        if (silent > 0) {
            warnings.add(
                    silent + " of " + told.size() + " kubelets did not tell their settings (4.2) when asked themselves;"
                            + " whoever may get nodes/proxy is told by the API server");
        }
        return told;
    }

    private Function<JsonNode, Document> look() {
        try {
            HttpClient client = client();
            return node -> told(client, node);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            Document refusal = Document.unreadable("the kubelet was not asked itself: " + Failures.describe(e));
            return node -> refusal;
        }
    }

    private HttpClient client() throws IOException, GeneralSecurityException {
        if (config.getImpersonateUsername() != null) {
            throw new IOException("it lets nobody act as another, as the kubeconfig wants");
        }
        if (!Handshake.namesAuthority(config)) {
            throw new IOException("the kubeconfig names no authority that could vouch for it");
        }
        return HttpClient.newBuilder()
                .sslContext(Handshake.of(config).context())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limits.connection())
                .build();
    }

    /** What the node tells at the first of its addresses at which it tells anything. */
    private Document told(HttpClient client, JsonNode node) {
        int port = node.path("status")
                .path("daemonEndpoints")
                .path("kubeletEndpoint")
                .path("Port")
                .asInt(USUAL_PORT);
        Document told = Document.unreadable("the kubelet was not asked itself: its node has no InternalIP");
        for (String address : addresses(node)) {
            Document answer = answer(
                    client,
                    "https://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port + "/configz");
            if (answer.isReadable()) {
                return answer;
            }
            told = answer;
        }
        return told;
    }

    private static List<String> addresses(JsonNode node) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode address : node.path("status").path("addresses")) {
            String text = address.path("address").asText();
            if (address.path("type").asText().equals("InternalIP")
                    && addresses.size() < FAMILIES
                    && ADDRESS.matcher(text).matches()) {
                addresses.add(text);
            }
        }
        return addresses;
    }

    private Document answer(HttpClient client, String address) {
        Instant deadline = Instant.now().plus(limits.connection());
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(address)).timeout(limits.connection());
            if (!Handshake.showsCertificate(config)) {
                // Whoever proves to be somebody by a key need not hand out what others could use.
                token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
            }
            requests.incrementAndGet();
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = new LimitedStream(Timely.stream(response.body(), deadline), limits.bytes())) {
                return response.statusCode() == OK
                        ? settings(address, mapper.readTree(body))
                        : unreadable(address, refused(response.statusCode(), body));
            }
        } catch (IOException | UncheckedIOException e) {
            return unreadable(address, redactor.redact(described(e)));
        } catch (IllegalArgumentException e) {
            // Its words would be those of the token.
            return unreadable(address, "with this port, or with these credentials, it cannot be asked");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreadable(address, "the look was interrupted");
        }
    }

    private Document settings(String address, JsonNode answer) {
        return answer.path("kubeletconfig").isObject()
                ? Document.of(redactor.redact("", answer))
                : unreadable(address, "the answer is JSON, but not what a kubelet answers");
    }

    private String refused(int status, InputStream body) throws IOException {
        String said = Reasons.oneLine(redactor.redact(new String(body.readNBytes(1 << 10), StandardCharsets.UTF_8)));
        String advice = "";
        if (status == UNAUTHORIZED) {
            advice = "; it takes tokens with authentication.webhook, and certificates of its clientCAFile";
        } else if (status == FORBIDDEN) {
            advice = "; before Kubernetes 1.33 a kubelet tells them only to whoever may get nodes/proxy";
        }
        return "the kubelet answers " + status + (said.isEmpty() ? "" : ": " + said) + advice;
    }

    private static String described(Exception failure) {
        String reason = Failures.describe(failure, "kubelet");
        if (reason.startsWith("the kubelet's certificate")) {
            return reason + ISSUED;
        }
        return reason.contains("internal_error")
                ? "the kubelet has no certificate to show; perhaps nobody has approved its request for one"
                : reason;
    }

    private static Document unreadable(String address, String reason) {
        return Document.unreadable("GET " + address + ": " + reason);
    }

    private Optional<String> token() {
        if (config.getOauthTokenProvider() != null) {
            return Optional.ofNullable(config.getOauthTokenProvider().getToken());
        }
        return Optional.ofNullable(config.getOauthToken()).or(() -> Optional.ofNullable(config.getAutoOAuthToken()));
    }
}
