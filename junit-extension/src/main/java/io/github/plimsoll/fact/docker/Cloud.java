package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells by what the firmware says of a machine whose cloud it runs in. */
final class Cloud {

    static final String AMAZON = "Amazon EC2";

    private static final Map<String, Pattern> SIGNS = signs();

    private Cloud() {}

    /**
     * The name of the cloud; empty if it is a machine of one's own, or of a cloud that is not known here.
     *
     * @throws Unreadable if the firmware says nothing
     */
    static String of(Reading firmware) {
        List<String> words = new ArrayList<>();
        for (String field : List.of("vendor", "product", "asset", "biosVendor", "biosVersion")) {
            words.add(firmware.value(field).asText(""));
        }
        String text = String.join("\n", words);
        if (text.isBlank()) {
            throw new Unreadable(
                    "whether the machine runs in a cloud cannot be told, since its firmware says nothing of it");
        }
        return SIGNS.entrySet().stream()
                .filter(sign -> sign.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static Map<String, Pattern> signs() {
        Map<String, Pattern> signs = new LinkedHashMap<>();
        signs.put(AMAZON, Pattern.compile("Amazon EC2|\\bamazon$", Pattern.MULTILINE));
        signs.put("Google Compute Engine", Pattern.compile("Google Compute Engine"));
        signs.put("Azure", Pattern.compile("7783-7084-3265-9085-8269-3286-77"));
        for (String name : List.of(
                "Akamai",
                "Alibaba Cloud",
                "CloudStack",
                "DigitalOcean",
                "Exoscale",
                "Hetzner",
                "HUAWEICLOUD",
                "Linode",
                "OpenStack",
                "OracleCloud",
                "OVHcloud",
                "Scaleway",
                "Tencent Cloud",
                "UpCloud",
                "Vultr",
                "Yandex")) {
            signs.put(name, Pattern.compile(Pattern.quote(name), Pattern.CASE_INSENSITIVE));
        }
        return signs;
    }
}
