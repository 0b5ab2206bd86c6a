package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Reading;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a service mounts: its volumes, secrets and configurations, those of others, and the engine's socket if it asks for that. */
final class Mounts {

    private final Map<String, Service> services;
    private final HostPaths paths;
    private final Volumes volumes;

    Mounts(Map<String, Service> services, HostPaths paths, Volumes volumes) {
        this.services = services;
        this.paths = paths;
        this.volumes = volumes;
    }

    ArrayNode of(Service service) {
        ArrayNode mounts = JsonNodeFactory.instance.arrayNode();
        add(mounts, service, new HashSet<>());
        return mounts;
    }

    /** The file systems in memory among the volumes, with their sizes. */
    ArrayNode inMemory(Service service) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (JsonNode written : service.fields().list("volumes")) {
            Fields volume = service.fields().mappingOf(written);
            if (volume.text("type").equals("tmpfs")) {
                found.addObject()
                        .put("Type", "tmpfs")
                        .put("Target", volume.text("target"))
                        .putObject("TmpfsOptions")
                        .put("SizeBytes", volume.mapping("tmpfs").bytes("size"));
            }
        }
        return found;
    }

    private void add(ArrayNode mounts, Service service, Set<String> seen) {
        if (!seen.add(service.name())) {
            return;
        }
        for (JsonNode written : service.fields().list("volumes")) {
            volume(mounts, service, written);
        }
        files(mounts, service, "secrets", "/run/secrets/");
        files(mounts, service, "configs", "/");
        if (service.fields().flag("use_api_socket")) {
            bind(mounts, "/var/run/docker.sock", "/var/run/docker.sock", true, service.place());
        }
        for (JsonNode written : service.fields().list("volumes_from")) {
            ofOthers(mounts, service, written, seen);
        }
    }

    private void volume(ArrayNode mounts, Service service, JsonNode written) {
        Fields volume = service.fields().mappingOf(written);
        String type = volume.text("type");
        String target = volume.text("target");
        String place = service.project().places().of(written);
        boolean writable = !volume.flag("read_only");
        if (target.isEmpty()) {
            throw service.project().places().wrong(written, "a volume without a target");
        }
        if (type.equals("bind") || type.equals("npipe")) {
            ObjectNode mount = bind(mounts, volume.text("source"), target, writable, place);
            mount.put("Type", type);
            mount.put("Propagation", volume.mapping("bind").text("propagation"));
            return;
        }
        ObjectNode mount = mounts.addObject()
                .put("Type", type.isEmpty() ? "volume" : type)
                .put("Destination", target)
                .put("RW", writable)
                .put(Reading.PLACE, place);
        if (type.equals("volume") || type.isEmpty()) {
            String name = volume.has("source") ? volume.text("source") : Volumes.ANONYMOUS;
            mount.put("Name", name).put("Driver", volumes.driver(name, written));
        }
    }

    private ObjectNode bind(ArrayNode mounts, String source, String target, boolean writable, String place) {
        return mounts.addObject()
                .put("Type", "bind")
                .put("Source", paths.source(source))
                .put("Destination", target)
                .put("RW", writable)
                .put(Reading.PLACE, place);
    }

    /** Secrets and configurations that are files are mounted; what comes from elsewhere is copied in. */
    private void files(ArrayNode mounts, Service service, String section, String directory) {
        for (JsonNode written : service.fields().list(section)) {
            Fields grant = service.fields().mappingOf(written);
            String name = grant.text("source");
            JsonNode declared = service.project().section(section).get(name);
            if (declared == null) {
                throw service.project()
                        .places()
                        .wrong(written, name + " is not among the " + section + " of the files");
            }
            if (!declared.isNull() && grant.mappingOf(declared).has("file")) {
                String target = grant.has("target") ? grant.text("target") : name;
                bind(
                        mounts,
                        grant.mappingOf(declared).text("file"),
                        target.startsWith("/") ? target : directory + target,
                        false,
                        service.project().places().of(written));
            }
        }
    }

    private void ofOthers(ArrayNode mounts, Service service, JsonNode written, Set<String> seen) {
        String text = service.fields().textOf(written);
        boolean readOnly = text.endsWith(":ro");
        String reference = text.replaceFirst(":r[ow]$", "");
        if (reference.startsWith("container:")) {
            ObjectNode mount = mounts.addObject()
                    .put("Type", "bind")
                    .put("Destination", "volumes of " + reference)
                    .put("RW", !readOnly)
                    .put(Reading.PLACE, service.project().places().of(written));
            mount.set("Source", Containers.unknown("what " + reference + " mounts only its engine can tell"));
            return;
        }
        Service other = services.get(reference);
        if (other == null) {
            throw service.project().places().wrong(written, "there is no service " + reference);
        }
        ArrayNode theirs = JsonNodeFactory.instance.arrayNode();
        add(theirs, other, seen);
        for (JsonNode mount : theirs) {
            ObjectNode own = mount.deepCopy();
            mounts.add(readOnly ? own.put("RW", false) : own);
        }
    }
}
