package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Services of a file, and the containers that a real engine makes of the same, created by hand: their verdicts are the same. */
@Tag("live")
@Timeout(120)
class ComposeLiveTests {

    /** What a file leaves to the image or the engine may be decided there; nothing else may. */
    private static final List<Verdict> LEFT_OPEN = List.of(Verdict.INCONCLUSIVE, Verdict.NOT_APPLICABLE);

    private static final String SOUND = "sound";
    private static final String ROOT = "root";
    private static final String PRIVILEGED = "privileged";
    private static final String LIMITED = "limited";
    private static final String MOUNTING = "mounting";
    private static final String OPEN = "open";

    private final Engine engine = LiveDocker.answering();
    private final Map<String, String> services = new LinkedHashMap<>();

    @TempDir
    Path directory;

    @BeforeEach
    void plant() {
        PlantedHost.plant(engine, List.of());
        both(SOUND, """
                user: "1000:1000"
                read_only: true
                cap_drop: [ALL]
                security_opt: ["no-new-privileges:true"]
                healthcheck: {test: [CMD, /pause]}
                restart: "on-failure:3"
                logging: {driver: json-file, options: {max-size: 1m}}
                """, """
                {User: '1000:1000', Healthcheck: {Test: ['CMD', '/pause']}, HostConfig: {ReadonlyRootfs: true,
                 CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges:true'],
                 RestartPolicy: {Name: 'on-failure', MaximumRetryCount: 3},
                 LogConfig: {Type: 'json-file', Config: {'max-size': '1m'}}}}
                """);
        both(ROOT, """
                user: root
                security_opt: [apparmor=unconfined, seccomp=unconfined, systempaths=unconfined]
                healthcheck: {disable: true}
                environment: {DB_PASSWORD: hunter2hunter2}
                logging: {driver: none}
                restart: always
                ipc: host
                """, """
                {User: 'root', Healthcheck: {Test: ['NONE']}, Env: ['DB_PASSWORD=hunter2hunter2'], HostConfig: {
                 SecurityOpt: ['apparmor=unconfined', 'seccomp=unconfined'], MaskedPaths: [], ReadonlyPaths: [],
                 LogConfig: {Type: 'none'}, RestartPolicy: {Name: 'always'}, IpcMode: 'host'}}
                """);
        both(PRIVILEGED, """
                user: "0"
                privileged: true
                pid: host
                userns_mode: host
                uts: host
                healthcheck: {test: /pause}
                """, """
                {User: '0', Healthcheck: {Test: ['CMD-SHELL', '/pause']},
                 HostConfig: {Privileged: true, PidMode: 'host', UsernsMode: 'host', UTSMode: 'host'}}
                """);
        both(LIMITED, """
                user: "1"
                deploy: {resources: {limits: {memory: 64M, cpus: "0.5", pids: 20}}}
                ulimits: {nofile: 64}
                sysctls: {kernel.msgmax: "8192"}
                cap_add: [SYS_TIME]
                group_add: ["0"]
                tmpfs: ["/a", "/b:size=1m"]
                cgroup_parent: ""
                """, """
                {User: '1', HostConfig: {Memory: 67108864, NanoCpus: 500000000, PidsLimit: 20,
                 Ulimits: [{Name: 'nofile', Soft: 64, Hard: 64}], Sysctls: {'kernel.msgmax': '8192'}, CapAdd: ['SYS_TIME'],
                 GroupAdd: ['0'], Tmpfs: {'/a': '', '/b': 'size=1m'}}}
                """);
        both(MOUNTING, """
                user: "1"
                volumes:
                  - /etc:/host:ro
                  - /dev/null:/run/null
                  - type: bind
                    source: /usr
                    target: /usr-of-host
                    bind: {propagation: rslave}
                devices: ["/dev/null:/dev/x:r"]
                """, """
                {User: '1', HostConfig: {Binds: ['/etc:/host:ro', '/dev/null:/run/null'],
                 Mounts: [{Type: 'bind', Source: '/usr', Target: '/usr-of-host', BindOptions: {Propagation: 'rslave'}}],
                 Devices: [{PathOnHost: '/dev/null', PathInContainer: '/dev/x', CgroupPermissions: 'r'}]}}
                """);
        both(OPEN, """
                user: "1"
                network_mode: bridge
                ports: ["80:80", "127.0.0.1:8080:81", "82/udp"]
                """, """
                {User: '1', ExposedPorts: {'80/tcp': {}, '81/tcp': {}, '82/udp': {}}, HostConfig: {NetworkMode: 'bridge', PortBindings: {
                 '80/tcp': [{HostIp: '', HostPort: '80'}], '81/tcp': [{HostIp: '127.0.0.1', HostPort: '8080'}],
                 '82/udp': [{HostIp: '', HostPort: ''}]}}}
                """);
    }

    @AfterEach
    void remove() {
        PlantedHost.remove(engine);
    }

    private void both(String name, String fields, String document) {
        services.put(name, fields);
        ObjectNode create = (ObjectNode) Plant.json(document);
        create.put("Image", PlantImages.BARE);
        ObjectNode host = (ObjectNode) create.path("HostConfig");
        host.put("NetworkMode", host.path("NetworkMode").asText(PlantedHost.NETWORK));
        create.putObject("Labels").put(PlantedHost.LABEL, "container");
        engine.post("/containers/create?name=" + PlantedHost.PREFIX + name, create);
    }

    @Test
    void a_service_and_the_container_made_of_it_come_to_the_same_verdicts() throws IOException {
        StringBuilder yaml = new StringBuilder("services:\n");
        services.forEach((name, fields) -> yaml.append(
                "  " + PlantedHost.PREFIX + name + ":\n    image: " + PlantImages.BARE + "\n" + fields.indent(4)));
        Path file = Files.writeString(directory.resolve("compose.yaml"), yaml);

        Map<String, Verdict> ofFile = verdicts(LiveAudit.of("compose:" + file));
        Map<String, Verdict> ofEngine = verdicts(LiveAudit.of("host"));

        TreeSet<String> different = new TreeSet<>();
        int decided = 0;
        for (Map.Entry<String, Verdict> judged : ofFile.entrySet()) {
            Verdict live = ofEngine.get(judged.getKey());
            if (!LEFT_OPEN.contains(judged.getValue())) {
                decided++;
                if (judged.getValue() != live && !isForAnotherKernel(judged.getKey(), live)) {
                    different.add(judged + " in the file, " + live + " on the engine");
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(decided).as("verdicts that the file decides").isGreaterThan(150);
        assertThat(ofFile)
                .containsEntry(key("is_not_privileged", PRIVILEGED), Verdict.VIOLATED)
                .containsEntry(key("seccomp_filters_syscalls", ROOT), Verdict.VIOLATED)
                .containsEntry(key("memory_is_limited", LIMITED), Verdict.COMPLIANT)
                .containsEntry(key("process_is_not_root", SOUND), Verdict.COMPLIANT);
        assertThat(ofFile.keySet())
                .as("mounts and ports bear the names that they have on the engine")
                .filteredOn(key -> key.contains(" › "))
                .allMatch(ofEngine::containsKey)
                .hasSizeGreaterThan(20);
    }

    /** A file that opts out of AppArmor or SELinux does so for every host, also for one that has it. */
    private static boolean isForAnotherKernel(String judged, @Nullable Verdict live) {
        return live == Verdict.NOT_APPLICABLE
                && (judged.startsWith("docker/apparmor_confines_it ")
                        || judged.startsWith("docker/selinux_confines_it "));
    }

    private static String key(String control, String service) {
        return "docker/" + control + " container/" + PlantedHost.PREFIX + service;
    }

    private static Map<String, Verdict> verdicts(LiveAudit audit) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        audit.results().forEach(result -> {
            for (Finding finding : result.findings()) {
                if (finding.subject().startsWith("container/" + PlantedHost.PREFIX)) {
                    verdicts.put(result.control().id() + " " + finding.subject(), finding.verdict());
                }
            }
        });
        return verdicts;
    }
}
