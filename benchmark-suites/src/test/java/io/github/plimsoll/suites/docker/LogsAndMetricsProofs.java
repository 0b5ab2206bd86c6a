package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class LogsAndMetricsProofs extends Proofs {

    LogsAndMetricsProofs() {
        super(LogsAndMetrics.class);
    }

    private static DockerFixture logging(String driver, String options) {
        return host().container(
                        "web",
                        container -> container
                                .with("HostConfig.LogConfig.Type", driver)
                                .withJson("HostConfig.LogConfig.Config", options));
    }

    private static DockerFixture daemonLogging(String driver, String options) {
        return host().info(info -> info.with("LoggingDriver", driver))
                .changed(DockerDocuments.DAEMON_CONFIG, file -> file.withJson("content.log-opts", options));
    }

    @Test
    void output_is_logged() {
        violatedBy(logging("none", "{}"));
        satisfiedBy(host().container("web"));
        satisfiedBy(logging("json-file", "{}"));
        inconclusiveFor(host().container("web", container -> container.without("HostConfig.LogConfig")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void keeps_to_the_central_log() {
        violatedBy(logging("json-file", "{}"));
        violatedBy(logging("none", "{}"));
        violatedBy(logging("journald", "{}"));
        satisfiedBy(host().container("web"));
        satisfiedBy(logging("gelf", "{'gelf-address': 'udp://logs.example.com:12201'}"));
        notApplicableTo(logging("json-file", "{}").info(info -> info.with("LoggingDriver", "json-file")));
    }

    @Test
    void container_logs_travel_encrypted() {
        violatedBy(logging("syslog", "{'syslog-address': 'udp://logs.example.com:514'}"));
        violatedBy(logging("syslog", "{'syslog-address': 'tcp://10.0.0.9'}"));
        violatedBy(logging("syslog", "{'syslog-address': 'tcp+tls://logs:6514', 'syslog-tls-skip-verify': 'true'}"));
        violatedBy(logging("fluentd", "{'fluentd-address': 'logs.example.com:24224'}"));
        violatedBy(logging("gelf", "{'gelf-address': 'tcp://logs.example.com:12201'}"));
        violatedBy(logging("splunk", "{'splunk-url': 'http://logs.example.com:8088'}"));
        violatedBy(logging(
                "splunk", "{'splunk-url': 'https://logs.example.com:8088', 'splunk-insecureskipverify': 'true'}"));
        violatedBy(logging("awslogs", "{'awslogs-endpoint': 'http://logs.example.com'}"));
        satisfiedBy(host().container("web"));
        satisfiedBy(logging("json-file", "{}"));
        satisfiedBy(logging("syslog", "{}"));
        satisfiedBy(logging("syslog", "{'syslog-address': 'udp://127.0.0.1:514'}"));
        satisfiedBy(logging("fluentd", "{}"));
        satisfiedBy(logging("fluentd", "{'fluentd-address': 'unix:///run/fluentd.sock'}"));
        satisfiedBy(logging("fluentd", "{'fluentd-address': 'tls://logs.example.com:24224'}"));
        satisfiedBy(logging("splunk", "{'splunk-url': 'https://logs.example.com:8088'}"));
        satisfiedBy(logging("awslogs", "{'awslogs-region': 'eu-central-1'}"));
        satisfiedBy(logging("gcplogs", "{}"));
        inconclusiveFor(logging("grafana/loki-docker-driver", "{'loki-url': 'https://logs'}"));
    }

    @Test
    void clock_is_kept() {
        satisfiedBy(host());
        violatedBy(host().changed(HostDocuments.SYSTEM, system -> system.with("clock.synchronised", false)));
        satisfiedBy(host().changed(HostDocuments.SYSTEM, system -> system.without("clock.synchronised")));
        inconclusiveFor(host().changed(
                        HostDocuments.SYSTEM, system -> system.withJson("clock", "{keepers: [], unseen: 'no bus'}")));
        inconclusiveFor(host().remote("https://engine.example.com:2376"));
    }

    @Test
    void logs_travel_encrypted_by_default() {
        violatedBy(daemonLogging("syslog", "{'syslog-address': 'udp://logs.example.com:514'}"));
        violatedBy(daemonLogging("gelf", "{'gelf-address': 'udp://logs.example.com:12201'}"));
        violatedBy(host().withoutDaemonJson("log-opts")
                .daemonArgs("--log-opt", "syslog-address=tcp://logs.example.com:601"));
        satisfiedBy(host());
        satisfiedBy(daemonLogging("json-file", "{'max-size': '10m'}"));
        inconclusiveFor(host().remote("https://engine.example.com:2376"));
        satisfiedBy(
                host().remote("https://engine.example.com:2376").info(info -> info.with("LoggingDriver", "json-file")));
    }

    @Test
    void metrics_stay_on_this_host() {
        violatedBy(host().daemonJson("metrics-addr", "0.0.0.0:9323"));
        violatedBy(host().daemonJson("metrics-addr", ":9323"));
        violatedBy(host().daemonArgs("--metrics-addr=10.0.0.1:9323"));
        violatedBy(host().daemonArgs("--metrics-addr=[::]:9323"));
        satisfiedBy(host());
        satisfiedBy(host().daemonJson("metrics-addr", "127.0.0.1:9323"));
        satisfiedBy(host().daemonArgs("--metrics-addr", "[::1]:9323"));
        inconclusiveFor(host().remote("https://engine.example.com:2376"));
    }

    @Test
    void events_are_collected() {
        asksAbout(host(), "LoggingDriver");
    }
}
