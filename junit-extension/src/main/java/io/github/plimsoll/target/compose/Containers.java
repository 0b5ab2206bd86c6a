package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.target.Redactor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The containers of all services, as an engine would list and describe them that had just created them. */
final class Containers {

    private static final String ONLY_AN_ENGINE = "only an engine can tell, and these are files";

    private final Project project;
    private final Map<String, Document> documents = new TreeMap<>();
    private final Redactor redactor = new Redactor();

    Containers(Project project) {
        this.project = project;
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        HostPaths paths = new HostPaths(project);
        Volumes volumes = new Volumes(project);
        Map<String, Service> services = new TreeMap<>();
        project.services().forEach((name, written) -> services.put(name, Service.of(project, name, written)));
        project.services().keySet().forEach(name -> {
            Service service = services.get(name);
            if (service == null || service.isNoContainer()) {
                project.warn("Not looked at: " + name + ", which a provider runs and no container");
                return;
            }
            ObjectNode container = new ContainerDocument(service, new Mounts(services, paths, volumes)).json();
            redactor.redact(container);
            service.unsetVariables().forEach(unset -> unset.addTo(container));
            documents.put(DockerDocuments.container(name), Document.of(container));
            ObjectNode listed = list.addObject().put("Id", name);
            ArrayNode names = listed.putArray("Names").add("/" + name);
            if (service.fields().has("container_name")) {
                names.add("/" + service.fields().text("container_name"));
            }
        });
        documents.put(DockerDocuments.CONTAINERS, Document.of(list));
        documents.put(DockerDocuments.LINKS, Document.of(paths.links()));
        documents.put(DockerDocuments.VOLUMES, Document.of(volumes.list()));
        documents.put(DockerDocuments.NETWORKS, Document.of(networks()));
        asInstalled();
        ObjectNode files = JsonNodeFactory.instance.objectNode();
        project.files().forEach(files.putArray("files")::add);
        documents.put(Snapshot.FILES, Document.of(files));
    }

    Map<String, Document> documents() {
        return documents;
    }

    /**
     * The engine that containers are judged by: as it is installed, with nothing set. A protection that an engine may add is not made
     * up; one that it may take away is never vouched for, see {@code Composition}.
     */
    private void asInstalled() {
        ObjectNode info = JsonNodeFactory.instance.objectNode().put("CgroupVersion", "2");
        info.putArray("SecurityOptions").add("name=apparmor").add("name=selinux");
        info.putObject("Swarm").put("LocalNodeState", "inactive");
        info.set("LoggingDriver", elsewhere(ONLY_AN_ENGINE));
        documents.put(DockerDocuments.INFO, Document.of(info));
        documents.put(
                DockerDocuments.VERSION,
                Document.of(JsonNodeFactory.instance.objectNode().put("ApiVersion", "1.43")));
        ObjectNode process = JsonNodeFactory.instance.objectNode();
        process.putArray("args").add("dockerd");
        documents.put(DockerDocuments.DAEMON_PROCESS, Document.of(process));
        documents.put(
                DockerDocuments.DAEMON_CONFIG,
                Document.of(JsonNodeFactory.instance.objectNode().put("exists", false)));
        for (String key : List.of(
                DockerDocuments.DISK_USAGE,
                DockerDocuments.IMAGES,
                DockerDocuments.LISTENERS,
                HostDocuments.PACKET_FILTER,
                HostDocuments.NETWORK,
                HostDocuments.ACCOUNTS)) {
            documents.put(key, Document.of(elsewhere(ONLY_AN_ENGINE)));
        }
    }

    private ArrayNode networks() {
        ArrayNode networks = JsonNodeFactory.instance.arrayNode();
        Fields none = new Fields(JsonNodeFactory.instance.objectNode(), project.places());
        project.section("networks").forEach((name, written) -> {
            Fields network = written.isNull() ? none : none.mappingOf(written);
            ObjectNode listed = networks.addObject()
                    .put("Name", Service.networkName(project, name))
                    .put("Id", name)
                    .put("Driver", network.has("driver") ? network.text("driver") : "bridge");
            ObjectNode options = listed.putObject("Options");
            for (Map.Entry<String, JsonNode> option :
                    network.entries("driver_opts").entrySet()) {
                options.put(option.getKey(), network.textOf(option.getValue()));
            }
        });
        return networks;
    }

    static ObjectNode elsewhere(String reason) {
        return JsonNodeFactory.instance.objectNode().put(Reading.ELSEWHERE, reason);
    }

    static ObjectNode unknown(String reason) {
        return JsonNodeFactory.instance.objectNode().put(Reading.UNKNOWN, reason);
    }
}
