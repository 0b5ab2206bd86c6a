package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContainerPrivilegesProofs extends Proofs {

    private static final String ELSEWHERE = "https://build.example.com:2376";

    ContainerPrivilegesProofs() {
        super(ContainerPrivileges.class);
    }

    @Test
    void apparmor_confines_it() {
        satisfiedBy(host().container("web"));
        violatedBy(web("AppArmorProfile", "unconfined"));
        violatedBy(web("AppArmorProfile", ""));
        violatedBy(web(c -> c.without("AppArmorProfile")));
        // What is not running has the profile that it will be started with.
        satisfiedBy(created(c -> c.with("AppArmorProfile", "")));
        violatedBy(created(c -> c.with("HostConfig.Privileged", true)));
        violatedBy(created(c -> c.with("HostConfig.SecurityOpt", List.of("apparmor=unconfined"))));
        violatedBy(created(c -> c.with("HostConfig.SecurityOpt", List.of("apparmor:unconfined"))));
        satisfiedBy(created(c -> c.with("HostConfig.Privileged", true)
                .with("HostConfig.SecurityOpt", List.of("apparmor=unconfined", "apparmor=shop"))));
        satisfiedBy(created(c -> c.with("HostConfig.SecurityOpt", List.of("apparmor="))));
        satisfiedBy(web("AppArmorProfile", "docker-default").info(i -> i.with("SecurityOptions", List.of("apparmor"))));
        notApplicableTo(web("AppArmorProfile", "").info(i -> i.with("SecurityOptions", List.of("name=seccomp"))));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.INFO, "timed out"));
        inconclusiveFor(web(c -> c.without("State.Status")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void selinux_confines_it() {
        satisfiedBy(selinux(c -> c.with("ProcessLabel", "system_u:system_r:container_t:s0:c1,c2")));
        violatedBy(selinux(c -> c.with("ProcessLabel", "")));
        violatedBy(selinux(c -> c.with("ProcessLabel", "system_u:system_r:spc_t:s0")));
        // Any security option but labels says nothing about labels.
        violatedBy(selinux(c -> c.with("HostConfig.SecurityOpt", List.of("seccomp=unconfined"))));
        // The label is given when the container is created, and stays.
        satisfiedBy(selinux(c -> c.with("ProcessLabel", "system_u:system_r:container_t:s0:c1,c2"), "created"));
        satisfiedBy(selinux(c -> c.with("ProcessLabel", "system_u:system_r:shop_t:s0"), "exited"));
        violatedBy(selinux(UnaryOperator.identity(), "created"));
        violatedBy(selinux(c -> c.with("ProcessLabel", "system_u:system_r:spc_t:s0"), "exited"));
        violatedBy(selinux(
                c -> c.with("HostConfig.Privileged", true)
                        .with("ProcessLabel", "system_u:system_r:container_t:s0:c1,c2"),
                "exited"));
        // What is only written down is denied to nobody.
        DockerFixture labelled = selinux(c -> c.with("ProcessLabel", "system_u:system_r:container_t:s0:c1,c2"));
        violatedBy(labelled.changed(HostDocuments.SYSTEM, system -> system.with("selinuxEnforces", false)));
        satisfiedBy(labelled.changed(HostDocuments.SYSTEM, system -> system.with("selinuxEnforces", true)));
        satisfiedBy(labelled.unreadable(HostDocuments.SYSTEM, "elsewhere"));
        // SELinux that the daemon was not told to use confines nobody.
        violatedBy(selinuxOfKernelOnly());
        inconclusiveFor(selinuxOfKernelOnly().unreadable(HostDocuments.SYSTEM, "elsewhere"));
        notApplicableTo(unmapped(UnaryOperator.identity()));
        // AppArmor is in charge, whatever else the kernel could do.
        notApplicableTo(selinuxOfKernelOnly().info(i -> i.with("SecurityOptions", List.of("name=apparmor"))));
        notApplicableTo(host().container("web"));
    }

    @Test
    void capabilities_are_limited() {
        satisfiedBy(host().container("web"));
        violatedBy(web("HostConfig.CapDrop", null));
        violatedBy(web("HostConfig.CapDrop", List.of("CHOWN")));
        satisfiedBy(web("HostConfig.CapDrop", List.of("NET_RAW")));
        satisfiedBy(web("HostConfig.CapDrop", List.of("cap_net_raw")));
        satisfiedBy(web("HostConfig.CapDrop", List.of("all")));
        satisfiedBy(web("HostConfig.CapAdd", List.of("NET_BIND_SERVICE")));
        violatedBy(web("HostConfig.CapAdd", List.of("SYS_ADMIN")));
        DockerFixture adding = web("HostConfig.CapAdd", List.of("CAP_NET_ADMIN", "NET_RAW"));
        satisfiedBy(adding.policy("docker.allowed-capabilities", List.of("net_admin", "CAP_NET_RAW")));
        violatedBy(adding.policy("docker.allowed-capabilities", List.of("NET_ADMIN")));
        violatedBy(web("HostConfig.CapAdd", List.of("ALL")).policy("docker.allowed-capabilities", List.of("ALL")));
        violatedBy(web("HostConfig.CapAdd", List.of("Cap_Sys_Admin")));
        violatedBy(web("HostConfig.CapAdd", List.of("CAP_NET_RAW")));
        violatedBy(web("HostConfig.CapAdd", List.of("all")));
        violatedBy(web(
                c -> c.with("HostConfig.CapDrop", List.of("NET_RAW")).with("HostConfig.CapAdd", List.of("NET_RAW"))));
        violatedBy(web("HostConfig.Privileged", true));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void is_not_privileged() {
        satisfiedBy(host().container("web"));
        violatedBy(web("HostConfig.Privileged", true));
        violatedBy(web(c -> c.with("HostConfig.CapAdd", List.of("ALL"))
                .with("HostConfig.SecurityOpt", List.of("seccomp=unconfined"))));
        satisfiedBy(web("HostConfig.CapAdd", List.of("ALL")));
        satisfiedBy(web("HostConfig.SecurityOpt", List.of("seccomp=unconfined")));
        inconclusiveFor(web("HostConfig.Privileged", "no"));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void seccomp_filters_syscalls() {
        satisfiedBy(host().container("web"));
        violatedBy(web("HostConfig.SecurityOpt", List.of("seccomp=unconfined")));
        violatedBy(web("HostConfig.SecurityOpt", List.of("seccomp:unconfined")));
        violatedBy(web("HostConfig.Privileged", true));
        satisfiedBy(web("HostConfig.SecurityOpt", List.of("seccomp={\"defaultAction\": \"SCMP_ACT_ERRNO\"}")));
        // A filter that allows whatever it is asked is none.
        violatedBy(web("HostConfig.SecurityOpt", List.of("seccomp={\"defaultAction\": \"SCMP_ACT_ALLOW\"}")));
        violatedBy(
                web(
                        "HostConfig.SecurityOpt",
                        List.of(
                                "seccomp={\"defaultAction\": \"SCMP_ACT_LOG\", \"syscalls\": [{\"action\": \"SCMP_ACT_ALLOW\"}]}")));
        satisfiedBy(
                web(
                        "HostConfig.SecurityOpt",
                        List.of(
                                "seccomp={\"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [{\"action\": \"SCMP_ACT_ERRNO\"}]}")));
        inconclusiveFor(web("HostConfig.SecurityOpt", List.of("seccomp={")));
        // The daemon's filter is that of containers which choose none.
        violatedBy(host().container("web")
                .info(i -> i.with("SecurityOptions", List.of("name=seccomp,profile=unconfined"))));
        violatedBy(host().container("web").info(i -> i.with("SecurityOptions", List.of("name=apparmor"))));
        satisfiedBy(
                host().container("web").info(i -> i.with("SecurityOptions", List.of("name=seccomp,profile=default"))));
        satisfiedBy(host().container("web").info(i -> i.with("SecurityOptions", List.of("name=seccomp"))));
        satisfiedBy(web("HostConfig.SecurityOpt", List.of("seccomp=builtin"))
                .info(i -> i.with("SecurityOptions", List.of("name=seccomp,profile=unconfined"))));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.INFO, "timed out"));
    }

    @Test
    void gains_no_new_privileges() {
        satisfiedBy(host().container("web"));
        satisfiedBy(option("no-new-privileges:true", false));
        satisfiedBy(option("no-new-privileges=true", false));
        satisfiedBy(option("no-new-privileges=1", false));
        violatedBy(option("no-new-privileges:false", true));
        violatedBy(option("no-new-privileges=false", true));
        inconclusiveFor(option("no-new-privileges=perhaps", true));
        violatedBy(option("seccomp=builtin", false));
        satisfiedBy(option("seccomp=builtin", true));
        satisfiedBy(web("HostConfig.SecurityOpt", null));
        // What was the default when it was created stays with it: a running process shows it, of others their age
        // tells.
        DockerFixture unsaid = web("HostConfig.SecurityOpt", null);
        violatedBy(unsaid.processes("web", "{pid: 100, uid: 1, name: 'app', noNewPrivileges: false}"));
        satisfiedBy(unsaid.processes(
                "web",
                "{pid: 101, uid: 1, name: 'sh', noNewPrivileges: false}",
                "{pid: 100, uid: 1, name: 'app', noNewPrivileges: true}"));
        satisfiedBy(unsaid.unreadable(DockerDocuments.processes("web"), "500"));
        inconclusiveFor(older(unsaid).unreadable(DockerDocuments.processes("web"), "500"));
        satisfiedBy(older(unsaid));
        inconclusiveFor(older(unsaid).processes("web", "{pid: 100, uid: 1, name: 'app'}"));
        inconclusiveFor(older(sandboxed(unsaid)));
        satisfiedBy(created(c -> c.with("HostConfig.SecurityOpt", null)));
        inconclusiveFor(older(created(c -> c.with("HostConfig.SecurityOpt", null))));
        inconclusiveFor(created(c -> c.with("HostConfig.SecurityOpt", null).without("Created")));
        inconclusiveFor(created(c -> c.with("HostConfig.SecurityOpt", null)).remote(ELSEWHERE));
        violatedBy(older(option("seccomp=builtin", false)));
        inconclusiveFor(web("HostConfig.SecurityOpt", null).unreadable(DockerDocuments.INFO, "timed out"));
    }

    @Test
    void process_is_not_root() {
        satisfiedBy(unmapped(UnaryOperator.identity()));
        violatedBy(unmapped(UnaryOperator.identity())
                .processes("web", "{pid: 1, uid: 10001, name: 'app'}", "{pid: 2, uid: 0, name: 'sh'}"));
        // An entry point that drops root holds, and so does a root that the daemon maps to nobody.
        satisfiedBy(unmapped(c -> c.with("Config.User", "")));
        satisfiedBy(web("Config.User", "").processes("web", "{pid: 1, uid: 165536, name: 'app'}"));
        violatedBy(web("HostConfig.UsernsMode", "host").processes("web", "{pid: 1, uid: 0, name: 'app'}"));
        satisfiedBy(rootless(c -> c).processes("web", "{pid: 1, uid: 0, name: 'app'}"));
        inconclusiveFor(host().container("web").processes("web"));
        // What runs it has uids of its own, which are not those inside the kernel that it runs.
        violatedBy(sandboxed(unmapped(c -> c.with("Config.User", ""))));
        satisfiedBy(sandboxed(unmapped(UnaryOperator.identity())).processes("web", "{pid: 1, uid: 0, name: 'qemu'}"));
        for (String root : List.of(
                "",
                "0",
                "00",
                "0:0",
                "0:1000",
                "root",
                "root:root",
                "+0",
                ":1000",
                "4294967296",
                "2147483648",
                "99999999999999999999")) {
            violatedBy(stopped(root));
        }
        for (String other : List.of("1000", "1000:0", "10001:10001", "2147483647", "+5")) {
            satisfiedBy(stopped(other));
        }
        // A name is what the image's own user database says.
        satisfiedBy(stopped("app"));
        satisfiedBy(stopped("app:0"));
        inconclusiveFor(stopped("stranger"));
        DockerFixture alias = stopped("toor")
                .contents("app:1.4.2", c -> c.withJson("accounts.users", "[{name: 'toor', uid: 0, login: 'locked'}]"));
        violatedBy(alias);
        inconclusiveFor(alias.contents("app:1.4.2", c -> c.with("accounts.known", false)));
        inconclusiveFor(alias.unreadable(DockerDocuments.contents("sha256:app:1.4.2"), "it is too large"));
        satisfiedBy(created(c -> c.with("Config.User", "0")));
        violatedBy(created(c -> c.with("Config.User", "0").with("HostConfig.UsernsMode", "host")));
        satisfiedBy(rootless(c -> c.with("Config.User", "0").with("State.Status", "exited")));
        // Processes that cannot be seen leave what is configured.
        violatedBy(unmapped(c -> c.with("Config.User", "0")).unreadable(DockerDocuments.processes("web"), "500"));
        satisfiedBy(unmapped(UnaryOperator.identity()).unreadable(DockerDocuments.processes("web"), "500"));
        inconclusiveFor(
                unmapped(c -> c.with("Config.User", "stranger")).unreadable(DockerDocuments.processes("web"), "500"));
    }

    private static DockerFixture web(UnaryOperator<Json> change) {
        return host().container("web", change);
    }

    private static DockerFixture web(String path, @Nullable Object value) {
        return web(c -> c.with(path, value));
    }

    private static DockerFixture created(UnaryOperator<Json> change) {
        return web(c -> change.apply(c.with("State.Status", "created").without("State.Health")));
    }

    private static DockerFixture selinux(UnaryOperator<Json> change, String state) {
        return selinux(c -> change.apply(c.with("State.Status", state)));
    }

    private static DockerFixture selinux(UnaryOperator<Json> change) {
        return web(change).info(i -> i.with("SecurityOptions", List.of("name=selinux")));
    }

    /** A host whose kernel has SELinux, while the daemon was not told to use it. */
    private static DockerFixture selinuxOfKernelOnly() {
        return unmapped(UnaryOperator.identity())
                .changed(
                        HostDocuments.SYSTEM,
                        system -> system.with("securityModules", List.of("capability", "selinux")));
    }

    /** The same, its container created before the daemon was started. */
    private static DockerFixture older(DockerFixture host) {
        return host.changed(DockerDocuments.container("web"), c -> c.with("Created", "2026-01-01T10:00:00Z"));
    }

    /** The same, its container run on a kernel of its own. */
    private static DockerFixture sandboxed(DockerFixture host) {
        return host.changed(DockerDocuments.container("web"), c -> c.with("HostConfig.Runtime", "runsc"));
    }

    private static DockerFixture option(String option, boolean daemonDenies) {
        return web("HostConfig.SecurityOpt", List.of(option))
                .info(i -> i.with("SecurityOptions", daemonDenies ? List.of("name=no-new-privileges") : List.of()));
    }

    /** A host whose daemon maps no users. */
    private static DockerFixture unmapped(UnaryOperator<Json> change) {
        return web(change).info(i -> i.with("SecurityOptions", List.of("name=seccomp")));
    }

    private static DockerFixture rootless(UnaryOperator<Json> change) {
        return web(change).info(i -> i.with("SecurityOptions", List.of("name=rootless")));
    }

    private static DockerFixture stopped(String user) {
        return unmapped(c -> c.with("State.Status", "exited").with("Config.User", user));
    }
}
