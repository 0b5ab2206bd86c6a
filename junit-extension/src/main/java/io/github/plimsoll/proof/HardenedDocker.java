package io.github.plimsoll.proof;

/** The documents of a Docker host on which every control holds. */
final class HardenedDocker {

    private HardenedDocker() {}

    static Json info() {
        return Json.parse("""
                {
                  ID: 'fixture', OSType: 'linux', Driver: 'overlay2', ServerVersion: '28.3.0',
                  DockerRootDir: '/var/lib/docker', DefaultRuntime: 'runc', DriverStatus: [['Backing Filesystem', 'extfs']],
                  Runtimes: {runc: {path: 'runc'}, 'io.containerd.runc.v2': {path: 'runc'}},
                  SecurityOptions: ['name=apparmor', 'name=seccomp,profile=builtin', 'name=userns', 'name=cgroupns',
                    'name=no-new-privileges'],
                  CgroupDriver: 'systemd', CgroupVersion: '2', DefaultRuntime: 'runc',
                  Runtimes: {'runc': {path: 'runc'}, 'io.containerd.runc.v2': {path: 'runc'}},
                  LoggingDriver: 'syslog', Debug: false, ExperimentalBuild: false,
                  LiveRestoreEnabled: true, Containers: 0, ContainersStopped: 0, Plugins: {Authorization: ['policy']},
                  RegistryConfig: {
                    InsecureRegistryCIDRs: ['::1/128', '127.0.0.0/8'],
                    IndexConfigs: {'docker.io': {Name: 'docker.io', Secure: true, Official: true}}
                  },
                  Swarm: {NodeID: '', NodeAddr: '', LocalNodeState: 'inactive', ControlAvailable: false}
                }
                """);
    }

    static Json version() {
        return Json.parse(
                "{Version: '28.3.0', ApiVersion: '1.51', Os: 'linux', BuildTime: '2025-12-10T08:00:00.000000000+00:00'}");
    }
}
