package io.github.plimsoll.suites.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The verdicts on the recorded host. A verdict that changes here changes for everybody: say so in the changelog under "Verdict
 * changes".
 */
class SampleTests {

    @TempDir
    Path directory;

    private JsonNode audited() throws IOException {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectPackage("io.github.plimsoll.suites.docker"))
                .filters((Filter<?>) ClassNameFilter.excludeClassNamePatterns(".*(Tests|Proofs)(\\$.*)?"))
                .configurationParameter("plimsoll.target", "sample")
                .configurationParameter("plimsoll.output", directory.toString())
                .configurationParameter(
                        "plimsoll.allureResults", directory.resolve("allure").toString())
                .execute();
        return new ObjectMapper()
                .readTree(directory.resolve("results.json").toFile())
                .get("controls");
    }

    @Test
    void verdicts_on_the_recorded_host() throws IOException {
        assertThat(numbersByVerdict(audited()))
                .isEqualTo(Map.of(
                        "COMPLIANT",
                        "1.1.1 2.3 2.4 2.5 2.6 2.7 2.8 2.11 2.18 2.19 3.1 3.2 3.3 3.4 3.5 3.7 3.15 3.19 3.20 3.23 3.24 4.3"
                                + " 4.7 4.8 4.9 4.10 4.11 5.1 5.7 5.17 5.19 5.20 5.21 5.25 6.1 6.2",
                        "VIOLATED",
                        "1.1.2 1.1.3 1.1.4 1.1.5 1.1.6 1.1.7 1.1.8 1.1.9 1.1.10 1.1.12 1.1.14 1.1.15 1.1.16 1.1.17 1.1.18"
                                + " 1.2.2 2.1 2.2 2.9 2.10 2.13 2.14 2.15 2.16 2.17 3.6 3.8 3.16 4.1 4.2 4.6 5.4 5.5 5.6 5.8 5.10 5.11"
                                + " 5.12 5.13 5.14 5.15 5.16 5.18 5.22 5.26 5.27 5.28 5.29 5.30 5.32",
                        "NEEDS_REVIEW",
                        "1.2.1 4.4 4.5 4.12 5.9",
                        "NOT_APPLICABLE",
                        "1.1.11 1.1.13 2.12 3.9 3.10 3.11 3.12 3.13 3.14 3.17 3.18 3.21 3.22 5.2 5.3 5.23 5.24 5.31 7.1 7.2"
                                + " 7.3 7.4 7.5 7.6 7.7 7.8 7.9"));
    }

    /** Whoever tries Plimsoll out on it sees a host that was read wholly. */
    @Test
    void verdicts_beyond_the_benchmark() throws IOException {
        assertThat(verdictsBeyondTheBenchmark(audited())).isEqualTo("""
                docker/access_lists_open_no_engine_file COMPLIANT
                docker/api_agrees_to_strong_ciphers_only NOT_APPLICABLE
                docker/api_certificate_is_issued_for_a_server NOT_APPLICABLE
                docker/api_certificate_is_strong NOT_APPLICABLE
                docker/api_certificate_is_valid NOT_APPLICABLE
                docker/api_certificate_names_its_host NOT_APPLICABLE
                docker/api_is_closed_to_web_pages COMPLIANT
                docker/api_is_not_served_in_plain_http NOT_APPLICABLE
                docker/api_refuses_clients_without_certificate NOT_APPLICABLE
                docker/api_refuses_foreign_client_certificates NOT_APPLICABLE
                docker/api_speaks_current_tls_only NOT_APPLICABLE
                docker/cannot_write_what_host_obeys VIOLATED
                docker/capabilities_have_no_power_over_host VIOLATED
                docker/client_authority_is_not_public NOT_APPLICABLE
                docker/client_key_is_private NOT_APPLICABLE
                docker/client_verifies_the_engine NOT_APPLICABLE
                docker/clock_is_kept INCONCLUSIVE
                docker/configs_hold_no_secret NOT_APPLICABLE
                docker/configuration_file_says_what_it_seems_to NOT_APPLICABLE
                docker/configuration_is_in_force NOT_APPLICABLE
                docker/connection_table_has_room COMPLIANT
                docker/connections_from_outside_are_limited VIOLATED
                docker/container_logs_travel_encrypted COMPLIANT
                docker/containerd_unit_is_written_by_root_only COMPLIANT
                docker/daemon_was_started_by_its_unit_as_it_is NOT_APPLICABLE
                docker/data_root_has_room COMPLIANT
                docker/data_root_is_closed COMPLIANT
                docker/deployment_files_are_written_by_their_owners INCONCLUSIVE
                docker/deployment_secrets_are_private INCONCLUSIVE
                docker/distribution_has_mended_known_flaws NEEDS_REVIEW
                docker/downloads_are_not_run_unseen COMPLIANT
                docker/engine_files_cannot_be_replaced VIOLATED
                docker/engine_programs_cannot_be_exchanged COMPLIANT
                docker/environment_files_are_written_by_root_only COMPLIANT
                docker/events_are_collected NEEDS_REVIEW
                docker/files_are_not_writable_by_all COMPLIANT
                docker/files_give_no_capabilities COMPLIANT
                docker/flaw_list_is_current COMPLIANT
                docker/has_no_known_flaws NOT_APPLICABLE
                docker/has_written_little_beside_its_mounts COMPLIANT
                docker/image_adds_no_steps_to_builds COMPLIANT
                docker/image_is_what_its_digests_say COMPLIANT
                docker/image_starts_as_ordinary_user COMPLIANT
                docker/is_not_restarted_over_and_over COMPLIANT
                docker/joins_no_powerful_group COMPLIANT
                docker/keeps_out_of_host_control_groups NOT_APPLICABLE
                docker/keeps_to_the_central_log NOT_APPLICABLE
                docker/kernel_enforces_limits COMPLIANT
                docker/kernel_paths_are_no_links COMPLIANT
                docker/kernel_tables_have_room COMPLIANT
                docker/layer_plays_no_tricks COMPLIANT
                docker/libraries_are_not_preloaded COMPLIANT
                docker/log_growth_is_bounded VIOLATED
                docker/logs_travel_encrypted_by_default COMPLIANT
                docker/memory_limit_is_within_host COMPLIANT
                docker/memory_limits_fit_host VIOLATED
                docker/memory_shortage_ends_it COMPLIANT
                docker/memory_shortage_spares_the_daemon INCONCLUSIVE
                docker/metadata_service_is_out_of_reach INCONCLUSIVE
                docker/metrics_stay_on_this_host COMPLIANT
                docker/mirrors_are_asked_over_https COMPLIANT
                docker/mounts_no_credentials COMPLIANT
                docker/only_root_is_root COMPLIANT
                docker/output_is_logged COMPLIANT
                docker/own_keys_are_private COMPLIANT
                docker/plugin_settings_hold_no_secret NOT_APPLICABLE
                docker/plugins_are_trusted NOT_APPLICABLE
                docker/private_ports_are_not_public VIOLATED
                docker/process_limits_fit_host VIOLATED
                docker/processes_are_held_as_asked_for COMPLIANT
                docker/processor_quotas_fit_host COMPLIANT
                docker/programs_are_those_of_the_image INCONCLUSIVE
                docker/proxies_are_told_no_password_in_clear NOT_APPLICABLE
                docker/registry_files_ask_for_proof INCONCLUSIVE
                docker/registry_is_not_served_in_plain_http NOT_APPLICABLE
                docker/registry_passwords_are_kept_in_a_store COMPLIANT
                docker/registry_shows_a_valid_certificate NOT_APPLICABLE
                docker/runtimes_are_known COMPLIANT
                docker/scan_found_nothing_critical NOT_APPLICABLE
                docker/scan_is_recent NOT_APPLICABLE
                docker/sets_only_harmless_sysctls COMPLIANT
                docker/settings_hold_no_secret VIOLATED
                docker/subordinate_ids_do_not_overlap NOT_APPLICABLE
                docker/swap_is_limited COMPLIANT
                docker/syn_cookies_are_sent COMPLIANT
                docker/system_paths_are_masked VIOLATED
                docker/tmpfs_is_bounded COMPLIANT
                docker/users_do_not_get_in_unasked COMPLIANT
                docker/volume_options_hold_no_secret COMPLIANT
                docker/writable_layer_is_bounded VIOLATED
                """);
    }

    private static String verdictsBeyondTheBenchmark(JsonNode controls) {
        Map<String, String> verdicts = new TreeMap<>();
        for (JsonNode control : controls) {
            if (number(control).isEmpty()) {
                verdicts.put(control.get("id").asText(), control.get("verdict").asText());
            }
        }
        return verdicts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static Map<String, String> numbersByVerdict(JsonNode controls) {
        Map<String, String> numbers = new TreeMap<>();
        for (JsonNode control : controls) {
            if (!number(control).isEmpty()) {
                numbers.merge(control.get("verdict").asText(), number(control), (left, right) -> left + " " + right);
            }
        }
        return numbers;
    }

    private static String number(JsonNode control) {
        return control.at("/numbers/cis-docker-1.8.0").asText();
    }
}
