package io.github.plimsoll.proof;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a hardened machine tells of its files, mounts, accounts, units and audit rules. */
final class HardenedHost {

    /** What there is, by its path; {@code -} for what the host does without. */
    private static final String[][] FILES = {
        {"/usr/lib/systemd/system/docker.service", "file", "0644"},
        {"/etc/systemd/system/docker.service.d/hardening.conf", "file", "0644"},
        {"/usr/lib/systemd/system/docker.socket", "file", "0644"},
        {"/usr/lib/systemd/system/containerd.service", "file", "0644"},
        {"/etc/default/docker", "file", "0644"},
        {"/etc/sysconfig/docker", "-", ""},
        {"/etc/docker", "directory", "0755"},
        {"/etc/docker/daemon.json", "file", "0600"},
        {"/etc/docker/key.json", "file", "0600"},
        {"/etc/docker/certs.d", "directory", "0755"},
        {"/etc/docker/certs.d/registry.example.com", "directory", "0755"},
        {"/etc/docker/certs.d/registry.example.com/ca.crt", "file", "0444"},
        {"/run/docker.sock", "socket", "0660"},
        {"/run/containerd", "directory", "0711"},
        {"/run/containerd/containerd.sock", "socket", "0660"},
        {"/etc/containerd/config.toml", "file", "0644"},
        {"/var/lib/docker", "directory", "0710"},
        {"/var/lib/docker/swarm/certificates/swarm-node.key", "-", ""},
        {"/var/lib/docker/swarm/state.json", "-", ""},
        {"/usr/bin/dockerd", "file", "0755"},
        {"/usr/bin/containerd", "file", "0755"},
        {"/usr/local/bin/containerd-shim", "-", ""},
        {"/usr/bin/containerd-shim", "-", ""},
        {"/usr/local/bin/containerd-shim-runc-v1", "-", ""},
        {"/usr/bin/containerd-shim-runc-v1", "-", ""},
        {"/usr/local/bin/containerd-shim-runc-v2", "-", ""},
        {"/usr/bin/containerd-shim-runc-v2", "file", "0755"},
        {"/usr/local/bin/runc", "-", ""},
        {"/usr/bin/runc", "file", "0755"},
        {"/usr/local/bin/docker-init", "-", ""},
        {"/usr/bin/docker-init", "file", "0755"},
        {"/usr/local/bin/docker-proxy", "-", ""},
        {"/usr/bin/docker-proxy", "file", "0755"},
        {"/usr/local/bin/docker", "-", ""},
        {"/usr/bin/docker", "file", "0755"},
    };

    /** What changes of which are recorded. */
    private static final String[] WATCHED = {
        "/usr/bin/dockerd",
        "/run/containerd",
        "/var/lib/docker",
        "/etc/docker",
        "/usr/lib/systemd/system/docker.service",
        "/etc/systemd/system/docker.service.d",
        "/usr/lib/systemd/system/docker.socket",
        "/run/docker.sock",
        "/etc/default/docker",
        "/etc/containerd/config.toml",
        "/usr/bin/containerd",
        "/usr/bin/containerd-shim-runc-v2",
        "/usr/bin/runc",
    };

    private HardenedHost() {}

    static Map<String, Json> documents() {
        Map<String, Json> documents = new LinkedHashMap<>();
        documents.put(HostDocuments.FILES, files());
        documents.put(HostDocuments.MOUNTS, Json.parse("""
                {mounts: [
                  {at: '/', device: '8:1', root: '/', type: 'ext4', source: '/dev/sda1', options: 'rw'},
                  {at: '/var/lib/docker', device: '8:2', root: '/', type: 'ext4', source: '/dev/sda2', options: 'rw'}
                ]}
                """));
        documents.put(HostDocuments.ACCOUNTS, Json.parse("""
                {
                  users: [{name: 'root', uid: 0, gid: 0}, {name: 'jane', uid: 1000, gid: 1000}],
                  groups: [{name: 'root', gid: 0, members: []}, {name: 'disk', gid: 6, members: []},
                    {name: 'sudo', gid: 27, members: []}, {name: 'docker', gid: 998, members: []},
                    {name: 'jane', gid: 1000, members: []}],
                  subordinateUsers: [
                    {owner: 'dockremap', first: 100000, count: 65536}, {owner: 'jane', first: 165536, count: 65536}],
                  subordinateGroups: [
                    {owner: 'dockremap', first: 100000, count: 65536}, {owner: 'jane', first: 165536, count: 65536}],
                  otherSources: []
                }
                """));
        documents.put(HostDocuments.UNITS, Json.parse("""
                {
                  'docker.service': {
                    found: true, fragment: '/usr/lib/systemd/system/docker.service',
                    dropIns: ['/etc/systemd/system/docker.service.d/hardening.conf'],
                    commands: [['/usr/bin/dockerd', '-H', 'fd://', '--containerd=/run/containerd/containerd.sock']],
                    environmentFiles: ['/etc/default/docker'], listens: []
                  },
                  'docker.socket': {
                    found: true, fragment: '/usr/lib/systemd/system/docker.socket', dropIns: [], commands: [],
                    environmentFiles: [], listens: ['/run/docker.sock'],
                    SocketMode: '0660', SocketUser: 'root', SocketGroup: 'docker'
                  },
                  'containerd.service': {
                    found: true, fragment: '/usr/lib/systemd/system/containerd.service', dropIns: [],
                    commands: [['/usr/bin/containerd']], environmentFiles: [], listens: []
                  }
                }
                """));
        documents.put(HostDocuments.SYSTEM, Json.parse("""
                {os: 'Debian GNU/Linux 12', kernel: '6.1.0', securityModules: ['apparmor'],
                  sysctls: {'kernel.kptr_restrict': '2'},
                  limits: {processIds: 32768, threads: 60000, openFiles: 100000, used: {threads: 400, openFiles: 2000}},
                  clock: {synchronised: true, keepers: ['chronyd']},
                  firmware: {vendor: 'Hetzner', product: 'vServer', asset: '', biosVendor: 'Hetzner', biosVersion: '1'}}
                """));
        documents.put(HostDocuments.NETWORK, Json.parse("""
                {synCookies: 1, connections: {most: 10000, now: 100}, bridges: {ip: true, ip6: true},
                  interfaces: {ip: ['br-bridge', 'eth0'], ip6: ['eth0']}}
                """));
        documents.put(
                HostDocuments.PACKET_FILTER,
                Json.parse("{nftables: []}").with("iptables.ip", packetFilter()).with("iptables.ip6", packetFilter()));
        documents.put(
                HostDocuments.SPACE,
                Json.parse("{'/var/lib/docker': {bytes: 1000, freeBytes: 600, files: 100, freeFiles: 80}}"));
        documents.put(DockerDocuments.SECCOMP_PROFILE, Json.parse("{}"));
        documents.put(DockerDocuments.REGISTRY_FILES, Json.parse("{files: []}"));
        documents.put(DockerDocuments.DEPLOYMENT_FILES, Json.parse("{files: []}"));
        documents.put(HostDocuments.AUDIT_LIVE, rules(Json.parse("{enabled: 1}")));
        documents.put(HostDocuments.AUDIT_RULES, rules(Json.parse("{files: ['/etc/audit/rules.d/docker.rules']}")));
        documents.put(DockerDocuments.CONTAINERD, Json.parse("""
                {
                  address: '/run/containerd/containerd.sock', pid: 90, managed: false, exe: '/usr/bin/containerd',
                  config: '/etc/containerd/config.toml', root: '/var/lib/containerd', state: '/run/containerd'
                }
                """));
        return documents;
    }

    /** Limits new connections to whatever is published, by the address they come from. */
    private static List<String> packetFilter() {
        String limit = "-m conntrack --ctstate NEW -m hashlimit --hashlimit-above 50/sec --hashlimit-burst 100"
                + " --hashlimit-mode srcip --hashlimit-name new -j DROP";
        return List.of(
                "*filter",
                ":INPUT ACCEPT [0:0]",
                ":FORWARD DROP [0:0]",
                ":DOCKER-USER - [0:0]",
                "-A INPUT -i eth0 " + limit,
                "-A FORWARD -j DOCKER-USER",
                "-A FORWARD -i br-bridge -o br-bridge -j DROP",
                "-A FORWARD -o br-bridge -j ACCEPT",
                "-A DOCKER-USER -i eth0 " + limit,
                "-A DOCKER-USER -d 169.254.169.254/32 -j DROP",
                "-A DOCKER-USER -j RETURN");
    }

    /** A file of root's; a socket of Docker's has its group. */
    static Json file(String path, String type, String mode) {
        return Json.parse("{exists: true, uid: 0, acl: [], modifiedAt: '2026-01-01T08:00:00Z'}")
                .with("path", path)
                .with("type", type)
                .with("mode", mode)
                .with("gid", path.equals("/run/docker.sock") ? 998 : 0)
                .withJson("way", "[{path: '/', type: 'directory', uid: 0, gid: 0, mode: '0755', acl: []}]");
    }

    static Json absent(String path) {
        return Json.parse("{exists: false}").with("path", path);
    }

    private static Json files() {
        Json files = Json.parse("{}");
        for (String[] file : FILES) {
            Json entry = file[1].equals("-") ? absent(file[0]) : file(file[0], file[1], file[2]);
            files = files.with("\"" + file[0] + "\"", entry.node());
        }
        return files;
    }

    private static Json rules(Json document) {
        Json rules = document.withJson("rules", "[]");
        for (String path : WATCHED) {
            rules = rules.plus("rules", rule(path));
        }
        return rules;
    }

    /** A rule in its short spelling. */
    static Json rule(String path) {
        return Json.parse("{list: 'exit', action: 'always', permissions: 'wa', syscalls: [], fields: []}")
                .with("watch", path);
    }
}
