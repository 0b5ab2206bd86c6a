package io.github.plimsoll.proof;

import io.github.plimsoll.fact.docker.DockerDocuments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documents of a Docker host on which every control holds. */
final class HardenedDocker {

    private HardenedDocker() {}

    /** All that is collected of a hardened host with no containers. */
    static FixtureDocuments documents() {
        Map<String, Json> objects = new LinkedHashMap<>();
        objects.put(DockerDocuments.INFO, info());
        objects.put(DockerDocuments.VERSION, version());
        objects.put(DockerDocuments.DAEMON_PROCESS, HardenedDaemon.process());
        objects.put(DockerDocuments.DAEMON_CONFIG, HardenedDaemon.config());
        objects.put(DockerDocuments.LISTENERS, HardenedDaemon.listeners());
        objects.put(DockerDocuments.LINKS, Json.parse("{links: []}"));
        objects.putAll(HardenedHost.documents());
        objects.put(
                DockerDocuments.PROBED_LISTENERS, Json.parse("{listeners: [], hostNames: ['shop-host', '10.0.0.1']}"));
        objects.put(DockerDocuments.PROBED_REGISTRIES, Json.parse("{registries: []}"));
        objects.put(DockerDocuments.CLIENT, client());
        objects.put(DockerDocuments.IMAGE_CHOICE, Json.parse("{chosen: 'used'}"));
        objects.put(DockerDocuments.DISK_USAGE, Json.parse("{Images: [], Containers: []}"));
        objects.put(DockerDocuments.VOLUMES, Json.parse("{Volumes: []}"));
        Map<String, List<Json>> lists = new LinkedHashMap<>();
        lists.put(DockerDocuments.PLUGINS, List.of());
        lists.put(DockerDocuments.IMAGES, List.of());
        lists.put(DockerDocuments.CONTAINERS, List.of());
        lists.put(DockerDocuments.NETWORKS, List.of(HardenedDaemon.network("bridge")));
        return new FixtureDocuments(objects, lists);
    }

    static Json info() {
        return Json.parse("""
                {
                  ID: 'fixture', OSType: 'linux', Driver: 'overlay2', ServerVersion: '29.9.0',
                  DockerRootDir: '/var/lib/docker', DefaultRuntime: 'runc', DriverStatus: [['Backing Filesystem', 'extfs']],
                  Runtimes: {runc: {path: 'runc'}, 'io.containerd.runc.v2': {path: 'runc'}},
                  SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=userns', 'name=cgroupns',
                    'name=no-new-privileges'],
                  CgroupDriver: 'systemd', CgroupVersion: '2',
                  LoggingDriver: 'syslog', Debug: false, ExperimentalBuild: false,
                  LiveRestoreEnabled: true, Containers: 0, ContainersStopped: 0, Plugins: {Authorization: ['policy']},
                  RegistryConfig: {
                    InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8'],
                    IndexConfigs: {'docker.io': {Name: 'docker.io', Secure: true, Official: true}}
                  },
                  MemTotal: 8589934592, NCPU: 4, Warnings: null,
                  MemoryLimit: true, SwapLimit: true, PidsLimit: true, CpuCfsQuota: true,
                  Swarm: {NodeID: '', NodeAddr: '', LocalNodeState: 'inactive', ControlAvailable: false}
                }
                """);
    }

    static Json version() {
        return Json.parse("""
                {
                  Platform: {Name: 'Docker Engine - Community'}, Version: '29.9.0', ApiVersion: '1.56', Os: 'linux',
                  BuildTime: '2025-12-10T08:00:00.000000000+00:00',
                  Components: [
                    {Name: 'Engine', Version: '29.9.0', Details: {GitCommit: '4c9b3b0'}},
                    {Name: 'containerd', Version: 'v2.3.2', Details: {GitCommit: '06b99ca80cdbfbc6cc8bd567021738c9af2b36ce'}},
                    {Name: 'runc', Version: '1.4.3', Details: {GitCommit: 'v1.4.3-0-g8f2ab71a'}},
                    {Name: 'docker-init', Version: '0.19.0', Details: {GitCommit: 'de40ad0'}}
                  ]
                }
                """);
    }

    /** How a docker command is set up that connects to the engine of its own host, and keeps passwords elsewhere. */
    static Json client() {
        return Json.parse("{directory: '/home/jane/.docker', connections: [], plainCredentials: [], keys: []}");
    }
}
