package io.github.plimsoll.proof;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A Docker host, hardened until something is changed. */
public final class DockerFixture implements Fixture {

    private final FixtureDocuments documents;
    private final String endpoint;
    private final Instant at;

    private DockerFixture(FixtureDocuments documents, String endpoint, Instant at) {
        this.documents = documents;
        this.endpoint = endpoint;
        this.at = at;
    }

    /** A hardened host with no containers. */
    public static DockerFixture host() {
        return new DockerFixture(
                HardenedDocker.documents(), "unix:///var/run/docker.sock", Instant.parse("2026-01-02T00:00:00Z"));
    }

    /** Adds a hardened, running container. */
    public DockerFixture container(String name) {
        return container(name, UnaryOperator.identity());
    }

    /** Adds a hardened, running container after a change, and the image it is made from. */
    public DockerFixture container(String name, UnaryOperator<Json> change) {
        DockerFixture host = documents
                        .object(DockerDocuments.image("sha256:" + HardenedContainer.image()))
                        .isPresent()
                ? this
                : image(HardenedContainer.image());
        return host.listed(DockerDocuments.CONTAINERS, HardenedContainer.listed(name))
                .changed(
                        DockerDocuments.DISK_USAGE,
                        usage -> usage.plus(
                                "Containers", Json.parse("{SizeRw: 4096}").with("Id", name)))
                .info(info ->
                        info.with("Containers", info.node().get("Containers").intValue() + 1))
                .object(DockerDocuments.container(name), change.apply(HardenedContainer.container(name)))
                .object(DockerDocuments.changes(name), Json.parse("{from: 'engine', changes: []}"))
                .object(DockerDocuments.processes(name), HardenedContainer.processes());
    }

    /** Has a container change a file of its image: {@code 0} changed, {@code 1} added, {@code 2} removed. */
    public DockerFixture change(String container, int kind, String path) {
        return changed(
                DockerDocuments.changes(container),
                document -> document.plus(
                        "changes", Json.parse("{}").with("Kind", kind).with("Path", path)));
    }

    /** Says which processes a container has, for example {@code {pid: 1, uid: 0, name: 'sh'}}. */
    public DockerFixture processes(String container, String... processes) {
        return changed(
                DockerDocuments.processes(container),
                top -> top.withJson("processes", "[" + String.join(", ", processes) + "]"));
    }

    /** Adds a process to a running container: one held by all that can hold it, after a change. */
    public DockerFixture process(String container, UnaryOperator<Json> change) {
        return changed(
                DockerDocuments.processes(container),
                top -> top.plus("processes", change.apply(HardenedContainer.process())));
    }

    /** Opens a hardened session in a container, after a change. */
    public DockerFixture exec(String container, String id, UnaryOperator<Json> change) {
        return changed(DockerDocuments.container(container), inspected -> inspected.with("ExecIDs", List.of(id)))
                .object(DockerDocuments.exec(id), change.apply(HardenedContainer.exec(id)));
    }

    /** Adds a hardened image. */
    public DockerFixture image(String tag) {
        return image(tag, UnaryOperator.identity());
    }

    /** Adds a hardened image after a change. */
    public DockerFixture image(String tag, UnaryOperator<Json> change) {
        String id = "sha256:" + tag;
        return listed(DockerDocuments.IMAGES, HardenedContainer.listedImage(tag))
                .object(DockerDocuments.image(id), change.apply(HardenedContainer.image(tag)))
                .object(DockerDocuments.contents(id), HardenedContainer.contents())
                .built(tag, HardenedContainer.buildSteps().toArray(String[]::new));
    }

    /** Changes what the layers of an image hold, as {@code ImageFiles} reads it. */
    public DockerFixture contents(String tag, UnaryOperator<Json> change) {
        return changed(DockerDocuments.contents("sha256:" + tag), change);
    }

    /** Says how an image was built, in the order of its Dockerfile and in the words of the engine. */
    public DockerFixture built(String tag, String... steps) {
        return relisted(DockerDocuments.history("sha256:" + tag), history -> {
            history.clear();
            for (String step : steps) {
                history.add(0, Json.parse("{}").with("CreatedBy", step));
            }
        });
    }

    /** Adds a plugin that has no power over the host, after a change. */
    public DockerFixture plugin(String name, UnaryOperator<Json> change) {
        return listed(DockerDocuments.PLUGINS, change.apply(HardenedDaemon.plugin(name)));
    }

    /** Adds a volume with driver options, for example {@code {type: 'none', o: 'bind', device: '/etc'}}. */
    public DockerFixture volume(String name, String options) {
        Json volume = Json.parse("{Driver: 'local'}").with("Name", name).withJson("Options", options);
        return changed(DockerDocuments.VOLUMES, volumes -> volumes.plus("Volumes", volume));
    }

    /** Makes a path of the host a link. */
    public DockerFixture link(String path, String target) {
        Json link = Json.parse("{}").with("path", path).with("target", target);
        return changed(DockerDocuments.LINKS, links -> links.plus("links", link));
    }

    /** Changes what {@code GET /info} says. */
    public DockerFixture info(UnaryOperator<Json> change) {
        return changed(DockerDocuments.INFO, change);
    }

    /** Starts the daemon with further arguments. */
    public DockerFixture daemonArgs(String... arguments) {
        return changed(DockerDocuments.DAEMON_PROCESS, process -> {
            Json more = process;
            for (String argument : arguments) {
                more = more.plus("args", argument);
            }
            return more;
        });
    }

    /** Sets a field of the daemon's configuration file. */
    public DockerFixture daemonJson(String path, Object value) {
        return changed(DockerDocuments.DAEMON_CONFIG, config -> config.with("content." + path, value));
    }

    /** Takes a field out of the daemon's configuration file. */
    public DockerFixture withoutDaemonJson(String path) {
        return changed(DockerDocuments.DAEMON_CONFIG, config -> config.without("content." + path));
    }

    /** Changes what is known of a file of the host; one that was not there is one of root's, mode 0644, then. */
    public DockerFixture file(String path, UnaryOperator<Json> change) {
        String key = "\"" + path + "\"";
        return changed(HostDocuments.FILES, files -> {
            Json file = files.at(key)
                    .filter(known -> known.node().path("exists").asBoolean())
                    .orElse(HardenedHost.file(path, "file", "0644"));
            return files.with(key, change.apply(file).node());
        });
    }

    /** Adds a file of root's to the host. */
    public DockerFixture file(String path) {
        return file(path, UnaryOperator.identity());
    }

    /** Takes a file of the host away. */
    public DockerFixture withoutFile(String path) {
        return changed(
                HostDocuments.FILES,
                files ->
                        files.with("\"" + path + "\"", HardenedHost.absent(path).node()));
    }

    /** Makes a file of the host one that may not be looked at. */
    public DockerFixture unreadableFile(String path) {
        return changed(
                HostDocuments.FILES,
                files -> files.with(
                        "\"" + path + "\"",
                        Json.parse("{unreadable: 'no permission'}").node()));
    }

    /** Takes away what watches a path, in the kernel and in the files. */
    public DockerFixture unaudited(String path) {
        return changed(HostDocuments.AUDIT_LIVE, rules -> rules.withoutElement("rules", "watch", path))
                .changed(HostDocuments.AUDIT_RULES, rules -> rules.withoutElement("rules", "watch", path));
    }

    /** Adds an audit rule, in the kernel and in the files, for example {@code {list: 'exit', action: 'never', dir: '/etc'}}. */
    public DockerFixture auditRule(String rule) {
        return changed(HostDocuments.AUDIT_LIVE, rules -> rules.plus("rules", Json.parse(rule)))
                .changed(HostDocuments.AUDIT_RULES, rules -> rules.plus("rules", Json.parse(rule)));
    }

    /** Puts an audit rule before all others, in the kernel and in the files. */
    public DockerFixture auditRuleFirst(String rule) {
        return changed(HostDocuments.AUDIT_LIVE, rules -> rules.first("rules", Json.parse(rule)))
                .changed(HostDocuments.AUDIT_RULES, rules -> rules.first("rules", Json.parse(rule)));
    }

    /** The same host seen from elsewhere: nothing is known of the daemon but what its API tells. */
    public DockerFixture remote(String endpoint) {
        String reason = "the daemon does not run on this machine";
        DockerFixture remote = this;
        for (String key : documents.objects()) {
            remote = key.startsWith("host:") ? remote.unreadable(key, reason) : remote;
        }
        return remote.reachedAt(endpoint);
    }

    /** The same host, its API reached at another address. */
    public DockerFixture reachedAt(String address) {
        return new DockerFixture(documents, address, at);
    }

    /** The same host seen at another time. */
    public DockerFixture at(Instant time) {
        return new DockerFixture(documents, endpoint, time);
    }

    /** Adds a socket that listens. */
    public DockerFixture listener(String protocol, String address, int port, Integer... pids) {
        return changed(
                DockerDocuments.LISTENERS,
                sockets -> sockets.plus("listeners", HardenedDaemon.listener(protocol, address, port, List.of(pids))));
    }

    /** Serves the API of the engine at an address, in hardened TLS after a change of what a look finds there. */
    public DockerFixture serving(String address, int port, UnaryOperator<Json> change) {
        return serving("daemon", address, port, change);
    }

    /** Adds a registry that images came from, which shows a sound certificate after a change of what a look finds there. */
    public DockerFixture registry(String name, String hostName, UnaryOperator<Json> change) {
        Json listed = Json.parse("{authoritiesKnown: true, port: 443}")
                .with("name", name)
                .with("host", hostName);
        return changed(DockerDocuments.PROBED_REGISTRIES, listing -> listing.plus("registries", listed))
                .object(
                        DockerDocuments.probedRegistry(name),
                        change.apply(HardenedDaemon.probedListener(hostName, 443)
                                .element(
                                        "tls.certificates",
                                        0,
                                        certificate -> certificate.with("names", List.of("dns:" + hostName)))));
    }

    /** The same by somebody else: {@code host}, or {@code container/NAME}. */
    public DockerFixture serving(String owner, String address, int port, UnaryOperator<Json> change) {
        Json listed =
                Json.parse("{}").with("address", address).with("port", port).with("owner", owner);
        return changed(DockerDocuments.PROBED_LISTENERS, listing -> listing.plus("listeners", listed))
                .object(
                        DockerDocuments.probe(address, port),
                        change.apply(HardenedDaemon.probedListener(address, port)));
    }

    /** Adds a hardened bridge network after a change, or changes the one of that name. */
    public DockerFixture network(String name, UnaryOperator<Json> change) {
        return network(name, HardenedDaemon.network(name), change);
    }

    /** Takes a network away. */
    public DockerFixture withoutNetwork(String name) {
        return relisted(DockerDocuments.NETWORKS, networks -> networks.removeIf(network -> network.isNamed(name)));
    }

    /** Adds a hardened overlay network after a change, or changes the one of that name. */
    public DockerFixture overlay(String name, UnaryOperator<Json> change) {
        return network(name, HardenedSwarm.overlay(name), change);
    }

    /** Makes the host a manager of a hardened swarm without services. */
    public DockerFixture swarm() {
        return info(info -> info.with("Swarm", HardenedSwarm.node().node()))
                .object(DockerDocuments.SWARM, HardenedSwarm.swarm())
                .relisted(DockerDocuments.SERVICES, List::clear)
                .relisted(DockerDocuments.CONFIGS, List::clear)
                .overlay("ingress", UnaryOperator.identity())
                .listener("tcp", "10.0.0.1", 2377, 100)
                .listener("tcp", "10.0.0.1", 7946, 100)
                .listener("udp", "10.0.0.1", 7946, 100);
    }

    /** Changes what {@code GET /swarm} says. */
    public DockerFixture swarm(UnaryOperator<Json> change) {
        return swarm().changed(DockerDocuments.SWARM, change);
    }

    /** Adds a hardened service after a change. */
    public DockerFixture service(String name, UnaryOperator<Json> change) {
        return listed(DockerDocuments.SERVICES, change.apply(HardenedSwarm.service(name)));
    }

    /** Adds an empty config of the swarm after a change. */
    public DockerFixture config(String name, UnaryOperator<Json> change) {
        return listed(DockerDocuments.CONFIGS, change.apply(HardenedSwarm.config(name)));
    }

    /** Changes a document that is there. */
    public DockerFixture changed(String key, UnaryOperator<Json> change) {
        return with(documents.changed(key, change));
    }

    /** Makes a document one that could not be collected. */
    public DockerFixture unreadable(String key, String reason) {
        return with(documents.unreadable(key, reason));
    }

    DockerFixture object(String key, Json object) {
        return with(documents.withObject(key, object));
    }

    DockerFixture listed(String key, Json entry) {
        return relisted(key, entries -> entries.add(entry));
    }

    private DockerFixture relisted(String key, Consumer<List<Json>> change) {
        return with(documents.relisted(key, change));
    }

    private DockerFixture with(FixtureDocuments changed) {
        return new DockerFixture(changed, endpoint, at);
    }

    private DockerFixture network(String name, Json hardened, UnaryOperator<Json> change) {
        return relisted(DockerDocuments.NETWORKS, networks -> {
            if (networks.stream().noneMatch(network -> network.isNamed(name))) {
                networks.add(hardened);
            }
            networks.replaceAll(network -> network.isNamed(name) ? change.apply(network) : network);
        });
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(
                new SnapshotHeader(
                        "fixture",
                        "docker",
                        endpoint,
                        "made up for a proof",
                        "Docker Engine",
                        "29.9.0",
                        "fixture",
                        at,
                        "proof",
                        0,
                        List.of()),
                documents.documents(entries -> entries));
    }
}
