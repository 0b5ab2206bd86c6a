package io.github.plimsoll.target.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.docker.DockerPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The containerd that a Docker daemon uses, told by who listens on the socket; the document is {@link
 * io.github.plimsoll.fact.docker.DockerDocuments#CONTAINERD}.
 *
 * @param daemon the process of the Docker daemon
 */
record ContainerdFacts(Procfs proc, SocketOwner sockets, long daemon) {

    private static final TomlMapper TOML = new TomlMapper();

    Document document(DockerPaths paths) {
        try {
            return document(paths.containerdAddresses());
        } catch (Unreadable e) {
            return Document.unreadable("where containerd listens is not known: " + e.reason());
        }
    }

    private Document document(List<String> addresses) {
        HostTree tree = HostTree.of(proc, daemon);
        for (String address : addresses) {
            String real = real(tree, address);
            Set<Long> owners = sockets.listeningOn(Path.of(real), tree.seen(real));
            owners.addAll(sockets.listeningOn(Path.of(address), tree.seen(real)));
            if (!owners.isEmpty()) {
                return describe(tree, address, owners.iterator().next());
            }
        }
        return Document.unreadable("no process that may be looked at here serves containerd at "
                + String.join(" or ", addresses) + "; run as root, on the host itself");
    }

    private Document describe(HostTree tree, String address, long pid) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("address", address);
        document.put("pid", pid);
        document.put(
                "managed",
                String.valueOf(daemon).equals(proc.status(pid, "PPid").orElse("")));
        proc.exe(pid).ifPresent(exe -> document.put("exe", exe));
        String config = flag(proc.arguments(pid), Set.of("--config", "-c")).orElse("/etc/containerd/config.toml");
        document.put("config", config);
        try {
            JsonNode settings = TOML.readTree(tree.text(config).orElse(""));
            document.put(
                    "root",
                    flag(proc.arguments(pid), Set.of("--root"))
                            .orElse(settings.path("root").asText("/var/lib/containerd")));
            document.put(
                    "state",
                    flag(proc.arguments(pid), Set.of("--state"))
                            .orElse(settings.path("state").asText("/run/containerd")));
        } catch (JsonProcessingException e) {
            return Document.unreadable(config + ", the configuration of containerd, is not TOML");
        } catch (IOException e) {
            return Document.unreadable("cannot read " + config + ", the configuration of containerd: "
                    + e.getClass().getSimpleName() + "; run as root");
        }
        return Document.of(document);
    }

    private static Optional<String> flag(List<String> arguments, Set<String> names) {
        Optional<String> value = Optional.empty();
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            if (names.contains(argument) && i + 1 < arguments.size()) {
                value = Optional.of(arguments.get(i + 1));
            } else if (equals > 0 && names.contains(argument.substring(0, equals))) {
                value = Optional.of(argument.substring(equals + 1));
            }
        }
        return value;
    }

    private static String real(HostTree tree, String address) {
        try {
            return tree.walk(address).real();
        } catch (IOException e) {
            return address;
        }
    }
}
