package io.github.plimsoll.target.docker;

import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the engine that a target names; for {@code host} the one that {@code docker} itself would use here. */
final class EndpointResolver {

    static final Path DEFAULT_SOCKET = Path.of("/var/run/docker.sock");

    private final TargetOptions options;
    private final DockerContexts contexts;
    private final Path config;

    EndpointResolver(TargetOptions options) {
        this.options = options;
        this.config =
                variable("DOCKER_CONFIG").map(Path::of).orElse(options.home().resolve(".docker"));
        this.contexts = new DockerContexts(config);
    }

    Endpoint resolve(String spec) {
        if (spec.equals("host")) {
            return ofThisHost();
        }
        return spec.startsWith("context:")
                ? context(spec.substring("context:".length()), "named by -Dtarget")
                : address(spec, "named by -Dtarget", ambientTls());
    }

    private Endpoint ofThisHost() {
        Optional<String> host = variable("DOCKER_HOST");
        Optional<String> context = variable("DOCKER_CONTEXT");
        if (host.isPresent()) {
            String why =
                    context.isPresent() ? "DOCKER_HOST is set, and overrides DOCKER_CONTEXT" : "DOCKER_HOST is set";
            return address(host.get(), why, ambientTls());
        }
        if (context.isPresent()) {
            return context(context.get(), "DOCKER_CONTEXT is set");
        }
        return contexts.current()
                .map(name -> context(name, "current context in " + config.resolve("config.json")))
                .orElseGet(this::defaultSocket);
    }

    private Endpoint defaultSocket() {
        Optional<Path> rootless =
                variable("XDG_RUNTIME_DIR").map(directory -> Path.of(directory).resolve("docker.sock"));
        if (!Files.exists(DEFAULT_SOCKET) && rootless.filter(Files::exists).isPresent()) {
            return address(
                    "unix://" + rootless.get(), "rootless socket, there is no " + DEFAULT_SOCKET, Optional.empty());
        }
        return address("unix://" + DEFAULT_SOCKET, "default socket", Optional.empty());
    }

    private Endpoint context(String name, String why) {
        if (name.equals("default")) {
            return address("unix://" + DEFAULT_SOCKET, "context 'default', " + why, Optional.empty());
        }
        DockerContexts.Context context = contexts.named(name);
        Endpoint endpoint = address(context.host(), "context '" + name + "', " + why, context.tls());
        if (!context.skipsVerification()) {
            return endpoint;
        }
        List<String> warnings = new ArrayList<>(endpoint.warnings());
        warnings.add("context '" + name + "' skips TLS verification; this audit verifies all the same");
        Optional<TlsFiles> tls =
                endpoint.tls().or(() -> Optional.of(new TlsFiles(config.resolve("contexts/tls/none"))));
        return new Endpoint(endpoint.uri(), endpoint.isUnix() ? Optional.empty() : tls, endpoint.why(), warnings);
    }

    /** The certificates that {@code docker} would use with {@code DOCKER_HOST}; any value of DOCKER_TLS_VERIFY asks for them. */
    private Optional<TlsFiles> ambientTls() {
        boolean wanted = variable("DOCKER_TLS_VERIFY").isPresent()
                || variable("DOCKER_TLS").isPresent();
        return wanted
                ? Optional.of(
                        new TlsFiles(variable("DOCKER_CERT_PATH").map(Path::of).orElse(config)))
                : Optional.empty();
    }

    private Endpoint address(String text, String why, Optional<TlsFiles> tls) {
        String address = text.strip();
        int colon = address.indexOf("://");
        String scheme = colon < 0 ? "tcp" : address.substring(0, colon);
        String rest = colon < 0 ? address : address.substring(colon + 3);
        return switch (scheme) {
            case "unix" -> new Endpoint(socket(rest, text, why), Optional.empty(), why, List.of());
            case "tcp", "http" -> network(rest, text, why, tls);
            case "https" -> network(rest, text, why, tls.or(() -> Optional.of(new TlsFiles(config))));
            case "ssh" ->
                throw new TargetUnavailable("ssh:// targets cannot be reached yet (" + why
                        + "); forward the socket with `ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock user@host`"
                        + " and use -Dtarget=unix:///tmp/docker.sock");
            default -> throw bad(text, why, "'" + scheme + "' is not one of unix, tcp");
        };
    }

    private static URI socket(String rest, String text, String why) {
        Path path = rest.isEmpty() ? DEFAULT_SOCKET : Path.of(rest);
        if (!path.isAbsolute()) {
            throw bad(text, why, "the path of a socket has to be absolute");
        }
        return URI.create("unix://" + path.toUri().getRawPath().replaceAll("/$", ""));
    }

    private static Endpoint network(String rest, String text, String why, Optional<TlsFiles> tls) {
        try {
            URI given = new URI("tcp://" + (rest.startsWith(":") || rest.isEmpty() ? "localhost" + rest : rest));
            if (given.getHost() == null) {
                throw bad(text, why, "it names no host");
            }
            if (given.getPort() > 65_535) {
                throw bad(text, why, "there is no port " + given.getPort());
            }
            int port = given.getPort() >= 0 ? given.getPort() : tls.isPresent() ? 2376 : 2375;
            // User and password, if any were given, go no further than here.
            URI uri = new URI("tcp", null, given.getHost(), port, null, null, null);
            List<String> warnings = tls.isPresent()
                    ? List.of()
                    : List.of(
                            "the connection to " + uri
                                    + " is NOT ENCRYPTED and the engine not authenticated: whoever is"
                                    + " on the way can change what this audit sees; set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH");
            return new Endpoint(uri, tls, why, warnings);
        } catch (URISyntaxException e) {
            throw bad(text, why, e.getReason());
        }
    }

    private static TargetUnavailable bad(String text, String why, String wrong) {
        return new TargetUnavailable("'" + Failures.withoutUser(text) + "' (" + why + ") is no address of an engine: "
                + wrong + "; use unix:///path/to/docker.sock or tcp://host:port");
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(options.environment().get(name)).filter(value -> !value.isEmpty());
    }
}
