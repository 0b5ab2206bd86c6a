package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Begun;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.probe.EndpointProbe;
import io.github.plimsoll.target.probe.ProbeLimits;
import io.github.plimsoll.target.probe.Prober;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * Connects to the ports of the API server, of the kubelets and of etcd as a stranger would, unless that is switched off. No
 * credential is ever sent.
 */
final class ClusterProbes {

    private static final String SWITCHED_OFF =
            "not looked, since -Dprobes=off; -Dprobes=on connects to the API server, the kubelets and etcd without credentials";

    private static final int TLS_PORT = 443;
    private static final int ETCD = 2379;
    private static final int KUBELET = 10250;
    /** Where a kubelet answers whoever asks, if it does. */
    private static final int READ_ONLY = 10255;

    private final ProbeLimits limits;
    private final boolean on;
    private final ArrayNode ports = JsonNodeFactory.instance.arrayNode();
    private final Map<String, Callable<Document>> looks = new LinkedHashMap<>();

    /**
     * Begins with the API server at once, since that takes as long as to log in there.
     *
     * @param server the address of the API server
     */
    ClusterProbes(String server, TargetOptions options) {
        this.limits = ProbeLimits.usual().within(options.timeout());
        this.on = options.probes();
        if (on) {
            addServer(server);
            looks.replaceAll((key, look) -> Begun.of(look)::get);
        }
    }

    /**
     * Looks at the ports of the nodes as well.
     *
     * @param documents what the API server told of the cluster
     */
    Map<String, Document> look(Map<String, Document> documents) {
        Map<String, Document> found = new LinkedHashMap<>();
        if (!on) {
            found.put(KubernetesDocuments.PROBED_PORTS, Document.unreadable(SWITCHED_OFF));
            return found;
        }
        Document nodes = documents.get(KubernetesDocuments.NODES);
        if (nodes == null || !nodes.isReadable()) {
            found.put(
                    KubernetesDocuments.PROBED_PORTS,
                    Document.unreadable("the nodes, whose ports are to be looked at, are not known"));
            return found;
        }
        for (JsonNode node : nodes.json().path("items")) {
            addNode(node, documents);
        }
        Redactor redactor = new Redactor();
        Prober.all(looks, limits.total())
                .forEach((key, look) ->
                        found.put(key, look.isReadable() ? Document.of(redactor.redact(look.json())) : look));
        ObjectNode listing = JsonNodeFactory.instance.objectNode();
        listing.set("ports", ports);
        found.put(KubernetesDocuments.PROBED_PORTS, Document.of(listing));
        return found;
    }

    private void addServer(String server) {
        URI address = URI.create(server);
        String host = address.getHost();
        if (host != null) {
            String plain = host.replaceAll("^\\[|]$", "");
            int port = address.getPort() < 0 ? TLS_PORT : address.getPort();
            add("API server", plain, port, "/api/v1/namespaces?limit=1", List.of(plain));
        }
    }

    private void addNode(JsonNode node, Map<String, Document> documents) {
        String name = node.path("metadata").path("name").asText();
        List<String> names = new ArrayList<>();
        String host = "";
        for (JsonNode address : node.path("status").path("addresses")) {
            names.add(address.path("address").asText());
            if (host.isEmpty() && address.path("type").asText().equals("InternalIP")) {
                host = address.path("address").asText();
            }
        }
        if (host.isEmpty()) {
            return;
        }
        String title = "node/" + name + " › port ";
        int kubelet = node.path("status")
                .path("daemonEndpoints")
                .path("kubeletEndpoint")
                .path("Port")
                .asInt(KUBELET);
        add(title + kubelet, host, kubelet, "/pods", names);
        add(title + READ_ONLY, host, READ_ONLY, "/pods", names);
        if (runsEtcd(name, documents)) {
            add(title + ETCD, host, ETCD, "/version", names);
        }
    }

    private static boolean runsEtcd(String node, Map<String, Document> documents) {
        Document pods = documents.get(KubernetesDocuments.PODS);
        if (pods == null || !pods.isReadable()) {
            return false;
        }
        for (JsonNode pod : pods.json().path("items")) {
            if (pod.path("spec").path("nodeName").asText().equals(node)
                    && pod.path("metadata").path("namespace").asText().equals("kube-system")
                    && pod.path("metadata")
                            .path("labels")
                            .path("component")
                            .asText()
                            .equals("etcd")) {
                return true;
            }
        }
        return false;
    }

    private void add(String name, String host, int port, String path, List<String> names) {
        ObjectNode entry = ports.addObject().put("name", name).put("host", host).put("port", port);
        ArrayNode known = entry.putArray("names");
        new TreeSet<>(names).forEach(known::add);
        EndpointProbe probe = new EndpointProbe(path, List.of("Server"), limits);
        looks.put(KubernetesDocuments.probe(host, port), () -> look(probe, host, port));
    }

    private Document look(EndpointProbe probe, String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(host, port), (int) limits.connection().toMillis());
        } catch (ConnectException e) {
            if (String.valueOf(e.getMessage()).contains("refused")) {
                return Document.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("host", host)
                        .put("port", port)
                        .put("shut", true));
            }
            return unreachable(host, port, e);
        } catch (IOException e) {
            return unreachable(host, port, e);
        }
        return probe.look(host, port, host);
    }

    private static Document unreachable(String host, int port, IOException e) {
        return Document.unreadable(
                "a look at " + host + ":" + port + " from this machine came to nothing: " + e.getMessage());
    }
}
