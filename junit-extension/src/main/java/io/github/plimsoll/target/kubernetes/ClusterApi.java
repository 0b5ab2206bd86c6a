package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.github.plimsoll.fact.LimitedStream;
import io.github.plimsoll.target.Reasons;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The API of a cluster as raw JSON documents, redacted, within limits of time and size. Safe for use by several threads. */
final class ClusterApi {

    static final String JSON = "application/json";

    /** Custom resources nest as deep as their schemas have it, honest ones no deeper than this. */
    private static final int DEEPEST = 200;

    /** A server that let so many requests in a row time out is not asked further; the rest would take hours. */
    private static final int PATIENCE = 8;

    private static final Duration SHORTEST_REST = Duration.ofMillis(500);

    private final ApiClients clients;
    private final String server;
    private final TargetOptions options;
    private final ObjectRedactor redactor;
    private final ObjectMapper mapper;
    private final AtomicInteger silences = new AtomicInteger();

    /** @param server the address of the API server */
    ClusterApi(ApiClients clients, String server, TargetOptions options, ObjectRedactor redactor) {
        this.clients = clients;
        this.server = server;
        this.options = options;
        this.redactor = redactor;
        this.mapper = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxTokenCount(Math.max(1 << 16, options.maxDocumentBytes() / 8))
                        .build())
                .build());
    }

    /** Fetches one document. */
    JsonNode get(String path) throws RequestFailed {
        return redactor.redact("", ask(request(path, JSON), TrimmedFields.anywhere()));
    }

    /** The objects of a short list. */
    List<JsonNode> list(String path) throws RequestFailed {
        List<JsonNode> items = new ArrayList<>();
        get(path).path("items").forEach(items::add);
        return items;
    }

    /** Asks a question that takes a document to ask, or creates what the document describes. */
    JsonNode post(String path, JsonNode document) throws RequestFailed {
        return ask(request(path, JSON).post(JSON, document.toString()), TrimmedFields.anywhere());
    }

    void delete(String path) throws RequestFailed {
        ask(request(path, JSON).delete(JSON, "{}"), TrimmedFields.anywhere());
    }

    /** Fetches a text as it is. */
    String text(String path) throws RequestFailed {
        return answer(request(path, "*/*"), body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    /**
     * Fetches one page of a list, not yet redacted.
     *
     * @param path with its query
     */
    JsonNode page(String path, ListForm form) throws RequestFailed {
        return ask(request(path, form.mediaType()), form.trimmed());
    }

    private HttpRequest.Builder request(String path, String mediaType) {
        return clients.http().newHttpRequestBuilder().uri(server + path).header("Accept", mediaType);
    }

    ObjectRedactor redactor() {
        return redactor;
    }

    private JsonNode ask(HttpRequest.Builder request, TokenFilter fields) throws RequestFailed {
        return answer(request, body -> read(body, fields));
    }

    private <T> T answer(HttpRequest.Builder request, Body<T> reader) throws RequestFailed {
        if (silences.get() >= PATIENCE) {
            throw new RequestFailed(
                    RequestFailed.NO_ANSWER,
                    "not asked, since the server left " + PATIENCE + " requests in a row unanswered");
        }
        Instant deadline = Instant.now().plus(options.timeout());
        while (true) {
            try {
                return attempt(request, reader, deadline);
            } catch (Throttled throttled) {
                rest(throttled, deadline);
            }
        }
    }

    /** Waits as long as the server wants, if the time for one request allows. */
    private static void rest(Throttled throttled, Instant deadline) throws RequestFailed {
        if (Instant.now().plus(throttled.rest()).isAfter(deadline)) {
            throw throttled.failure();
        }
        try {
            Thread.sleep(throttled.rest().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw throttled.failure();
        }
    }

    private <T> T attempt(HttpRequest.Builder request, Body<T> reader, Instant deadline)
            throws RequestFailed, Throttled {
        long left = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
        HttpRequest timed = request.timeout(left, TimeUnit.MILLISECONDS).build();
        HttpClient http = clients.http();
        CompletableFuture<HttpResponse<InputStream>> answer = sent(http, timed);
        try {
            HttpResponse<InputStream> response = answer.get(left, TimeUnit.MILLISECONDS);
            try (InputStream body =
                    new LimitedStream(Timely.stream(response.body(), deadline), options.maxDocumentBytes())) {
                if (!response.isSuccessful()) {
                    throw refused(response, body);
                }
                T document = reader.read(body);
                silences.set(0);
                return document;
            }
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw failed(e);
        } catch (ExecutionException | IOException e) {
            if (Failures.isOfAConnectionWoundUp(e) && timed.method().equals("GET") && clients.stepDown(http)) {
                throw new Throttled(failed(e), Duration.ZERO);
            }
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestFailed(RequestFailed.NO_ANSWER, "collection was interrupted");
        }
    }

    private CompletableFuture<HttpResponse<InputStream>> sent(HttpClient http, HttpRequest request)
            throws RequestFailed {
        try {
            return http.sendAsync(request, InputStream.class);
        } catch (UncheckedIOException e) {
            // The token is read, or handed out, before a request is sent.
            throw failed(e);
        }
    }

    private JsonNode read(InputStream body, TokenFilter fields) throws IOException, RequestFailed {
        try (JsonParser all = mapper.createParser(body);
                JsonParser trimmed = new FilteringParserDelegate(all, fields, Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            JsonNode document = mapper.readTree(trimmed);
            if (document == null || document.isMissingNode()) {
                throw new RequestFailed(RequestFailed.NO_ANSWER, "the answer is empty");
            }
            if (trimmed.nextToken() != null) {
                // Only whoever reads to the end learns that it breaks off there.
                throw new RequestFailed(RequestFailed.NO_ANSWER, "the answer is not JSON");
            }
            return document;
        }
    }

    /** What was refused is a failure, or a wish to wait. */
    private RequestFailed refused(HttpResponse<InputStream> response, InputStream body) throws IOException, Throttled {
        silences.set(0);
        int status = response.code();
        String text = new String(body.readNBytes(1 << 13), StandardCharsets.UTF_8);
        String said;
        try {
            said = mapper.readTree(text).path("message").asText("");
        } catch (IOException e) {
            said = text;
        }
        String message = Reasons.oneLine(redactor.redact(said));
        RequestFailed failure =
                new RequestFailed(status, "the server answers " + status + (message.isEmpty() ? "" : ": " + message));
        String after = response.header("Retry-After");
        if (status == 429 || (status == 503 && after != null)) {
            throw new Throttled(failure, restAfter(after));
        }
        return failure;
    }

    private static Duration restAfter(@Nullable String seconds) {
        return seconds != null && seconds.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(seconds)).plusMillis(1)
                : SHORTEST_REST;
    }

    private RequestFailed failed(Exception e) {
        String reason = Failures.describe(e);
        if (reason.equals(Reasons.TOO_LATE)) {
            silences.incrementAndGet();
            return new RequestFailed(
                    RequestFailed.NO_ANSWER, reason + " (" + options.timeout().toMillis() / 1000.0 + " s)");
        }
        return new RequestFailed(RequestFailed.NO_ANSWER, redactor.redact(reason));
    }

    @FunctionalInterface
    private interface Body<T> {

        T read(InputStream body) throws IOException, RequestFailed;
    }
}
