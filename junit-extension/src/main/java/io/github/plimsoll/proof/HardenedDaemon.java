package io.github.plimsoll.proof;

import java.util.List;

/** What a hardened host tells about the process, the settings and the networks of its daemon. */
final class HardenedDaemon {

    private HardenedDaemon() {}

    static Json process() {
        return Json.parse("""
                {
                  pid: 100, exe: '/usr/bin/dockerd', uid: 0, gid: 0, oomScoreAdj: -500, cwd: '/', unit: 'docker.service',
                  startedAt: '2026-01-01T10:00:00Z',
                  unixSockets: ['/run/docker.sock', '/run/docker/metrics.sock', '/run/docker/libnetwork/0a1b.sock'],
                  environment: {PATH: '/usr/local/bin:/usr/bin', HOME: '/root'},
                  namespaces: {
                    cgroup: 'cgroup:[1]', ipc: 'ipc:[1]', mnt: 'mnt:[1]', net: 'net:[1]', pid: 'pid:[1]', user: 'user:[1]',
                    uts: 'uts:[1]'
                  },
                  args: ['/usr/bin/dockerd', '-H', 'fd://', '--containerd=/run/containerd/containerd.sock']
                }
                """);
    }

    static Json config() {
        return Json.parse("""
                {
                  path: '/etc/docker/daemon.json', exists: true, modifiedAt: '2026-01-01T09:00:00Z',
                  content: {
                    'icc': false, 'userland-proxy': false, 'no-new-privileges': true, 'live-restore': true,
                    'userns-remap': 'default', 'authorization-plugins': ['policy'], 'log-driver': 'syslog',
                    'log-opts': {'syslog-address': 'tcp+tls://logs.example.com:6514'},
                    'default-ulimits': {
                      'nofile': {Name: 'nofile', Soft: 1024, Hard: 65536},
                      'nproc': {Name: 'nproc', Soft: 1024, Hard: 4096}
                    }
                  }
                }
                """);
    }

    static Json listeners() {
        return Json.parse("{holdersKnown: true, sameNetwork: true, listeners: []}");
    }

    static Json plugin(String name) {
        return Json.parse("""
                {
                  Id: '%1$s', Name: '%1$s', Enabled: true, Settings: {Mounts: [], Devices: [], Env: [], Args: []},
                  Config: {
                    PidHost: false, IpcHost: false, Network: {Type: 'bridge'},
                    Linux: {Capabilities: [], AllowAllDevices: false, Devices: []}
                  }
                }
                """.formatted(name));
    }

    static Json network(String name) {
        return Json.parse("""
                {
                  Name: '%1$s', Id: '%1$s', Driver: 'bridge', Scope: 'local', EnableIPv6: false,
                  Options: {'com.docker.network.bridge.enable_icc': 'false'}
                }
                """.formatted(name));
    }

    /** @param pids the processes that hold the socket */
    static Json listener(String protocol, String address, int port, List<Integer> pids) {
        return Json.parse("{protocol: '%s', address: '%s', port: %d}".formatted(protocol, address, port))
                .with("pids", pids);
    }

    /** What a look at an address finds where the API is served to clients with a certificate only. */
    static Json probedListener(String address, int port) {
        return Json.parse("""
                {
                  plain: {outcome: 'answered', status: 400, headers: {}},
                  tls: {
                    outcome: 'spoken', version: 'TLS 1.3', suite: 'TLS_AES_128_GCM_SHA256',
                    versions: {
                      'TLS 1.0': {outcome: 'refused', detail: 'protocol_version'},
                      'TLS 1.1': {outcome: 'refused', detail: 'protocol_version'},
                      'TLS 1.2': {outcome: 'accepted', detail: ''},
                      'TLS 1.3': {outcome: 'accepted', detail: ''}
                    },
                    weakSuites: {outcome: 'refused', detail: 'handshake_failure', agreed: []},
                    clientCertificate: {requested: true, authorities: ['CN=shop engines'], publicAuthorities: []},
                    trust: {outcome: 'trusted', detail: ''},
                    withoutCertificate: {outcome: 'refused', detail: 'certificate_required'},
                    withForeignCertificate: {outcome: 'refused', detail: 'unknown_ca'}
                  }
                }
                """)
                .with("host", address)
                .with("port", port)
                .withJson("tls.certificates", "[" + certificate(address) + "]");
    }

    private static String certificate(String address) {
        return """
                {
                  subject: 'CN=engine', issuer: 'CN=shop engines', notBefore: '2025-12-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z',
                  keyType: 'EC', keyBits: 256, signature: 'SHA256withECDSA', selfSigned: false, authority: false,
                  names: ['dns:shop-host', 'dns:localhost', 'ip:%s'], purposes: ['server']
                }
                """.formatted(address);
    }
}
