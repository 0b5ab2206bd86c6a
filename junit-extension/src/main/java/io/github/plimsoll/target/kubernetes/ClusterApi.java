package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.github.plimsoll.fact.LimitedStream;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The API of a cluster as raw JSON documents, within limits of time and size. Safe for use by several threads. */
final class ClusterApi {

    static final String JSON = "application/json";

    private static final int DEEPEST = 200;

    private final HttpClient http;
    private final String server;
    private final TargetOptions options;
    private final ObjectRedactor redactor;
    private final ObjectMapper mapper;

    /** @param server the address of the API server */
    ClusterApi(HttpClient http, String server, TargetOptions options, ObjectRedactor redactor) {
        this.http = http;
        this.server = server.replaceFirst("/+$", "");
        this.options = options;
        this.redactor = redactor;
        this.mapper = new ObjectMapper(JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                .build());
    }

    /** Fetches one document. */
    JsonNode get(String path) throws RequestFailed {
        return redactor.redact("", fetch(path, JSON));
    }

    /**
     * Fetches one page of a list.
     *
     * @param list the path of the list
     * @param query what is asked of it
     */
    JsonNode page(String list, String query, String form) throws RequestFailed {
        JsonNode page = fetch(list + "?" + query, form);
        String resource = list.substring(list.lastIndexOf('/') + 1);
        page.path("items").forEach(item -> redactor.redact(resource, item));
        return page;
    }

    private JsonNode fetch(String path, String form) throws RequestFailed {
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(server + path)
                .header("Accept", form)
                .timeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .build();
        try {
            HttpResponse<InputStream> response = http.sendAsync(request, InputStream.class)
                    .get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
            try (InputStream body = new LimitedStream(response.body(), options.maxDocumentBytes())) {
                if (response.code() != 200) {
                    throw refused(response.code(), body);
                }
                return read(body);
            }
        } catch (TimeoutException e) {
            throw new RequestFailed(RequestFailed.NO_ANSWER, Failures.TOO_LATE);
        } catch (ExecutionException e) {
            throw new RequestFailed(RequestFailed.NO_ANSWER, Failures.describe(e));
        } catch (IOException e) {
            throw new RequestFailed(RequestFailed.NO_ANSWER, Failures.describe(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestFailed(RequestFailed.NO_ANSWER, Failures.describe(new InterruptedIOException()));
        }
    }

    private JsonNode read(InputStream body) throws IOException, RequestFailed {
        try (JsonParser all = mapper.createParser(body);
                JsonParser trimmed = new FilteringParserDelegate(
                        all, TrimmedFields.anywhere(), Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            JsonNode document = mapper.readTree(trimmed);
            if (document == null || document.isMissingNode()) {
                throw new RequestFailed(RequestFailed.NO_ANSWER, "the answer is empty");
            }
            return document;
        }
    }

    private RequestFailed refused(int status, InputStream body) throws IOException {
        String text = new String(body.readNBytes(1 << 13), StandardCharsets.UTF_8);
        String said;
        try {
            said = mapper.readTree(text).path("message").asText("");
        } catch (IOException e) {
            said = text;
        }
        String message = Failures.oneLine(redactor.redact(said));
        return new RequestFailed(status, "the server answers " + status + (message.isEmpty() ? "" : ": " + message));
    }
}
