package io.github.plimsoll.suites.docker.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pretends, on loopback, to be a daemon with any number of containers like one that a real daemon described. */
final class FakeHost implements AutoCloseable {

    private static final Pattern CONTAINER = Pattern.compile("/containers/(c\\d+)/json");

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpServer server;
    private final Engine original;
    private final String list;
    private final JsonNode container;

    FakeHost(Engine original, String containerId, int containers) throws IOException {
        this.original = original;
        this.container = original.get("/containers/" + containerId + "/json");
        this.list = IntStream.range(0, containers)
                .mapToObj(i -> "{\"Id\":\"c" + i + "\",\"Names\":[\"/c" + i + "\"],\"State\":\"running\"}")
                .collect(Collectors.joining(",", "[", "]"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString().replaceFirst("^/v\\d+\\.\\d+", "");
        try (exchange) {
            byte[] body = body(path).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders()
                    .add(
                            "Api-Version",
                            original.get("/version").path("ApiVersion").asText());
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String body(String path) {
        Matcher inspected = CONTAINER.matcher(path.replaceFirst("\\?.*", ""));
        if (path.startsWith("/_ping")) {
            return "OK";
        }
        if (inspected.matches()) {
            return container
                    .toString()
                    .replace(container.path("Id").asText(), inspected.group(1))
                    .replace(container.path("Name").asText(), "/" + inspected.group(1));
        }
        if (path.startsWith("/containers/json")) {
            return list;
        }
        return path.contains("/top")
                ? "{\"Titles\":[\"PID\",\"UID\",\"CMD\"],\"Processes\":[]}"
                : original.get(path).toString();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
