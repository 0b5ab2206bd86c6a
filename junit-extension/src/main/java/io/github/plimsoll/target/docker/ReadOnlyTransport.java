package io.github.plimsoll.target.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Lets through only what an audit may ask: GET and HEAD on paths that read. Everything that reaches an engine passes here, the
 * live client handed to tests included.
 */
final class ReadOnlyTransport implements DockerHttpClient {

    private static final String ID = "[^/?]+";
    /** Image names have slashes themselves, so only the ends of their paths are known. */
    private static final String IMAGE = "[^?]+";

    /** Not {@code attach}, which talks to a process, and not {@code /swarm/unlockkey}, which gives away a key. */
    private static final Pattern READING = Pattern.compile("(?:/v\\d+\\.\\d+)?(?:"
            + "/_ping|/info|/version|/events|/system/df|/swarm"
            + "|/containers/json|/containers/" + ID + "/(?:json|top|logs|stats|changes|archive)|/exec/" + ID + "/json"
            + "|/images/json|/images/" + IMAGE + "/(?:json|history|get)"
            + "|/(?:networks|volumes|plugins|nodes|services|tasks|secrets|configs)"
            + "|/(?:networks|volumes|nodes|services|tasks|secrets|configs)/" + ID
            + "|/plugins/" + IMAGE + "/json"
            + ")(?:\\?.*)?");

    private final DockerHttpClient transport;
    private final AtomicInteger requests = new AtomicInteger();

    ReadOnlyTransport(DockerHttpClient transport) {
        this.transport = transport;
    }

    /** How many requests went through. */
    int requests() {
        return requests.get();
    }

    /** @throws UnsupportedOperationException if the request might change something, or is none that an audit has to make */
    @Override
    public Response execute(Request request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        String path = request.path();
        if (!reads || !READING.matcher(path).matches() || path.contains("..") || request.hijackedInput() != null) {
            throw new UnsupportedOperationException(
                    "an audit does not send " + request.method() + " " + path + ": it only reads");
        }
        requests.incrementAndGet();
        return transport.execute(request);
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
