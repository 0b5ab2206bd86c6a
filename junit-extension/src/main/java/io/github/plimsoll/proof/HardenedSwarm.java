package io.github.plimsoll.proof;

/** What a manager of a hardened swarm tells about it. */
final class HardenedSwarm {

    /** Valid from 2025-12-15 for twenty years, as the roots that Docker makes. */
    private static final String ROOT = """
            -----BEGIN CERTIFICATE-----
            MIIBTTCB9aADAgECAgkA45pnNXsy7TgwCgYIKoZIzj0EAwIwEzERMA8GA1UEAxMI
            c3dhcm0tY2EwHhcNMjUxMjE1MDAwMDAwWhcNNDUxMjEwMDAwMDAwWjATMREwDwYD
            VQQDEwhzd2FybS1jYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABDtxrjs5Svq3
            jHp5DRyg/H/b3uV+p4Wn6iITaI1ZwbRuWczRiMiT3pVfFG73gL55SOpBrS/gbxBA
            jrZMNkJtAjajMjAwMB0GA1UdDgQWBBS4FhEnvW1HDeBrD81J4X21AmUaQDAPBgNV
            HRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIFBCPAelCWc61JkIyChPzSHS
            ucTmsygBpqgyLuh7Ks7eAiBCvfjLpQIsCNdRh+LLnCMPQhzQ4hgz0W03jXeI/3sx
            xA==
            -----END CERTIFICATE-----
            """;

    private HardenedSwarm() {}

    /** A manager's part in a swarm of three. */
    static Json node() {
        return Json.parse("""
                {
                  NodeID: 'node1', NodeAddr: '10.0.0.1', LocalNodeState: 'active', ControlAvailable: true,
                  Managers: 3, Nodes: 5, RemoteManagers: [{NodeID: 'node1', Addr: '10.0.0.1:2377'}]
                }
                """);
    }

    static Json swarm() {
        return Json.parse("""
                {
                  ID: 'swarm', DataPathPort: 4789,
                  Spec: {CAConfig: {NodeCertExpiry: 2592000000000000}, EncryptionConfig: {AutoLockManagers: true}}
                }
                """).with("TLSInfo.TrustRoot", ROOT);
    }

    static Json service(String name) {
        return Json.parse("""
                {
                  ID: '%1$s', Spec: {Name: '%1$s', TaskTemplate: {ContainerSpec: {
                    Env: ['LANG=C', 'DB_PASSWORD_FILE=/run/secrets/db'], Secrets: [{SecretName: 'db'}]
                  }}}
                }
                """.formatted(name));
    }

    static Json config(String name) {
        return Json.parse("{ID: '%1$s', Spec: {Name: '%1$s', Labels: {}, Data: ''}}".formatted(name));
    }

    static Json overlay(String name) {
        return Json.parse("{Name: '%1$s', Id: '%1$s', Driver: 'overlay', Scope: 'swarm', Options: {encrypted: ''}}"
                .formatted(name));
    }
}
