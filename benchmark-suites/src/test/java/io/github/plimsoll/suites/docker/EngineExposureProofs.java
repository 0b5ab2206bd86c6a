package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EngineExposureProofs extends Proofs {

    EngineExposureProofs() {
        super(EngineExposure.class);
    }

    @Test
    void volume_options_hold_no_secret() {
        satisfiedBy(volume("null"));
        satisfiedBy(volume("{type: 'nfs', device: ':/srv', o: 'addr=10.0.0.2,rw'}"));
        violatedBy(volume("{type: 'cifs', device: '//nas/shop', o: 'addr=nas,username=shop,password=hunter2'}"));
        violatedBy(volume("{share: 'shop', password: 'hunter2'}"));
        violatedBy(volume("{source: 'https://shop:hunter2@nas/data'}"));
        // A file that holds them is the remedy.
        satisfiedBy(volume("{type: 'cifs', device: '//nas/shop', o: 'credentials=/root/.smb,vers=3.0'}"));
        satisfiedBy(volume("{type: 'cifs', device: '//nas/shop', o: 'cred=/root/.smb,vers=3.0'}"));
        violatedBy(labelled(Map.of("backup.token", "hunter2")));
        satisfiedBy(labelled(Map.of("com.example.owner", "shop")));
        inconclusiveFor(labelled(Map.of("blob", "x".repeat(70_000))));
        notApplicableTo(host());
        notApplicableTo(host().changed(DockerDocuments.VOLUMES, volumes -> volumes.with("Volumes", null)));
        inconclusiveFor(host().unreadable(DockerDocuments.VOLUMES, "timed out"));
    }

    @Test
    void plugin_settings_hold_no_secret() {
        satisfiedBy(plugin(plugin -> plugin));
        satisfiedBy(
                plugin(plugin -> plugin.with("Settings.Env", List.of("DEBUG=0", "AWS_ACCESS_KEY_ID=", "KEY_FILE=/k"))));
        violatedBy(plugin(plugin -> plugin.with("Settings.Env", List.of("DEBUG=0", "EBS_SECRETKEY=hunter2"))));
        violatedBy(plugin(plugin -> plugin.with("Settings.Env", List.of("STORE=https://u:hunter2@store/"))));
        violatedBy(plugin(plugin -> plugin.with("Settings.Args", List.of("--password", "hunter2"))));
        // It is shown whether the plugin is on or off.
        violatedBy(plugin(plugin ->
                plugin.with("Settings.Env", List.of("DB_PASSWORD=hunter2")).with("Enabled", false)));
        satisfiedBy(plugin(plugin -> plugin.with("Settings.Env", null).with("Settings.Args", null)));
        notApplicableTo(host());
        inconclusiveFor(host().unreadable(DockerDocuments.PLUGINS, "403"));
    }

    @Test
    void configs_hold_no_secret() {
        satisfiedBy(config("server { listen 80; }"));
        satisfiedBy(config("password_file = /run/secrets/db\n"));
        satisfiedBy(config("password = {{ secret \"db\" }}\nuser = shop\n"));
        satisfiedBy(config("{{ env \"DB_PASSWORD\" }}"));
        satisfiedBy(config("db:\n  password: ${DB_PASSWORD}\n  user: $DB_USER\n"));
        violatedBy(config("[db]\npassword = hunter2\n"));
        violatedBy(config("{\"api_key\": \"hunter2\"}"));
        violatedBy(config("url: postgres://shop:hunter2@db/shop"));
        violatedBy(config("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"));
        violatedBy(host().swarm()
                .config(
                        "app",
                        config ->
                                config.with("Spec.Data", "db-password=hunter2!").collected()));
        violatedBy(host().swarm()
                .config(
                        "app",
                        config -> config.with("Spec.Labels", Map.of("token", "hunter2"))
                                .collected()));
        inconclusiveFor(config("x".repeat(70_000)));
        // As snapshots were recorded before contents were searched.
        inconclusiveFor(host().swarm().config("app", config -> config.without("Spec.Data")));
        notApplicableTo(host().swarm());
        notApplicableTo(host());
        inconclusiveFor(host().swarm().info(info -> info.with("Swarm.ControlAvailable", false)));
        inconclusiveFor(host().swarm().unreadable(DockerDocuments.CONFIGS, "timed out"));
    }

    private static DockerFixture volume(String options) {
        return changed(volume -> volume.withJson("Options", options));
    }

    private static DockerFixture labelled(Map<String, String> labels) {
        return changed(volume -> volume.with("Labels", labels));
    }

    /** As it is collected, secrets taken out. */
    private static DockerFixture changed(UnaryOperator<Json> change) {
        return host().changed(
                        DockerDocuments.VOLUMES,
                        volumes -> volumes.withJson(
                                        "Volumes", "[{Name: 'data', Driver: 'local', Options: null, Labels: null}]")
                                .element("Volumes", 0, change)
                                .collected());
    }

    private static DockerFixture plugin(UnaryOperator<Json> change) {
        return host().plugin("store", plugin -> change.apply(plugin).collected());
    }

    private static DockerFixture config(String contents) {
        String data = Base64.getEncoder().encodeToString(contents.getBytes(StandardCharsets.UTF_8));
        return host().swarm()
                .config("app", config -> config.with("Spec.Data", data).collected());
    }
}
