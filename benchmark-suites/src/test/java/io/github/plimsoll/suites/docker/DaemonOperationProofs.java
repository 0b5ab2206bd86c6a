package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaemonOperationProofs extends Proofs {

    private static final String ELSEWHERE = "https://build.example.com:2376";

    DaemonOperationProofs() {
        super(DaemonOperation.class);
    }

    @Test
    void log_level_is_info() {
        satisfiedBy(host());
        satisfiedBy(host().daemonArgs("--log-level", "info"));
        satisfiedBy(host().daemonArgs("--log-level", "Info"));
        satisfiedBy(host().daemonJson("log-level", ""));
        violatedBy(host().info(info -> info.with("Debug", true)));
        violatedBy(host().info(info -> info.with("Debug", true)).remote(ELSEWHERE));
        violatedBy(host().daemonJson("log-level", "debug"));
        violatedBy(host().daemonArgs("--log-level=warn"));
        violatedBy(host().daemonArgs("-l", "error"));
        violatedBy(host().daemonArgs("-lfatal"));
        violatedBy(host().daemonArgs("--oom-score-adjust", "-500", "--log-level", "debug"));
        inconclusiveFor(host().info(info -> info.without("Debug")));
        inconclusiveFor(host().remote(ELSEWHERE));
    }

    @Test
    void aufs_is_not_used() {
        satisfiedBy(host());
        satisfiedBy(host().info(info -> info.with("Driver", "overlayfs")));
        violatedBy(host().info(info -> info.with("Driver", "aufs")));
        inconclusiveFor(host().info(info -> info.without("Driver")));
    }

    @Test
    void devicemapper_is_not_used() {
        satisfiedBy(host());
        violatedBy(host().info(info -> info.with("Driver", "devicemapper")));
        inconclusiveFor(host().info(info -> info.without("Driver")));
    }

    @Test
    void base_device_size_is_default() {
        DockerFixture mapper = host().info(info -> info.with("Driver", "devicemapper"));
        satisfiedBy(mapper);
        satisfiedBy(mapper.daemonJson("storage-opts", List.of("dm.thinpooldev=pool")));
        violatedBy(mapper.daemonJson("storage-opts", List.of("dm.fs=xfs", "dm.basesize=50G")));
        violatedBy(mapper.daemonArgs("--storage-opt", "dm.basesize=50G", "--storage-opt=dm.fs=xfs"));
        notApplicableTo(host().daemonJson("storage-opts", List.of("dm.basesize=50G")));
        inconclusiveFor(mapper.remote(ELSEWHERE));
    }

    @Test
    void logs_leave_the_host() {
        satisfiedBy(host());
        for (String driver : List.of("", "none", "json-file", "local", "journald", "k8s-file", "passthrough")) {
            violatedBy(logging(driver));
        }
        satisfiedBy(logging("awslogs").remote(ELSEWHERE));
        satisfiedBy(logging("grafana/loki-docker-driver:latest"));
        violatedBy(host().withoutDaemonJson("log-opts"));
        violatedBy(sending("syslog", "syslog-address", "unixgram:///dev/log"));
        violatedBy(sending("syslog", "syslog-address", "udp://127.0.0.1:514"));
        violatedBy(sending("syslog", "syslog-address", "tcp://[::1]:514"));
        violatedBy(sending("syslog", "syslog-address", "tcp://localhost"));
        violatedBy(sending("syslog", "syslog-address", "tcp://:514"));
        satisfiedBy(sending("syslog", "syslog-address", "udp://10.0.0.1:514"));
        violatedBy(logging("fluentd"));
        violatedBy(sending("fluentd", "fluentd-address", "localhost:24224"));
        satisfiedBy(sending("fluentd", "fluentd-address", "logs.example.com:24224"));
        violatedBy(sending("gelf", "gelf-address", "udp://localhost:12201"));
        satisfiedBy(sending("gelf", "gelf-address", "udp://logs.example.com:12201"));
        violatedBy(sending("splunk", "splunk-url", "https://127.0.0.2:8088/services"));
        satisfiedBy(sending("splunk", "splunk-url", "https://splunk.example.com:8088/services"));
        satisfiedBy(host().withoutDaemonJson("log-opts")
                .daemonArgs("--log-opt", "tag=x", "--log-opt", "syslog-address=tcp://logs.example.com:514"));
        violatedBy(host().withoutDaemonJson("log-opts").daemonArgs("--log-opt=syslog-address=tcp://127.0.0.1:514"));
        inconclusiveFor(host().info(info -> info.without("LoggingDriver")));
        inconclusiveFor(host().remote(ELSEWHERE));
    }

    @Test
    void live_restore_is_on() {
        satisfiedBy(host());
        violatedBy(host().info(info -> info.with("LiveRestoreEnabled", false)));
        notApplicableTo(host().swarm().info(info -> info.with("LiveRestoreEnabled", false)));
        inconclusiveFor(host().info(info -> info.without("LiveRestoreEnabled")));
        inconclusiveFor(host().info(info -> info.without("Swarm")));
    }

    @Test
    void experimental_features_are_off() {
        satisfiedBy(host());
        violatedBy(host().info(info -> info.with("ExperimentalBuild", true)));
        inconclusiveFor(host().info(info -> info.without("ExperimentalBuild")));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "HTTP 500"));
    }

    private static DockerFixture logging(String driver) {
        return host().info(info -> info.with("LoggingDriver", driver));
    }

    private static DockerFixture sending(String driver, String option, String address) {
        return logging(driver).daemonJson("log-opts." + option, address);
    }
}
