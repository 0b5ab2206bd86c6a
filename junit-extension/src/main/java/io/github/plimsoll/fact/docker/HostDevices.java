package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;

/** The three ways in which a container that is not privileged is given devices. */
final class HostDevices {

    private HostDevices() {}

    static List<String> of(Reading container) {
        List<String> devices = new ArrayList<>();
        for (Reading device : container.elements("HostConfig.Devices")) {
            devices.add(device.value("PathOnHost").requiredText() + " ("
                    + device.value("CgroupPermissions").asText("rwm") + ")");
        }
        for (String rule : container.value("HostConfig.DeviceCgroupRules").asTexts()) {
            devices.add("rule " + rule);
        }
        for (Reading request : container.elements("HostConfig.DeviceRequests")) {
            devices.add("request " + request.value("Driver").asText("")
                    + request.value("DeviceIDs").asTexts());
        }
        return devices;
    }
}
