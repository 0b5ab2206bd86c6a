package io.github.plimsoll.proof;

import java.util.List;

/** The documents of a container, its image and its processes on which every control holds. */
final class HardenedContainer {

    private static final String IMAGE = "app:1.4.2";

    private HardenedContainer() {}

    /** As {@code GET /containers/NAME/json} describes one that runs. */
    static Json container(String name) {
        return Json.parse("""
                {
                  Id: '%1$s', Name: '/%1$s', Created: '2026-01-01T11:59:59.5Z', Image: 'sha256:%2$s', AppArmorProfile: 'docker-default', ProcessLabel: '',
                  RestartCount: 0,
                  State: {Status: 'running', Running: true, Pid: 100, StartedAt: '2026-01-01T12:00:00Z', Health: {Status: 'healthy'}},
                  Config: {
                    Image: '%2$s', User: '10001:10001', Env: ['PATH=/bin'], Labels: {},
                    Healthcheck: {Test: ['CMD', '/app', 'health']}, ExposedPorts: {'8080/tcp': {}}
                  },
                  HostConfig: {
                    Privileged: false, CapAdd: null, CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'],
                    LogConfig: {Type: 'syslog', Config: {'syslog-address': 'tcp+tls://logs.example.com:6514'}},
                    NetworkMode: 'shop', PidMode: '', IpcMode: 'private', UTSMode: '', UsernsMode: '', CgroupParent: '',
                    Memory: 536870912, CpuShares: 0, NanoCpus: 500000000, CpuQuota: 0, PidsLimit: 100, Ulimits: null,
                    ReadonlyRootfs: true, RestartPolicy: {Name: 'on-failure', MaximumRetryCount: 5},
                    Devices: [], DeviceCgroupRules: null, DeviceRequests: null, PublishAllPorts: false,
                    MemorySwap: 536870912, OomKillDisable: false, OomScoreAdj: 0, StorageOpt: null, Tmpfs: null,
                    GroupAdd: null, Sysctls: null, Runtime: 'runc', CgroupnsMode: 'private',
                    MaskedPaths: ['/proc/acpi', '/proc/asound', '/proc/kcore', '/proc/keys', '/proc/latency_stats',
                      '/proc/sched_debug', '/proc/scsi', '/proc/timer_list', '/proc/timer_stats', '/sys/firmware'],
                    ReadonlyPaths: ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'],
                    PortBindings: {'8080/tcp': [{HostIp: '127.0.0.1', HostPort: '8080'}]}
                  },
                  NetworkSettings: {
                    Networks: {shop: {NetworkID: 'shop'}},
                    Ports: {'8080/tcp': [{HostIp: '127.0.0.1', HostPort: '8080'}]}
                  },
                  Mounts: [{Type: 'bind', Source: '/srv/shop', Destination: '/data', RW: true, Propagation: 'rprivate'}],
                  ExecIDs: null
                }
                """.formatted(name, IMAGE));
    }

    /** As {@code GET /containers/json} lists it. */
    static Json listed(String name) {
        return Json.parse("{Id: '%1$s', Names: ['/%1$s'], ImageID: 'sha256:%2$s'}".formatted(name, IMAGE));
    }

    static Json processes() {
        return Json.parse("{from: 'proc'}").with("processes", List.of()).plus("processes", process());
    }

    /** Its first process, held by all that can hold one. */
    static Json process() {
        return Json.parse("""
                {
                  pid: 100, uid: 10001, name: 'app', program: '/app', exe: '/app', gid: 10001, groups: [10001],
                  capabilities: {effective: '0000000000000000', permitted: '0000000000000000', bounding: '0000000000000000'},
                  seccomp: 2, noNewPrivileges: true, label: 'docker-default (enforce)',
                  namespaces: {
                    cgroup: 'cgroup:[2]', ipc: 'ipc:[2]', mnt: 'mnt:[2]', net: 'net:[2]', pid: 'pid:[2]', user: 'user:[2]',
                    uts: 'uts:[2]'
                  }
                }
                """);
    }

    /** A session that somebody has open in the container. */
    static Json exec(String id) {
        return Json.parse("""
                {ID: '%s', Running: true, Pid: 101, ProcessConfig: {privileged: false, user: '10001', entrypoint: '/app'}}
                """.formatted(id));
    }

    /** The name of the image that containers are made from. */
    static String image() {
        return IMAGE;
    }

    /** As {@code GET /images/ID/json} describes it. */
    static Json image(String tag) {
        return Json.parse("""
                {Id: 'sha256:%1$s', RepoTags: ['%1$s'], RepoDigests: ['app@sha256:1'], Created: '2025-12-31T00:00:00Z', Config: {User: '10001', Healthcheck: {Test: ['CMD', '/app', 'health']}}}
                """.formatted(tag));
    }

    /** What the layers of an image hold. */
    static Json contents() {
        return Json.parse("""
                {
                  mismatches: [], attestations: ['https://slsa.dev/provenance/v1'], cut: [],
                  layers: [
                    {number: 1, digest: 'sha256:1', CreatedBy: 'ADD rootfs.tar.xz / # buildkit', bytes: 1000, entries: 10,
                     filesSearchedInPart: 0, credentialCount: 0, trickCount: 0, credentials: [], tricks: []},
                    {number: 2, digest: 'sha256:2', CreatedBy: 'COPY app /app # buildkit', bytes: 1000, entries: 1,
                     filesSearchedInPart: 0, credentialCount: 0, trickCount: 0, credentials: [], tricks: []}
                  ],
                  setuid: [], capabilities: [], worldWritable: [], unverified: [], preload: [], kernelLinks: [], caches: [],
                  programs: [{path: '/usr/bin/tini', layer: 1}],
                  accounts: {known: true, users: [
                    {name: 'root', uid: 0, login: 'locked'}, {name: 'app', uid: 10001, login: 'locked'}]}
                }
                """);
    }

    /** As {@code GET /images/json} lists it. */
    static Json listedImage(String tag) {
        return Json.parse("{Id: 'sha256:%1$s', RepoTags: ['%1$s'], RepoDigests: []}".formatted(tag));
    }

    /** How an image was built, in the order of its Dockerfile. */
    static List<String> buildSteps() {
        return List.of(
                "/bin/sh -c #(nop) ADD file:1f2e3d in / ",
                "RUN /bin/sh -c apt-get update && apt-get install -y tini # buildkit",
                "COPY app /app # buildkit",
                "ENTRYPOINT [\"/app\"]");
    }
}
