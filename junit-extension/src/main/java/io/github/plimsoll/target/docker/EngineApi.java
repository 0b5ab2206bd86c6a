package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.github.plimsoll.fact.LimitedStream;
import io.github.plimsoll.target.Reasons;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The Engine API as raw JSON documents, redacted, within limits of time and size. Safe for use by several threads. */
final class EngineApi implements AutoCloseable {

    /** No engine's documents nest deeper than a dozen levels, but plugins and custom profiles may. */
    private static final int DEEPEST = 200;

    /** The whole snapshot may be as large as so many of its largest documents. */
    private static final int LARGE_DOCUMENTS = 4;

    /** An engine that let so many requests in a row time out is not asked further; the rest would take hours. */
    private static final int PATIENCE = 8;

    private final ReadOnlyTransport transport;
    private final TargetOptions options;
    private final Redactor redactor;
    private final ObjectMapper mapper;
    private final AtomicLong bytesLeft;
    private final AtomicInteger silences = new AtomicInteger();
    private volatile ApiVersion version = ApiVersion.NONE;

    EngineApi(ReadOnlyTransport transport, TargetOptions options, Redactor redactor) {
        this.transport = transport;
        this.options = options;
        this.redactor = redactor;
        this.mapper = new ObjectMapper(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .maxTokenCount(Math.max(1 << 16, options.maxDocumentBytes() / 16))
                                .maxDocumentLength(options.maxDocumentBytes())
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.bytesLeft = new AtomicLong(LARGE_DOCUMENTS * options.maxDocumentBytes());
    }

    /** Asks in this version from now on. */
    void speak(ApiVersion negotiated) {
        this.version = negotiated;
    }

    int requests() {
        return transport.requests();
    }

    /**
     * What an engine says of itself in the head of its answer to a ping.
     *
     * @param apiVersion the newest version it speaks, empty if it does not say
     */
    record Greeting(String apiVersion, boolean podman, boolean windows) {}

    Greeting ping() throws RequestFailed {
        try (Response response = transport.execute(request("/_ping"))) {
            byte[] body = response.getBody().readNBytes(1 << 13);
            if (response.getStatusCode() != 200) {
                throw refused(response.getStatusCode(), new String(body, StandardCharsets.UTF_8));
            }
            return new Greeting(
                    header(response, "Api-Version"),
                    !header(response, "Libpod-Api-Version").isEmpty(),
                    header(response, "Ostype").equals("windows"));
        } catch (IOException | UncheckedIOException e) {
            throw failed(e);
        }
    }

    private static String header(Response response, String name) {
        String value = response.getHeader(name);
        return value == null ? "" : value;
    }

    /** Fetches one document, in the negotiated version. */
    JsonNode get(String path) throws RequestFailed {
        if (silences.get() >= PATIENCE) {
            throw notAsked();
        }
        try (Response response = transport.execute(request(version.prefix() + path))) {
            int status = response.getStatusCode();
            LimitedStream body =
                    new LimitedStream(response.getBody(), Math.min(options.maxDocumentBytes(), bytesLeft.get()));
            if (status != 200) {
                throw refused(status, new String(body.readNBytes(1 << 13), StandardCharsets.UTF_8));
            }
            JsonNode document = mapper.readTree(body);
            bytesLeft.addAndGet(-body.seen());
            silences.set(0);
            if (document == null || document.isMissingNode()) {
                throw new RequestFailed(RequestFailed.NO_ANSWER, "the answer is empty");
            }
            return redactor.redact(document);
        } catch (IOException | UncheckedIOException e) {
            throw failed(e);
        }
    }

    /** Makes sense of an answer while it comes. */
    @FunctionalInterface
    interface StreamReader<T> {
        T read(InputStream answer) throws IOException;
    }

    /** Fetches the archive of an image, in the negotiated version; the reader keeps its own limits of size. */
    <T> T archive(String path, StreamReader<T> reader) throws RequestFailed {
        if (silences.get() >= PATIENCE) {
            throw notAsked();
        }
        try (Response response = transport.execute(request(version.prefix() + path))) {
            if (response.getStatusCode() != 200) {
                byte[] said = response.getBody().readNBytes(1 << 13);
                throw refused(response.getStatusCode(), new String(said, StandardCharsets.UTF_8));
            }
            T read = reader.read(response.getBody());
            silences.set(0);
            return read;
        } catch (IOException | UncheckedIOException e) {
            RequestFailed failure = failed(e, options.timeout().multipliedBy(SocketTransport.ARCHIVE_TAKES));
            if (failure.isTooLate()) {
                // Waiting for two archives takes longer than waiting for anything else.
                silences.addAndGet(PATIENCE / 2 - 1);
            }
            throw failure;
        }
    }

    private static RequestFailed notAsked() {
        return new RequestFailed(
                RequestFailed.NO_ANSWER,
                "not asked, since the engine left " + PATIENCE + " requests in a row unanswered");
    }

    private static Request request(String path) {
        return Request.builder().method(Request.Method.GET).path(path).build();
    }

    private RequestFailed refused(int status, String body) {
        silences.set(0);
        String said;
        try {
            said = mapper.readTree(body).path("message").asText("");
        } catch (IOException e) {
            said = body;
        }
        String message = Reasons.oneLine(redactor.redact(said));
        return new RequestFailed(status, "the engine answers " + status + (message.isEmpty() ? "" : ": " + message));
    }

    private RequestFailed failed(Exception e) {
        return failed(e, options.timeout());
    }

    private RequestFailed failed(Exception e, Duration longest) {
        String reason = Failures.describe(e);
        if (reason.equals(Reasons.TOO_LATE)) {
            silences.incrementAndGet();
            return new RequestFailed(RequestFailed.TOO_LATE, reason + " (" + longest.toMillis() / 1000.0 + " s)");
        }
        return new RequestFailed(RequestFailed.NO_ANSWER, redactor.redact(reason));
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
