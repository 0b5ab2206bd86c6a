package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one API server: that of HTTP/2, until the server winds a connection of it up. The client of the JDK loses then what came
 * last on it, which may be that the credentials are not accepted, for so API servers end the connections of whoever they do not
 * know. In HTTP/1.1 each answer comes whole.
 */
final class ApiClients implements AutoCloseable {

    private final Config config;
    private final Function<Config, LibraryClient> open;
    private final LibraryClient client;
    private @Nullable LibraryClient plain;

    /** @param open makes a client, which is closed with this */
    ApiClients(Config config, Function<Config, LibraryClient> open) {
        this.config = config;
        this.open = open;
        this.client = open.apply(config);
    }

    /** The one that there is from the beginning. */
    LibraryClient client() {
        return client;
    }

    /** The one to ask by now. */
    synchronized HttpClient http() {
        return (plain == null ? client : plain).http();
    }

    /**
     * Goes on in HTTP/1.1.
     *
     * @return whether that one whose connection was wound up was of HTTP/2, so that it is worth while to ask anew
     */
    synchronized boolean stepDown(HttpClient woundUp) {
        if (plain == null) {
            plain = open.apply(new ConfigBuilder(config).withHttp2Disable(true).build());
        }
        return woundUp == client.http();
    }

    @Override
    public synchronized void close() {
        client.close();
        if (plain != null) {
            plain.close();
        }
    }
}
