package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ContainerElevationProofs extends Proofs {

    ContainerElevationProofs() {
        super(ContainerElevation.class);
    }

    @Test
    void capabilities_have_no_power_over_host() {
        satisfiedBy(host().container("web"));
        for (String capability : List.of(
                "SYS_ADMIN",
                "cap_sys_module",
                "SYS_RAWIO",
                "CAP_DAC_READ_SEARCH",
                "BPF",
                "PERFMON",
                "MAC_ADMIN",
                "MAC_OVERRIDE",
                "SYS_TIME",
                "SYSLOG",
                "all")) {
            violatedBy(withCapabilities(capability));
        }
        violatedBy(unmapped(c -> c.with("HostConfig.Privileged", true)));
        // Power only in company.
        satisfiedBy(withCapabilities("SYS_PTRACE", "NET_ADMIN", "SYS_BOOT", "SYS_CHROOT", "NET_RAW"));
        violatedBy(unmapped(c -> added(c, "SYS_PTRACE").with("HostConfig.PidMode", "host")));
        violatedBy(unmapped(c -> added(c, "SYS_BOOT").with("HostConfig.PidMode", "host")));
        violatedBy(unmapped(c -> added(c, "NET_ADMIN").with("HostConfig.NetworkMode", "host")));
        satisfiedBy(unmapped(c -> added(c, "SYS_PTRACE").with("HostConfig.NetworkMode", "host")));
        satisfiedBy(unmapped(c -> c.with("HostConfig.PidMode", "host")));
        violatedBy(withoutUserns(host().container("owner", c -> c.with("HostConfig.PidMode", "host"))
                .container("web", c -> added(c, "SYS_PTRACE").with("HostConfig.PidMode", "container:owner"))));
        // Root of the container is nobody on the host, unless it opts out.
        satisfiedBy(host().container("web", c -> added(c, "SYS_ADMIN")));
        violatedBy(host().container("web", c -> added(c, "SYS_ADMIN").with("HostConfig.UsernsMode", "host")));
        satisfiedBy(withCapabilities("SYS_ADMIN").info(i -> i.with("SecurityOptions", List.of("name=rootless"))));
        violatedBy(withCapabilities("SYS_ADMIN").info(i -> i.with("CgroupVersion", "1")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.INFO, "timed out"));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void processes_are_held_as_asked_for() {
        satisfiedBy(host().container("web"));
        satisfiedBy(host().container("web", c -> added(c, "NET_BIND_SERVICE"))
                .process("web", p -> p.with("capabilities.bounding", "0000000000000400")));
        violatedBy(host().container("web").process("web", p -> p.with("capabilities.bounding", "0000000000000400")));
        violatedBy(host().container("web").process("web", p -> p.with("capabilities.bounding", "ffffffffffffffff")));
        satisfiedBy(host().container("web", c -> c.with("HostConfig.Privileged", true))
                .process(
                        "web",
                        p -> p.with("capabilities.bounding", "000001ffffffffff").with("seccomp", 0)));
        violatedBy(host().container("web").process("web", p -> p.with("seccomp", 0)));
        violatedBy(host().container("web").process("web", p -> p.with("seccomp", 1)));
        satisfiedBy(host().container(
                        "web",
                        c -> c.with("HostConfig.SecurityOpt", List.of("no-new-privileges", "seccomp=unconfined")))
                .process("web", p -> p.with("seccomp", 0)));
        violatedBy(host().container("web").process("web", p -> p.with("noNewPrivileges", false)));
        satisfiedBy(host().container("web", c -> c.with("HostConfig.SecurityOpt", List.of("no-new-privileges=false")))
                .process("web", p -> p.with("noNewPrivileges", false)));
        violatedBy(host().container("web").process("web", p -> p.with("label", "unconfined")));
        violatedBy(host().container("web").process("web", p -> p.with("label", "docker-default (complain)")));
        satisfiedBy(host().container("web", c -> c.with("AppArmorProfile", "unconfined"))
                .process("web", p -> p.with("label", "unconfined")));
        satisfiedBy(host().info(i -> i.with("SecurityOptions", List.of("name=seccomp,profile=builtin")))
                .container("web")
                .process("web", p -> p.without("label")));
        for (String kind : List.of("ipc", "mnt", "net", "pid", "uts")) {
            violatedBy(host().container("web").process("web", p -> p.with("namespaces." + kind, kind + ":[1]")));
        }
        satisfiedBy(host().container("web", c -> c.with("HostConfig.PidMode", "host"))
                .process("web", p -> p.with("namespaces.pid", "pid:[1]")));
        satisfiedBy(host().container("owner", c -> c.with("HostConfig.NetworkMode", "host"))
                .container("web", c -> c.with("HostConfig.NetworkMode", "container:owner"))
                .process("web", p -> p.with("namespaces.net", "net:[1]")));
        // All capabilities in a user namespace of its own making are none.
        satisfiedBy(host().container("web")
                .process(
                        "web",
                        p -> p.with("namespaces.user", "user:[3]").with("capabilities.bounding", "000001ffffffffff")));
        notApplicableTo(host().container("web", c -> c.with("State.Status", "exited")));
        notApplicableTo(host().container("web", c -> c.with("HostConfig.Runtime", "runsc")));
        inconclusiveFor(host().container("web").process("web", p -> p.without("capabilities")));
        inconclusiveFor(host().container("web").process("web", p -> p.with("capabilities.bounding", "all")));
        inconclusiveFor(host().container("web").process("web", p -> p.without("namespaces")));
        inconclusiveFor(host().container("web", c -> c.with("State.Pid", 7)));
        inconclusiveFor(
                host().container("web").changed(DockerDocuments.processes("web"), top -> top.with("from", "top")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.processes("web"), "hidden"));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.DAEMON_PROCESS, "elsewhere"));
    }

    @Test
    void system_paths_are_masked() {
        satisfiedBy(host().container("web"));
        // What an engine does not report it sets by itself.
        satisfiedBy(host().container(
                        "web", c -> c.with("HostConfig.MaskedPaths", null).without("HostConfig.ReadonlyPaths")));
        violatedBy(host().container("web", c -> c.with("HostConfig.MaskedPaths", List.of())));
        violatedBy(host().container("web", c -> c.with("HostConfig.ReadonlyPaths", List.of())));
        violatedBy(host().container("web", c -> c.with("HostConfig.MaskedPaths", List.of("/proc/kcore"))));
        satisfiedBy(host().container(
                        "web",
                        c -> c.with(
                                "HostConfig.MaskedPaths",
                                List.of(
                                        "/proc/acpi",
                                        "/proc/kcore",
                                        "/proc/keys",
                                        "/proc/scsi",
                                        "/proc/timer_list",
                                        "/sys"))));
        violatedBy(host().container(
                        "web", c -> c.with("HostConfig.Privileged", true).with("HostConfig.MaskedPaths", null)));
        inconclusiveFor(host().container("web", c -> c.with("HostConfig.MaskedPaths", "none")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void cannot_write_what_host_obeys() {
        satisfiedBy(host().container("web"));
        for (String place : List.of(
                "/",
                "/etc",
                "/etc/docker",
                "/etc/cron.d/backup",
                "/etc/systemd/system",
                "/usr",
                "/usr/lib/systemd/system",
                "/usr/local/bin",
                "/root",
                "/home",
                "/home/jane/.ssh",
                "/proc",
                "/proc/sys/kernel",
                "/sys",
                "/sys/fs/cgroup",
                "/sys/kernel/debug",
                "/dev",
                "/dev/mem",
                "/var",
                "/var/lib/docker",
                "/var/lib/docker/overlay2",
                "/var/lib/kubelet",
                "/var/spool/cron")) {
            violatedBy(mounted(place, true));
            satisfiedBy(mounted(place, false));
        }
        for (String place : List.of(
                "/srv",
                "/etc/shop",
                "/etcetera",
                "/usr/share/shop",
                "/home/jane/shop",
                "/var/lib/docker/volumes/x/_data",
                "/var/log",
                "/dev/shm",
                "/opt")) {
            satisfiedBy(mounted(place, true));
        }
        // Nobody is kept from speaking to a socket by what may be written beside it.
        for (String place : List.of(
                "/run/dbus",
                "/var/run/dbus/system_bus_socket",
                "/run/systemd/private",
                "/run/libvirt/libvirt-sock",
                "/var/snap/lxd/common/lxd")) {
            violatedBy(mounted(place, true));
            violatedBy(mounted(place, false));
        }
        satisfiedBy(mounted("/run/dbus-shop", true));
        violatedBy(mounted("/srv/link", true).link("/srv/link", "/etc/docker"));
        violatedBy(mounted("/var/lib/docker/../../../etc", true));
        violatedBy(mounted("/opt/docker", true)
                .changed(DockerDocuments.DAEMON_CONFIG, config -> config.with("path", "/opt/docker/daemon.json")));
        violatedBy(mounted("/data/engine", true).info(i -> i.with("DockerRootDir", "/data/engine")));
        violatedBy(volume("{type: 'none', o: 'bind', device: '/etc/cron.d'}"));
        satisfiedBy(volume("{type: 'nfs', o: 'addr=10.0.0.9', device: ':/shop'}"));
        satisfiedBy(mounted("/srv", true).unreadable(DockerDocuments.DAEMON_CONFIG, "elsewhere"));
        inconclusiveFor(mounted("/srv", true).unreadable(DockerDocuments.LINKS, "elsewhere"));
        violatedBy(mounted("/etc", true).unreadable(DockerDocuments.LINKS, "elsewhere"));
        satisfiedBy(mounted("/srv", true)
                .unreadable(DockerDocuments.LINKS, "elsewhere")
                .policy("docker.directories-without-links", List.of("/srv")));
        inconclusiveFor(mounted("/srv", true).unreadable(DockerDocuments.INFO, "timed out"));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void keeps_out_of_host_control_groups() {
        satisfiedBy(host().container("web"));
        satisfiedBy(host().container("web", c -> c.without("HostConfig.CgroupnsMode")));
        violatedBy(host().container("web", c -> c.with("HostConfig.CgroupnsMode", "host")));
        notApplicableTo(host().info(i -> i.with("CgroupVersion", "1"))
                .container("web", c -> c.with("HostConfig.CgroupnsMode", "host")));
    }

    @Test
    void sets_only_harmless_sysctls() {
        satisfiedBy(host().container("web"));
        satisfiedBy(sysctl("net.core.somaxconn", "1024"));
        violatedBy(sysctl("net.ipv4.ip_forward", "1"));
        violatedBy(sysctl("kernel.msgmax", "65536"));
        satisfiedBy(sysctl("net.ipv4.tcp_syncookies", "1"));
        violatedBy(sysctl("net.ipv4.tcp_syncookies", "0"));
        satisfiedBy(sysctl("kernel.msgmax", "65536").policy("docker.harmless-sysctls", List.of("kernel.msgmax")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void joins_no_powerful_group() {
        satisfiedBy(host().container("web"));
        satisfiedBy(inGroups("audio", "4711"));
        violatedBy(inGroups("docker"));
        violatedBy(inGroups("0"));
        violatedBy(inGroups("998"));
        violatedBy(inGroups("6"));
        // Of a container whose ids are mapped, 998 is another group on the host.
        satisfiedBy(host().container("web", c -> c.with("HostConfig.GroupAdd", List.of("998"))));
        // A group that the image's own files give, as its process shows.
        violatedBy(host().container("web").process("web", p -> p.with("groups", List.of(10001, 998))));
        violatedBy(host().container("web").process("web", p -> p.with("groups", List.of(0))));
        satisfiedBy(host().container("web").process("web", p -> p.with("gid", 0).with("groups", List.of(0))));
        satisfiedBy(host().container("web")
                .process("web", p -> p.with("uid", 0).with("gid", 0).with("groups", List.of(0, 6))));
        satisfiedBy(inGroups("audio").changed(DockerDocuments.container("web"), c -> c.with("State.Status", "exited")));
        inconclusiveFor(host().container("web").process("web", p -> p.without("gid")));
        inconclusiveFor(
                host().container("web").changed(DockerDocuments.processes("web"), top -> top.with("from", "top")));
        satisfiedBy(inGroups("998").policy("docker.powerful-groups", List.of("wheel")));
        inconclusiveFor(inGroups("998").unreadable(HostDocuments.ACCOUNTS, "elsewhere"));
        violatedBy(inGroups("docker").unreadable(HostDocuments.ACCOUNTS, "elsewhere"));
        inconclusiveFor(inGroups("audio").unreadable(DockerDocuments.processes("web"), "hidden"));
    }

    @Test
    void subordinate_ids_do_not_overlap() {
        satisfiedBy(host());
        violatedBy(subordinate("subordinateUsers", "dockremap:100000:65536", "jane:165535:65536"));
        violatedBy(subordinate("subordinateGroups", "jane:150000:65536", "dockremap:100000:65536"));
        satisfiedBy(subordinate("subordinateUsers", "jane:100000:65536", "jane:100000:65536"));
        // A range within the widest one before it, though not within the one next to it.
        violatedBy(subordinate("subordinateUsers", "a:100000:900000", "a:200000:65536", "b:400000:65536"));
        violatedBy(subordinate("subordinateUsers", "dockremap:1000:65536"));
        violatedBy(subordinate("subordinateUsers", "dockremap:100000:1000"));
        satisfiedBy(subordinate("subordinateUsers"));
        notApplicableTo(host().info(i -> i.with("SecurityOptions", List.of("name=apparmor"))));
        violatedBy(subordinate("subordinateUsers", "jane:100000:1")
                .info(i -> i.with("SecurityOptions", List.of("name=rootless"))));
        inconclusiveFor(host().unreadable(HostDocuments.ACCOUNTS, "elsewhere"));
    }

    private static DockerFixture subordinate(String file, String... ranges) {
        List<Map<String, Object>> entries = java.util.Arrays.stream(ranges)
                .map(range -> range.split(":"))
                .map(range -> Map.<String, Object>of(
                        "owner", range[0], "first", Long.parseLong(range[1]), "count", Long.parseLong(range[2])))
                .toList();
        return host().changed(HostDocuments.ACCOUNTS, accounts -> accounts.with(file, entries));
    }

    private static DockerFixture inGroups(String... groups) {
        return unmapped(c -> c.with("HostConfig.GroupAdd", List.of(groups)));
    }

    private static DockerFixture sysctl(String name, String value) {
        return host().container("web", c -> c.with("HostConfig.Sysctls", Map.of(name, value)));
    }

    private static DockerFixture mounted(String source, boolean writable) {
        return host().container(
                        "web",
                        c -> c.with(
                                "Mounts",
                                List.of(Map.of(
                                        "Type", "bind", "Source", source, "Destination", "/data", "RW", writable))));
    }

    private static DockerFixture volume(String options) {
        return host().volume("data", options)
                .container(
                        "web",
                        c -> c.withJson(
                                "Mounts",
                                "[{Type: 'volume', Name: 'data', Driver: 'local', Source: '/v', Destination: '/d', RW: true}]"));
    }

    private static DockerFixture withCapabilities(String... capabilities) {
        return unmapped(c -> added(c, capabilities));
    }

    private static Json added(Json container, String... capabilities) {
        return container.with("HostConfig.CapAdd", List.of(capabilities));
    }

    private static DockerFixture unmapped(UnaryOperator<Json> change) {
        return withoutUserns(host().container("web", change));
    }

    private static DockerFixture withoutUserns(DockerFixture host) {
        return host.info(i ->
                i.with("SecurityOptions", List.of("name=apparmor", "name=seccomp,profile=builtin", "name=cgroupns")));
    }
}
