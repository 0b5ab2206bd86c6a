package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.suites.docker.live.Plant.plant;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What is planted: one fault a container, each with the controls that have to find it, and some that look like faults. */
final class Plants {

    /** A volume, a port and a session, in each of which a fault could be. */
    private static final String HAVING_SOME_OF_EVERYTHING = """
            {Volumes: {'/data': {}}, ExposedPorts: {'8080/tcp': {}},
             HostConfig: {PortBindings: {'8080/tcp': [{HostIp: '127.0.0.1', HostPort: '%s'}]}}}
            """.formatted(HostPorts.range());

    private Plants() {}

    static List<Plant> all() {
        return List.of(
                plant("hardened", HAVING_SOME_OF_EVERYTHING).withExec("{User: '10001:10001'}"),
                // Looks like a fault, and is none.
                plant("cpu-by-quota", "{HostConfig: {NanoCpus: 0, CpuPeriod: 100000, CpuQuota: 10000}}"),
                plant("cpu-by-shares", "{HostConfig: {NanoCpus: 0, CpuShares: 512}}"),
                plant("never-restarted", "{HostConfig: {RestartPolicy: {Name: 'no', MaximumRetryCount: 0}}}"),
                plant("privileges-spelled-out", "{HostConfig: {SecurityOpt: ['no-new-privileges:true']}}"),
                plant("scratch-space", "{HostConfig: {Tmpfs: {'/tmp': 'size=64k'}}}"),
                // Not started: on a machine without that file starting would make a directory of it.
                plant("time-zone", "{HostConfig: {Binds: ['/etc/localtime:/etc/localtime:ro']}}")
                        .onlyCreated(),
                // Resources.
                plant("memory-unlimited", "{HostConfig: {Memory: 0, MemorySwap: 0}}", "memory_is_limited"),
                plant("cpu-unlimited", "{HostConfig: {NanoCpus: 0}}", "cpu_is_limited"),
                plant("pids-unset", "{HostConfig: {PidsLimit: null}}", "processes_are_limited"),
                plant("pids-minus-one", "{HostConfig: {PidsLimit: -1}}", "processes_are_limited"),
                plant(
                                "ulimit-raised",
                                "{HostConfig: {Ulimits: [{Name: 'nofile', Soft: 1024, Hard: 1024}]}}",
                                "ulimits_are_inherited")
                        .inheriting(),
                // Started, it would leave an empty control group on the host.
                plant("cgroup-parent", "{HostConfig: {CgroupParent: '/plimsoll-plant'}}", "stays_in_default_cgroup")
                        .onlyCreated(),
                plant(
                        "restart-always",
                        "{HostConfig: {RestartPolicy: {Name: 'always', MaximumRetryCount: 0}}}",
                        "restarts_are_bounded"),
                plant(
                        "restart-unless-stopped",
                        "{HostConfig: {RestartPolicy: {Name: 'unless-stopped', MaximumRetryCount: 0}}}",
                        "restarts_are_bounded"),
                plant(
                        "restart-without-end",
                        "{HostConfig: {RestartPolicy: {MaximumRetryCount: 0}}}",
                        "restarts_are_bounded"),
                // Privileges. Not every machine that tests run on may start a privileged container.
                plant(
                                "privileged",
                                "{HostConfig: {Privileged: true}}",
                                "is_not_privileged",
                                "capabilities_are_limited",
                                "gets_no_host_device",
                                "seccomp_filters_syscalls",
                                "apparmor_confines_it",
                                "gets_no_host_device",
                                "capabilities_have_no_power_over_host",
                                "system_paths_are_masked")
                        .onlyCreated(),
                plant(
                                "cap-all",
                                "{HostConfig: {CapAdd: ['ALL']}}",
                                "capabilities_are_limited",
                                "capabilities_have_no_power_over_host")
                        .onlyCreated(),
                plant(
                        "cap-sys-admin",
                        "{HostConfig: {CapAdd: ['SYS_ADMIN']}}",
                        "capabilities_are_limited",
                        "capabilities_have_no_power_over_host"),
                plant(
                        "cap-sys-ptrace-among-processes-of-host",
                        "{HostConfig: {CapAdd: ['SYS_PTRACE'], PidMode: 'host'}}",
                        "capabilities_are_limited",
                        "keeps_out_of_host_processes",
                        "capabilities_have_no_power_over_host"),
                plant(
                        "system-paths-unmasked",
                        "{HostConfig: {MaskedPaths: [], ReadonlyPaths: []}}",
                        "system_paths_are_masked"),
                plant("group-root", "{HostConfig: {GroupAdd: ['audio', '0']}}", "joins_no_powerful_group")
                        .onlyCreated(),
                plant("sysctl", "{HostConfig: {Sysctls: {'net.ipv4.ip_forward': '1'}}}", "sets_only_harmless_sysctls"),
                plant("cap-net-raw", "{HostConfig: {CapAdd: ['CAP_NET_RAW']}}", "capabilities_are_limited"),
                plant("cap-drop-none", "{HostConfig: {CapDrop: []}}", "capabilities_are_limited"),
                plant(
                        "privileges-gained",
                        "{HostConfig: {SecurityOpt: ['no-new-privileges=false']}}",
                        "gains_no_new_privileges"),
                plant("privileges-unset", "{HostConfig: {SecurityOpt: []}}", "gains_no_new_privileges")
                        .inheriting(),
                plant(
                        "seccomp-off",
                        "{HostConfig: {SecurityOpt: ['no-new-privileges', 'seccomp=unconfined']}}",
                        "seccomp_filters_syscalls"),
                plant(
                        "apparmor-off",
                        "{HostConfig: {SecurityOpt: ['no-new-privileges', 'apparmor=unconfined']}}",
                        "apparmor_confines_it"),
                plant(
                        "device",
                        "{HostConfig: {Devices: [{PathOnHost: '/dev/null', PathInContainer: '/dev/gap', CgroupPermissions: 'r'}]}}",
                        "gets_no_host_device"),
                plant("root", "{User: '0:0'}", "process_is_not_root"),
                plant("root-by-alias", "{User: 'toor'}", "process_is_not_root"),
                plant("exec-as-root", "{}", "exec_is_not_root", "process_is_not_root")
                        .withExec("{User: '0'}"),
                plant("exec-privileged", "{}", "exec_is_not_privileged").withExec("{Privileged: true}"),
                // Namespaces.
                plant("net-host", "{HostConfig: {NetworkMode: 'host'}}", "keeps_out_of_host_network"),
                plant(
                        "net-of-another",
                        "{HostConfig: {NetworkMode: 'container:%snet-host'}}".formatted(PlantedHost.PREFIX),
                        "keeps_out_of_host_network"),
                plant("net-default-bridge", "{HostConfig: {NetworkMode: 'default'}}", "avoids_default_bridge"),
                plant("pid-host", "{HostConfig: {PidMode: 'host'}}", "keeps_out_of_host_processes"),
                plant(
                        "pid-of-another",
                        "{HostConfig: {PidMode: 'container:%spid-host'}}".formatted(PlantedHost.PREFIX),
                        "keeps_out_of_host_processes"),
                plant("ipc-host", "{HostConfig: {IpcMode: 'host'}}", "keeps_out_of_host_ipc"),
                plant(
                        "ipc-of-another",
                        "{HostConfig: {IpcMode: 'container:%sipc-host'}}".formatted(PlantedHost.PREFIX),
                        "keeps_out_of_host_ipc"),
                plant("uts-host", "{HostConfig: {UTSMode: 'host'}}", "keeps_out_of_host_uts"),
                plant("userns-host", "{HostConfig: {UsernsMode: 'host'}}", "keeps_out_of_host_user_namespace"),
                // Mounts. The first is not started: where the daemon listens elsewhere, starting would make that
                // directory.
                plant(
                                "socket",
                                "{HostConfig: {Binds: ['/var/run/docker.sock:/docker.sock']}}",
                                "mounts_no_control_socket")
                        .onlyCreated(),
                plant(
                        "socket-by-directory",
                        "{HostConfig: {Binds: ['/var/run:/host-run:ro']}}",
                        "mounts_no_control_socket",
                        "mounts_no_sensitive_host_directory"),
                plant(
                        "etc-writable",
                        "{HostConfig: {Binds: ['/etc:/host-etc']}}",
                        "mounts_no_sensitive_host_directory",
                        "cannot_write_what_host_obeys"),
                plant(
                        "etc-read-only",
                        "{HostConfig: {Binds: ['/etc:/host-etc:ro']}}",
                        "mounts_no_sensitive_host_directory"),
                plant(
                        "etc-by-volume",
                        "{HostConfig: {Binds: ['%s:/data:ro']}}".formatted(PlantedHost.VOLUME),
                        "mounts_no_sensitive_host_directory"),
                plant(
                        "host-programs-writable",
                        "{HostConfig: {Binds: ['/usr/local/bin:/tools']}}",
                        "mounts_no_sensitive_host_directory",
                        "cannot_write_what_host_obeys"),
                plant(
                        "whole-host",
                        "{HostConfig: {Binds: ['/:/host:ro']}}",
                        "mounts_no_sensitive_host_directory",
                        "mounts_no_control_socket"),
                // Not started: few test machines have a shared mount to propagate.
                plant(
                                "propagation-shared",
                                "{HostConfig: {Binds: ['/srv:/data:ro,shared']}}",
                                "mount_propagation_is_not_shared")
                        .onlyCreated(),
                plant(
                        "root-writable",
                        "{HostConfig: {ReadonlyRootfs: false}}",
                        "root_filesystem_is_read_only",
                        "writable_layer_is_bounded"),
                plant("log-unbounded", "{HostConfig: {LogConfig: {Config: null}}}", "log_growth_is_bounded"),
                plant("swap-unlimited", "{HostConfig: {MemorySwap: -1}}", "swap_is_limited"),
                // Not started: not every machine that tests run on may spare a process.
                plant("oom-spared", "{HostConfig: {OomScoreAdj: -500}}", "memory_shortage_ends_it")
                        .onlyCreated(),
                plant(
                        "tmpfs-unbounded",
                        "{HostConfig: {Memory: 0, MemorySwap: 0, Tmpfs: {'/tmp': 'rw'}}}",
                        "memory_is_limited",
                        "tmpfs_is_bounded"),
                plant(
                                "memory-beyond-host",
                                "{HostConfig: {Memory: 1125899906842624, MemorySwap: 1125899906842624}}",
                                "memory_limit_is_within_host")
                        .onlyCreated(),
                plant("secret-variable", "{Env: ['DB_PASSWORD=hunter2']}", "settings_hold_no_secret"),
                plant(
                        "credentials",
                        "{HostConfig: {Binds: ['/etc/shadow:/shadow:ro']}}",
                        "mounts_no_sensitive_host_directory",
                        "mounts_no_credentials"),
                plant(
                        "port-of-database",
                        """
                        {ExposedPorts: {'5432/tcp': {}}, HostConfig: {PortBindings: {'5432/tcp': [{HostIp: '0.0.0.0', HostPort: '%s'}]}}}
                        """.formatted(HostPorts.range()),
                        "port_is_bound_to_one_interface",
                        "private_ports_are_not_public"),
                // Ports.
                plant(
                        "port-anywhere",
                        ports(PlantedHost.NETWORK, "0.0.0.0", HostPorts.range()),
                        "port_is_bound_to_one_interface"),
                plant(
                        "port-anywhere-v6",
                        ports(PlantedHost.NETWORK_V6, "::", HostPorts.range()),
                        "port_is_bound_to_one_interface"),
                // Not started: left to themselves, all daemons count up from the same number and meet.
                plant(
                                "port-whatever-the-image-declares",
                                "{ExposedPorts: {'8080/tcp': {}}, HostConfig: {NetworkMode: '%s', PublishAllPorts: true}}"
                                        .formatted(PlantedHost.NETWORK),
                                "publishes_only_needed_ports",
                                "port_is_bound_to_one_interface")
                        .onlyCreated(),
                plant(
                        "port-low",
                        ports(PlantedHost.NETWORK, someLoopbackAddress(), "81"),
                        "publishes_no_privileged_port"),
                // The image and what runs in it.
                plant("health-unchecked", "{Healthcheck: {Test: ['NONE']}}", "health_is_checked"),
                plant("image-without-health-check", "{Image: '%s'}".formatted(PlantImages.BARE), "health_is_checked"),
                plant("image-latest", "{Image: '%s'}".formatted(PlantImages.LATEST), "image_is_pinned_and_current"),
                plant("ssh-server", "{Entrypoint: ['/usr/sbin/sshd']}", "runs_no_ssh_server"));
    }

    private static String ports(String network, String address, String hostPort) {
        return """
                {ExposedPorts: {'8080/tcp': {}},
                 HostConfig: {NetworkMode: '%s', PortBindings: {'8080/tcp': [{HostIp: '%s', HostPort: '%s'}]}}}
                """.formatted(network, address, hostPort);
    }

    /** Any of the 16 million, so that plants on two daemons of one machine do not fight for the one low port. */
    private static String someLoopbackAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "127.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(1, 255));
    }
}
